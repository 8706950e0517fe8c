import { scaleLinear } from 'd3-scale';
import { box, card, fit, ink, line, page, text, widthOf } from './svg.ts';
import type { Key } from './svg.ts';

/** A thing and how long each of several took; undefined where it did not come to that. */
export interface Bars {
  readonly name: string;
  readonly values: readonly ({ readonly amount: number; readonly said: string } | undefined)[];
}

const thick = 11;
const gap = 13;

/** Durations as lying bars from a common zero, one below the other for each thing. @param unit in which amounts are */
export function drawBars(
  head: { readonly title: string; readonly note: string; readonly keys: readonly Key[] },
  bars: readonly Bars[],
  unit: string,
): string {
  const names = Math.min(225, Math.max(...bars.map(({ name }) => widthOf(name, 11.5))) + 4);
  const left = page.side + names + 12;
  const right = page.width - page.side - 62;
  const most = Math.max(...bars.flatMap(({ values }) => values.map((each) => each?.amount ?? 0)));
  const x = scaleLinear([0, most], [left, right]).nice(5);
  const row = head.keys.length * (thick + 3) + gap;
  const bottom = page.top + 6 + bars.length * row;
  const drawn = x
    .ticks(5)
    .flatMap((tick) => [
      line(x(tick), page.top, x(tick), bottom, tick === 0 ? ink.quiet : ink.grid),
      text(x(tick), bottom + 16, String(tick), { size: 11, fill: ink.quiet, anchor: 'middle' }),
    ]);
  drawn.push(text(page.width - page.side, bottom + 16, unit, { size: 11, fill: ink.quiet, anchor: 'end' }));
  for (const [at, { name, values }] of bars.entries()) {
    const top = page.top + 8 + at * row;
    const middle = top + (head.keys.length * (thick + 3)) / 2;
    drawn.push(text(page.side + names, middle + 3, fit(name, names, 11.5), { anchor: 'end' }));
    for (const [kind, value] of values.entries()) {
      if (!value) continue;
      const y = top + kind * (thick + 3);
      const width = Math.max(2, x(value.amount) - left);
      drawn.push(box({ x: left, y, width, height: thick }, head.keys[kind]?.fill ?? ink.blue, 2));
      drawn.push(text(left + width + 6, y + 9.5, value.said, { size: 10.5 }));
    }
  }
  return card(head, bottom + page.bottom + 14, drawn);
}
