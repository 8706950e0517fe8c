/** What a line typed in the demo asks for. */
export type Line =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'as'; readonly person: string; readonly place: readonly string[] }
  | { readonly kind: 'click'; readonly number: number }
  | { readonly kind: 'lang'; readonly lang: string }
  | { readonly kind: Plain }
  | { readonly kind: 'slash'; readonly text: string }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'unknown'; readonly given: string };

type Plain = 'people' | 'channels' | 'home' | 'kubectl' | 'web' | 'help' | 'quit';

/** The demo's own commands, by every name they go by. */
const verbs: Readonly<Record<string, Plain | 'as' | 'click' | 'lang'>> = {
  as: 'as',
  click: 'click',
  people: 'people',
  who: 'people',
  channels: 'channels',
  home: 'home',
  kubectl: 'kubectl',
  web: 'web',
  lang: 'lang',
  help: 'help',
  aide: 'help',
  quit: 'quit',
  exit: 'quit',
  q: 'quit',
};

/** The names of the demo's own commands, as they are told and completed. */
export const knownVerbs: readonly string[] = Object.entries(verbs)
  .filter(([name, kind]) => name === kind)
  .map(([name]) => `:${name}`);

/** Reads a line: `:as marie #general`, `:click 1`, `/nox …`; anything else is what the person says. */
export function readLine(given: string): Line {
  const line = given.trim();
  if (line === '') return { kind: 'nothing' };
  const slash = /^\/nox(?:\s+(.*))?$/is.exec(line);
  if (slash) return { kind: 'slash', text: slash[1] ?? '' };
  if (!line.startsWith(':')) return { kind: 'message', text: line };
  const [verb = '', ...rest] = line.slice(1).split(/\s+/);
  const kind = verbs[verb.toLowerCase()];
  if (!kind) return { kind: 'unknown', given: `:${verb}` };
  const [first = ''] = rest;
  if (kind === 'as') return { kind, person: first.toLowerCase(), place: rest.slice(1) };
  if (kind === 'click') return { kind, number: Number(first) };
  if (kind === 'lang') return { kind, lang: first.toLowerCase() };
  return { kind };
}
