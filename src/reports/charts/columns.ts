import { scaleBand, scaleLinear } from 'd3-scale';
import { box, card, ink, line, page, text } from './svg.ts';
import type { Key } from './svg.ts';

/** A time on the axis, and what was counted in it: a number for each of the keys. */
export interface Column {
  readonly label: string;
  readonly counts: readonly number[];
}

const height = 280;
const plot = { left: 58, right: page.width - page.side, top: 84, bottom: height - 44 };

/** Counts over time as columns; several kinds stand on each other, the first at the bottom. */
export function drawColumns(
  head: { readonly title: string; readonly note: string },
  keys: readonly Key[],
  columns: readonly Column[],
): string {
  const totals = columns.map(({ counts }) => counts.reduce((sum, each) => sum + each, 0));
  const x = scaleBand(columns.keys(), [plot.left, plot.right]).paddingInner(0.28).paddingOuter(0.14);
  const y = scaleLinear([0, Math.max(1, ...totals)], [plot.bottom, plot.top]).nice(4);
  const width = Math.min(46, x.bandwidth());
  const everyLabel = Math.ceil(columns.length / 16);
  const drawn = y
    .ticks(4)
    .filter(Number.isInteger)
    .flatMap((tick) => [
      line(plot.left, y(tick), plot.right, y(tick), tick === 0 ? ink.quiet : ink.grid),
      text(plot.left - 10, y(tick) + 4, String(tick), { size: 11, fill: ink.quiet, anchor: 'end' }),
    ]);
  for (const [index, { label, counts }] of columns.entries()) {
    const middle = (x(index) ?? 0) + x.bandwidth() / 2;
    let bottom = y(0);
    for (const [kind, count] of counts.entries()) {
      if (count === 0) continue;
      const tall = y(0) - y(count);
      const gap = bottom < y(0) ? 1.5 : 0;
      const part = { x: middle - width / 2, y: bottom - tall, width, height: Math.max(1, tall - gap) };
      drawn.push(box(part, keys[kind]?.fill ?? ink.blue, 2));
      bottom -= tall;
    }
    const total = totals[index] ?? 0;
    const size = columns.length > 20 ? 9.5 : 11;
    if (total > 0)
      drawn.push(text(middle, bottom - 5, String(total), { size, weight: 600, anchor: 'middle' }));
    if (index % everyLabel === 0)
      drawn.push(text(middle, plot.bottom + 18, label, { size: 11, fill: ink.quiet, anchor: 'middle' }));
  }
  return card({ ...head, keys: keys.length > 1 ? keys : [] }, height, drawn);
}
