import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedUp, startWebWorld } from './world.ts';
import type { WebWorld } from './world.ts';

/** What a page costs: below 100 kB as it travels, style included. */
let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld();
});
afterAll(() => world?.close());

test('no page weighs more than 100 kB, with all that it loads', async () => {
  const context = await world.open({ view: 'phone' });
  await signedUp(world, context, 'enterprise', 'ada@weigh.example');
  const weights: Record<string, number> = {};
  for (const path of [
    '/',
    '/account-type',
    '/start',
    '/dashboard',
    '/integrations/new/k8s',
    '/people',
    '/people/permissions',
    '/activity',
    '/settings',
    '/docs/api',
  ]) {
    // A fresh page each: nothing is in its cache.
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    let bytes = 0;
    cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    weights[path] = Math.round(bytes / 1000);
    expect([path, bytes < 100_000]).toEqual([path, true]);
    await page.close();
  }
  console.info(`web: kB a page, style included: ${JSON.stringify(weights)}`);
  await context.close();
});
