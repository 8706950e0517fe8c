import { distance } from 'fastest-levenshtein';
import type { AnyCommand } from '../contracts/command.ts';
import { fold } from './words.ts';
import type { Word } from './words.ts';

/** What the first words name: a command and the words behind its name, or the nearest guess. */
export type Found =
  | { readonly kind: 'command'; readonly command: AnyCommand; readonly words: readonly Word[] }
  | { readonly kind: 'area'; readonly area: string }
  | { readonly kind: 'unknown'; readonly given: string; readonly suggestion: string | undefined };

export interface CommandIndex {
  readonly commands: readonly AnyCommand[];
  find(words: readonly Word[]): Found;
}

const areas: Readonly<Record<string, string>> = {
  k8s: 'k8s',
  kubernetes: 'k8s',
  kube: 'k8s',
  kubectl: 'k8s',
  github: 'github',
  gh: 'github',
  jira: 'jira',
  notion: 'notion',
};

/** Indexes commands by every way to say them; the longest that fits wins. Two commands may not share one. */
export function indexCommands(commands: readonly AnyCommand[]): CommandIndex {
  const phrases = new Map<string, AnyCommand>();
  for (const command of commands) {
    for (const phrase of [command.name, ...command.synonyms]) {
      const folded = fold(phrase);
      const other = phrases.get(folded);
      if (other && other !== command)
        throw new Error(`"${phrase}" names both ${other.name} and ${command.name}`);
      phrases.set(folded, command);
    }
  }
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(' ').length));

  function find(words: readonly Word[]): Found {
    const leading = leadingWords(words, longest + 1);
    for (let length = leading.length; length > 0; length--) {
      const command = phrases.get(leading.slice(0, length).join(' '));
      if (command) return { kind: 'command', command, words: words.slice(length) };
    }
    const area = areas[leading[0] ?? ''];
    if (area && leading.length === 1) return { kind: 'area', area };
    const given = words
      .slice(0, 3)
      .map((word) => word.text)
      .join(' ');
    return { kind: 'unknown', given, suggestion: suggest(leading) };
  }

  /** The nearest phrase: at most a third of its letters may differ. */
  function suggest(leading: readonly string[]): string | undefined {
    let best: { name: string; score: number } | undefined;
    for (const [phrase, command] of phrases) {
      const given = leading.slice(0, phrase.split(' ').length).join(' ');
      const differs = distance(given, phrase);
      const score = differs / phrase.length;
      if (score <= 0.34 && differs <= 4 && score < (best?.score ?? 1)) best = { name: command.name, score };
    }
    return best?.name;
  }

  return { commands, find };
}

/** The words that may name a command: unquoted, before the first flag; `kubectl` and other area names made canonical. */
function leadingWords(words: readonly Word[], most: number): string[] {
  const leading: string[] = [];
  for (const word of words.slice(0, most)) {
    if (word.quoted || word.text.startsWith('-')) break;
    const folded = fold(word.text);
    leading.push(leading.length === 0 ? (areas[folded] ?? folded) : folded);
  }
  return leading;
}
