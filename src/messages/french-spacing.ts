/** A space that no line is broken at. U+202F, which print would have before ; ? !, some of Slack's clients show as a box. */
const noBreak = '\u00a0';

/** A plain space before a mark that ends a word in French; not one of code (`!name`, `:emoji:`, `://`). */
const beforeMark = / (?=[:;?!»]+(?:[\s.,)}»]|$))/g;

/**
 * A French sentence whose marks never begin a line, nor « ends one. What stands between backquotes is code, and stays; so
 * does what is put into the sentence later.
 */
export function frenchSpacing(sentence: string): string {
  return sentence
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(beforeMark, noBreak).replaceAll('« ', `«${noBreak}`),
    )
    .join('`');
}
