import { isMessageKey } from './translate.ts';
import type { Translate } from './translate.ts';

/** What the audit log names by itself, in words: what people do with their accounts. Commands stay as they are said. */
export function sayAct(
  t: Translate,
  { command, target }: { readonly command: string; readonly target: string },
): { readonly what: string; readonly target: string } {
  const act = `act.${command}`;
  if (!isMessageKey(act)) return { what: command, target };
  const how = `act.by.${target}`;
  return { what: t(act), target: isMessageKey(how) ? t(how) : target };
}
