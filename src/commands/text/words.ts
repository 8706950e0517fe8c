/** One piece of what a person typed. */
export interface Word {
  readonly text: string;
  /** Stood in quotes: it is a value, never a flag, a preposition or a part of a command's name. */
  readonly quoted: boolean;
}

const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»' };

/**
 * Splits a line into words. Double quotes (straight, curly or French) keep spaces; a backslash keeps the next quote; an
 * apostrophe is a letter, since French is full of them, except where it opens a word and closes one ('a b').
 */
export function splitWords(line: string): Word[] {
  const words: Word[] = [];
  let rest = line.replace(/[\u00a0\u202f]/g, ' ').trimStart();
  while (rest) {
    const { word, length } = readWord(rest);
    words.push(word);
    rest = rest.slice(length).trimStart();
  }
  return words;
}

function readWord(text: string): { word: Word; length: number } {
  const open = text[0] ?? '';
  const close = open === "'" ? (/^'[^']*'(?=\s|$)/.test(text) ? "'" : undefined) : closing[open];
  if (close !== undefined) {
    const end = findClosing(text, close);
    if (end > 0)
      return { word: { text: unescape(text.slice(1, end)).trim(), quoted: true }, length: end + 1 };
  }
  const flagged = /^--?[\p{L}][\p{L}\d-]*=["“«]/u.exec(text);
  if (flagged) {
    const start = flagged[0].length - 1;
    const end = findClosing(text.slice(start), closing[text[start] ?? ''] ?? '"');
    if (end > 0) {
      const value = unescape(text.slice(start + 1, start + end)).trim();
      return { word: { text: text.slice(0, start) + value, quoted: false }, length: start + end + 1 };
    }
  }
  const plain = /^\S+/.exec(text)?.[0] ?? text;
  return { word: { text: plain, quoted: false }, length: plain.length };
}

function findClosing(text: string, close: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === close) return at;
  }
  return -1;
}

function unescape(text: string): string {
  return text.replace(/\\(["\\“”«»])/g, '$1');
}

/** A word as it is compared: lower case, without accents, typographic apostrophes made plain. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’]/g, "'").toLowerCase();
}
