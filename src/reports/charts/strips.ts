import { scaleBand } from 'd3-scale';
import { box, card, fit, ink, page, text, widthOf } from './svg.ts';
import type { Key } from './svg.ts';

/** One workload: how much of each step it was whole, 0 to 1; undefined where nobody looked. */
export interface Strip {
  readonly name: string;
  readonly shares: readonly (number | undefined)[];
  /** Over the whole time: `99,2 %`. */
  readonly total: string;
}

/** Below this a step is told as bad. */
export const poorStep = 0.95;
const row = 27;
const tall = 17;

/**
 * Availability as a strip of steps for each workload. What was missing fills a step from the top, so that it can be
 * seen without colours as well.
 * @param steps the labels below; an empty one is not written
 */
export function drawStrips(
  head: { readonly title: string; readonly note: string; readonly keys: readonly Key[] },
  steps: readonly string[],
  strips: readonly Strip[],
): string {
  const names = Math.min(215, Math.max(...strips.map(({ name }) => widthOf(name, 11.5))) + 4);
  const left = page.side + names + 12;
  const right = page.width - page.side - 58;
  const x = scaleBand(steps.keys(), [left, right]).paddingInner(0.16);
  const drawn: string[] = [];
  for (const [at, { name, shares, total }] of strips.entries()) {
    const top = page.top + at * row;
    drawn.push(text(page.side + names, top + 13, fit(name, names, 11.5), { anchor: 'end' }));
    drawn.push(text(page.width - page.side, top + 13, total, { weight: 600, anchor: 'end' }));
    for (const [step, share] of shares.entries()) {
      const cell = { x: x(step) ?? 0, y: top, width: x.bandwidth(), height: tall };
      if (share === undefined) drawn.push(box(cell, ink.none, 2));
      else {
        drawn.push(box(cell, ink.blue, 2));
        if (share >= 1) continue;
        const missing = share <= 0 ? tall : Math.min(tall - 3, Math.max(5, (1 - share) * tall));
        const fill = share < poorStep ? ink.vermilion : ink.amber;
        drawn.push(box({ ...cell, height: missing }, fill, 2));
      }
    }
  }
  const bottom = page.top + strips.length * row;
  for (const [step, label] of steps.entries())
    if (label) drawn.push(text(x(step) ?? 0, bottom + 10, label, { size: 11, fill: ink.quiet }));
  return card(head, bottom + page.bottom + 10, drawn);
}
