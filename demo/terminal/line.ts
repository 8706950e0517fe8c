/** What a line typed in the demo asks for. */
export type Line =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'as'; readonly person: string; readonly place: string | undefined }
  | { readonly kind: 'click'; readonly number: number }
  | { readonly kind: 'who' | 'help' | 'quit' }
  | { readonly kind: 'slash'; readonly text: string }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'unknown'; readonly given: string };

/**
 * Reads a line: `:as marie #general`, `:click 1`, `:who`, `:help`, `:quit`; `/nox …` and bare words are the slash
 * command, `@NOX …` a message; in a direct message every word is one.
 */
export function readLine(given: string, direct: boolean): Line {
  const line = given.trim();
  if (line === '' || line.startsWith('# ')) return { kind: 'nothing' };
  if (!line.startsWith(':')) return readWords(line, direct);
  const [verb = '', first = '', ...rest] = line.slice(1).split(/\s+/);
  if (verb === 'as' && first)
    return { kind: 'as', person: first.toLowerCase(), place: rest.join(' ') || undefined };
  if (verb === 'click' && /^\d+$/.test(first)) return { kind: 'click', number: Number(first) };
  if (verb === 'who' || verb === 'help') return { kind: verb };
  if (verb === 'quit' || verb === 'q' || verb === 'exit') return { kind: 'quit' };
  return { kind: 'unknown', given: line };
}

function readWords(line: string, direct: boolean): Line {
  const slash = /^\/nox\b\s*(.*)$/is.exec(line);
  if (slash) return { kind: 'slash', text: slash[1] ?? '' };
  if (/^@nox\b/i.test(line) || direct) return { kind: 'message', text: line };
  return { kind: 'slash', text: line };
}
