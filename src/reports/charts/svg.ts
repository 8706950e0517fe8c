/** Lengths of all charts, in pixels before they are doubled for sharp screens. A Notion page is 708 wide. */
export const page = { width: 700, side: 24, top: 72, bottom: 20 } as const;

/** Colours by Okabe and Ito (https://jfly.uni-koeln.de/color), told apart by lightness too where hue cannot be seen. */
export const ink = {
  title: '#1f2328',
  text: '#3d434b',
  quiet: '#6b7079',
  grid: '#e7e8ea',
  edge: '#dcdde0',
  blue: '#2f78c4',
  sky: '#a9cbec',
  amber: '#efb118',
  vermilion: '#cf5200',
  plum: '#6a1b4d',
  none: '#eeeff1',
} as const;

interface Look {
  readonly size?: number;
  readonly fill?: string;
  readonly weight?: 400 | 600;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function text(x: number, y: number, words: string, look: Look = {}): string {
  const { size = 11.5, fill = ink.text, weight = 400, anchor = 'start' } = look;
  return `<text x="${at(x)}" y="${at(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(words)}</text>`;
}

export function box(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  fill: string,
  radius = 0,
): string {
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" rx="${radius}" fill="${fill}"/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${stroke}"/>`;
}

/** What a colour means, in a row that ends at the card's right edge or begins at its left. */
export interface Key {
  readonly label: string;
  readonly fill: string;
}

/**
 * A white card with round corners, which also looks like one on a dark page: title, what is measured in which unit, and
 * a row that says what the colours mean.
 */
export function card(
  head: { readonly title: string; readonly note: string; readonly keys?: readonly Key[] },
  height: number,
  drawn: readonly string[],
): string {
  const { width, side } = page;
  const keys = head.keys ?? [];
  const legend: string[] = [];
  let x = width - side;
  for (const { label, fill } of keys.toReversed()) {
    x -= widthOf(label, 11);
    legend.push(text(x, 35, label, { size: 11, fill: ink.text }));
    x -= 16;
    legend.push(box({ x, y: 26, width: 10, height: 10 }, fill, 2));
    x -= 16;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${at(height)}" viewBox="0 0 ${width} ${at(height)}" font-family="Inter">
<rect x="0.5" y="0.5" width="${width - 1}" height="${at(height - 1)}" rx="12" fill="#ffffff" stroke="${ink.edge}"/>
${text(side, 36, fit(head.title, x - side, 15), { size: 15, weight: 600, fill: ink.title })}
${text(side, 55, fit(head.note, width - 2 * side, 11.5), { fill: ink.quiet })}
${legend.join('\n')}
${drawn.join('\n')}
</svg>`;
}

/** How wide words are in the charts' font, nearly. */
export function widthOf(words: string, size: number): number {
  let ems = 0;
  for (const sign of words)
    ems += /[ijl.,:;|'’!·]/.test(sign)
      ? 0.27
      : /[ftr\s()/-]/.test(sign)
        ? 0.37
        : /[mwMW%@…]/.test(sign)
          ? 0.86
          : /[A-Z]/.test(sign)
            ? 0.69
            : 0.585;
  return ems * size;
}

/** Words that fit into a width; what is too long loses its middle, since names differ at both ends. */
export function fit(words: string, width: number, size: number): string {
  const signs = [...words];
  if (widthOf(words, size) <= width) return words;
  for (let kept = signs.length - 1; kept > 2; kept--) {
    const tail = Math.floor(kept / 2);
    const cut = `${signs.slice(0, kept - tail).join('')}…${signs.slice(-tail).join('')}`;
    if (widthOf(cut, size) <= width) return cut;
  }
  return '…';
}

function at(length: number): number {
  return Math.round(length * 100) / 100;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Names come from clusters: they are text, whatever they look like; signs that XML does not know are left out. */
function escape(words: string): string {
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
