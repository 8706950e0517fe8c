const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\ufe0f/u;
/** What every font shows one column wide: ASCII and Latin letters with their accents composed. */
const plain = /^[\x20-\x7e\u00a0-\u024f]*$/;

/** How many columns a text takes in a monospace font: an accent none, an emoji or a Chinese sign two. */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** A text of `width` columns at most; what was cut off is told by an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of segmenter.segment(text)) {
    used += wide.test(segment) ? 2 : 1;
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** A text filled with spaces to a number of columns. */
export function padToWidth(text: string, width: number, align: 'left' | 'right' | undefined): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? spaces + text : text + spaces;
}
