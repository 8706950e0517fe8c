import { html } from 'hono/html';
import type { Html } from '../../http/document.ts';

/** A day of a chart. */
export interface Bar {
  readonly label: string;
  /** What a screen reader says of it, and what hovering shows. */
  readonly said: string;
  readonly good: number;
  readonly bad: number;
  /** Where what it counts can be read. */
  readonly href: string | undefined;
}

const height = 110;
const width = 26;
const room = 18;

/** Bars drawn as SVG on the server; what did not succeed stands on top in another colour. Each links to what it counts. */
export function barChart(title: string, bars: readonly Bar[], number: Intl.NumberFormat): Html {
  const most = Math.max(1, ...bars.map(({ good, bad }) => good + bad));
  const scale = (count: number) => (count / most) * height;
  return html`<svg class="chart" viewBox="0 0 ${bars.length * width} ${height + room + 20}" role="group" aria-label="${title}">
<text x="0" y="12" aria-hidden="true">${number.format(most)}</text>
<line class="most" x1="0" x2="${bars.length * width}" y1="${room}" y2="${room}"></line>
<line x1="0" x2="${bars.length * width}" y1="${height + room}" y2="${height + room}"></line>
${bars.map((bar, index) => {
  const x = index * width + 3;
  const [good, bad] = [scale(bar.good), scale(bar.bad)];
  const drawn = html`<title>${bar.said}</title><rect x="${x}" y="${room + height - good}" width="${width - 6}" height="${good}"></rect>
<rect class="bad" x="${x}" y="${room + height - good - bad}" width="${width - 6}" height="${bad}"></rect>
<rect x="${x}" y="${room}" width="${width - 6}" height="${height}" fill-opacity="0"></rect>
${index % 3 === (bars.length - 1) % 3 ? html`<text x="${x + width / 2 - 3}" y="${height + room + 16}" text-anchor="middle" aria-hidden="true">${bar.label}</text>` : ''}`;
  return bar.href
    ? html`<a href="${bar.href}" aria-label="${bar.said}">${drawn}</a>`
    : html`<g role="img" aria-label="${bar.said}">${drawn}</g>`;
})}</svg>`;
}
