/** Unicode's word joiner: has no width and no look (https://www.unicode.org/charts/PDF/U2000.pdf). */
const joiner = '\u2060';

/**
 * A name that somebody chose, for a mail that goes to somebody else: it looks as it is, but mail programs make no link of
 * it, so that nobody sends people to a site of their own in NOX's name.
 */
export function unlinked(name: string): string {
  return name.replace(/[.:/@]+/g, (signs) => `${joiner}${signs}${joiner}`);
}
