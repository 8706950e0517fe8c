import { NoxError } from '../../core/errors.ts';
import type { AnyCommand, Parameter } from '../contracts/command.ts';
import { readDuration } from './duration.ts';
import { fold } from './words.ts';
import type { Word } from './words.ts';

/** What words became, before the command's own schema has seen it. */
export type RawInput = Record<string, unknown>;

/**
 * Turns the words behind a command's name into its input: flags (`--tail 50`, `--tail=50`, `-n web`), prepositions
 * (`dans prod`), pairs (`k=v`) and places.
 * Errors: `bad_input` for a flag that is not known or has no value, or for words too many.
 */
export function parseInput(command: AnyCommand, words: readonly Word[]): RawInput {
  const input: RawInput = {};
  const queue = [...words];
  const plain: Word[] = [];
  const places = command.parameters
    .filter((p) => p.position !== undefined)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));

  const restAt = places.findIndex((p) => p.rest);
  /** Inside a free text: everything is text. A quoted text ends with its quotes. */
  const inRest = () =>
    restAt >= 0 && plain.length > restAt && !(plain.length === restAt + 1 && plain[restAt]?.quoted);

  for (let word = queue.shift(); word; word = queue.shift()) {
    const flag = !word.quoted && isFlag(word.text);
    if (flag && (findFlag(command, word.text) || !inRest())) {
      takeFlag(command, word.text, queue, input);
      continue;
    }
    const pairs = word.quoted ? undefined : command.parameters.find((p) => p.kind === 'pairs');
    const pair = pairs && /^([\p{L}\p{N}_.-]+)=(.*)$/su.exec(word.text);
    if (pairs && pair) {
      const value = closeQuotes(pair[2] ?? '', queue);
      input[pairs.name] = { ...(input[pairs.name] as object | undefined), [pair[1] ?? '']: value };
      continue;
    }
    const preposition = word.quoted || inRest() ? undefined : findPreposition(command, word, input);
    if (preposition && queue[0] && !isFlag(queue[0].text)) {
      input[preposition.name] = preposition.rest ? takeWords(queue) : takeValue(preposition, queue);
      continue;
    }
    plain.push(word);
  }
  place(command, places, plain, input);
  return input;
}

/** What stands behind a preposition that takes several words: up to the next flag or quoted text. */
function takeWords(queue: Word[]): string {
  const words = queue.splice(0, 1);
  while (words[0] && !words[0].quoted && queue[0] && !queue[0].quoted && !isFlag(queue[0].text))
    words.push(...queue.splice(0, 1));
  return words.map((word) => word.text).join(' ');
}

/** The most words that a duration has: `2 heures et 30 minutes`. */
const longestDuration = 5;

/** One word; of a duration as many as read as one. */
function takeValue({ kind }: Parameter, queue: Word[]): string | undefined {
  for (let count = kind === 'duration' ? longestDuration : 1; count > 1; count -= 1) {
    const words = queue.slice(0, count);
    const text = words.map((word) => word.text).join(' ');
    if (words.length === count && !words.some((word) => word.quoted) && readDuration(text) !== undefined) {
      queue.splice(0, count);
      return text;
    }
  }
  return queue.shift()?.text;
}

/** A pair's value in quotes, `k="two words"`, was cut at its spaces: takes the rest from the queue. */
function closeQuotes(value: string, queue: Word[]): string {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return value;
  let whole = value;
  while ((whole.length < 2 || !whole.endsWith(quote)) && queue.length > 0)
    whole += ` ${queue.shift()?.text ?? ''}`;
  return whole.length > 1 && whole.endsWith(quote) ? whole.slice(1, -1) : whole;
}

function isFlag(text: string): boolean {
  return /^--?\p{L}/u.test(text);
}

function findPreposition(command: AnyCommand, word: Word, input: RawInput): Parameter | undefined {
  const folded = fold(word.text);
  return command.parameters.find(
    (p) => p.prepositions?.some((each) => fold(each) === folded) && input[p.name] === undefined,
  );
}

function findFlag(command: AnyCommand, text: string): Parameter | undefined {
  const folded = fold(text.replace(/^--?/, '').split('=')[0] ?? '');
  return command.parameters.find(
    (p) => fold(p.name) === folded || p.flags?.some((each) => fold(each) === folded),
  );
}

function takeFlag(command: AnyCommand, text: string, queue: Word[], input: RawInput): void {
  const [flag = '', ...values] = text.replace(/^--?/, '').split('=');
  const parameter = findFlag(command, text);
  if (!parameter)
    throw new NoxError('bad_input', { flag, command: command.name }, { sentence: 'commands.unknown_flag' });
  if (parameter.kind === 'switch') {
    input[parameter.name] = true;
    return;
  }
  const value =
    values.length > 0
      ? values.join('=')
      : queue[0] && (queue[0].quoted || !isFlag(queue[0].text))
        ? takeValue(parameter, queue)
        : undefined;
  if (value === undefined)
    throw new NoxError('bad_input', { flag }, { sentence: 'commands.flag_without_value' });
  input[parameter.name] = value;
}

function place(
  command: AnyCommand,
  places: readonly Parameter[],
  plain: readonly Word[],
  input: RawInput,
): void {
  const open = places.filter((p) => input[p.name] === undefined);
  const words = [...plain];
  for (const parameter of open) {
    if (words.length === 0) break;
    input[parameter.name] = parameter.rest
      ? joined(words.splice(0), parameter.keepsQuotes ?? false)
      : words.shift()?.text;
  }
  const extra = words[0];
  if (extra)
    throw new NoxError(
      'bad_input',
      { word: extra.text, command: command.name },
      { sentence: 'commands.extra_word' },
    );
}

function joined(words: readonly Word[], keepsQuotes: boolean): string {
  const quotes = keepsQuotes && words.length > 1;
  return words
    .map(({ text, quoted }) => (quotes && quoted ? `"${text.replace(/["\\]/g, '\\$&')}"` : text))
    .join(' ');
}
