import { z } from 'zod';
import type { Command, Parameter } from './contracts/command.ts';
import { isMessageKey } from '../messages/translate.ts';
import type { Translate } from '../messages/translate.ts';

/** How a parameter is called in help. */
export function labelOf(t: Translate, parameter: Parameter): string {
  const key = parameter.label ?? `parameter.${parameter.name}`;
  return isMessageKey(key) ? t(key) : parameter.name;
}

type Usable = Pick<Command<never>, 'name' | 'parameters'> & { readonly input: z.ZodType };

/** One line of usage: `k8s scale <déploiement> <nombre> [--cluster …]`. What may be left out stands in brackets. */
export function usageOf(t: Translate, command: Usable): string {
  const places = command.parameters
    .filter((p) => p.position !== undefined)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((p) => (isOptional(command, p) ? `[${labelOf(t, p)}]` : `<${labelOf(t, p)}>`));
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

function isOptional({ input }: Usable, { name }: Parameter): boolean {
  return (
    input instanceof z.ZodObject &&
    (input.shape[name] as z.ZodType | undefined)?.safeParse(undefined).success === true
  );
}
