import { isMessageKey } from '../../../../../messages/translate.ts';
import type { Translate } from '../../../../../messages/translate.ts';

/** What was found on connecting a tool, as people read it; undefined for what tells them nothing. */
export function detailOf(
  t: Translate,
  name: string,
  value: string,
): { readonly label: string; readonly value: string } | undefined {
  if (value === '') return undefined;
  const label = `detail.${name}`;
  const said = `${label}.${value}`;
  return {
    label: isMessageKey(label) ? t(label) : name,
    value: isMessageKey(said) ? t(said) : value,
  };
}
