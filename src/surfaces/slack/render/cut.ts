/** A plain text of `most` characters at most; no sign is cut in two. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Markup of `most` characters at most; an entity or a link that does not fit whole is left out. */
export function cutMarkup(markup: string, most: number): string {
  return markup.length <= most ? markup : `${markup.slice(0, wholeUpTo(markup, most - 1))}…`;
}

/** Markup in pieces of `most` characters at most, parted at line ends where there are any; the last one is cut. */
export function partMarkup(markup: string, most: number, pieces: number): string[] {
  const parted: string[] = [];
  let rest = markup;
  while (rest.length > most && parted.length < pieces - 1) {
    const line = rest.lastIndexOf('\n', most - 1);
    const end = line > most / 2 ? line : wholeUpTo(rest, most);
    parted.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/, '');
  }
  parted.push(cutMarkup(rest, most));
  return parted;
}

/** The last place up to `most` where neither an entity, nor a link, nor a sign is cut in two. */
function wholeUpTo(markup: string, most: number): number {
  const head = markup.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  const whole = head.replace(/<[^<>]*$/, '').replace(/&[a-z]{0,3}$/, '');
  return whole.length || most;
}
