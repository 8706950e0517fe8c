import type { Command, Parameter } from './command.ts';
import { isMessageKey } from '../messages/translate.ts';
import type { Translate } from '../messages/translate.ts';

/** How a parameter is called in help. */
export function labelOf(t: Translate, parameter: Parameter): string {
  const key = parameter.label ?? `parameter.${parameter.name}`;
  return isMessageKey(key) ? t(key) : parameter.name;
}

/** One line of usage: `k8s scale <déploiement> <nombre> [--cluster …]`. */
export function usageOf(t: Translate, command: Pick<Command<never>, 'name' | 'parameters'>): string {
  const places = command.parameters
    .filter((p) => p.position !== undefined)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((p) => `<${labelOf(t, p)}>`);
  const flags = command.parameters
    .filter((p) => p.position === undefined)
    .map((p) =>
      p.kind === 'switch'
        ? `[--${p.name}]`
        : p.kind === 'pairs'
          ? '[k=v…]'
          : `[--${p.name} <${labelOf(t, p)}>]`,
    );
  return [command.name, ...places, ...flags].join(' ');
}
