import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** Pages by keyboard alone: past what is above, in the order that is read, and one always sees where one is. */
let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld();
});
afterAll(() => world?.close());

interface Stop {
  readonly name: string;
  /** How far down and right it stands in the document. */
  readonly order: number;
  readonly isMarked: boolean;
  readonly isInView: boolean;
}

/** Runs in the browser. */
const whereOneIs = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return undefined;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    name: at.tagName + ' ' + (at.getAttribute('name') ?? at.textContent.trim().slice(0, 30)),
    order: [...document.querySelectorAll('*')].indexOf(at),
    isMarked: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
    isInView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
})()`;

test.each(['/', '/signup?type=freelance', '/people', '/settings', '/activity', '/settings/alerts'])(
  '%s by keyboard',
  async (path) => {
    const context = await world.open({ view: 'phone' });
    if (!/^\/(signup.*)?$/.test(path))
      await signedUp(world, context, 'enterprise', `k${path.length}@keys.example`);
    const page = await context.newPage();
    await page.goto(path);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Aller au contenu' });
    expect(await skip.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    const stops: Stop[] = [];
    for (let i = 0; i < 25; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate<Stop | undefined>(whereOneIs);
      if (!stop) break;
      // A date has parts, which the browser marks itself: it counts when it is come to.
      if (stop.order !== stops.at(-1)?.order) stops.push(stop);
    }
    expect(stops.length).toBeGreaterThan(5);
    for (const { name, isMarked, isInView } of stops)
      expect({ name, isMarked, isInView }).toEqual({ name, isMarked: true, isInView: true });
    const orders = stops.map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    await context.close();
  },
);
