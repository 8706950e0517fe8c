import type { BrowserContext } from 'playwright-core';
import { startLivedInWorld } from '../../test/web/lived-in.ts';
import type { Looker } from '../../test/web/lived-in.ts';
import { median } from '../statistics.ts';

export interface PageFigures {
  readonly times: number;
  readonly pages: readonly {
    readonly path: string;
    readonly who: Looker;
    /** Bytes as they travel, with all that the page loads. */
    readonly bytes: number;
    readonly requests: number;
    readonly firstPaintMs: number;
  }[];
}

/**
 * Lighthouse's "mobile": a slow 4G as a browser's own throttling is set to imitate it, and a processor four times slower
 * (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md). Bytes a second.
 */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1_638.4 * 0.9 * 1024) / 8,
  uploadThroughput: (750 * 0.9 * 1024) / 8,
};
const cpuSlowdown = 4;
const phone = { width: 390, height: 844 };

/** What pages weigh and when something is first to be seen of them, on a phone, with nothing in the cache. */
export async function benchPages(times: number): Promise<PageFigures> {
  const world = await startLivedInWorld();
  try {
    const pages: PageFigures['pages'][number][] = [];
    const seen = new Set<string>();
    for (const who of ['nobody', 'ada', 'marie'] as const) {
      const context = await world.browserOf(who, 'fr');
      for (const { path, status } of world.pagesOf(who)) {
        if (status !== 200 || seen.has(path)) continue;
        seen.add(path);
        const loads = [];
        for (let i = 0; i < times; i++) loads.push(await load(context, path));
        const firstPaintMs = median(loads.map((each) => each.firstPaintMs));
        const { bytes = 0, requests = 0 } = loads[0] ?? {};
        pages.push({
          path: path.replace(/\/invitation\/.*/, '/invitation/…'),
          who,
          bytes,
          requests,
          firstPaintMs,
        });
      }
      await context.close();
    }
    return { times, pages: pages.sort((a, b) => b.firstPaintMs - a.firstPaintMs) };
  } finally {
    await world.close();
  }
}

async function load(context: BrowserContext, path: string) {
  const page = await context.newPage();
  await page.setViewportSize(phone);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  await cdp.send('Network.emulateNetworkConditions', slow4g);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  let bytes = 0;
  let requests = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const firstPaintMs = await page.evaluate(
    (paint) =>
      new Promise<number>((painted) => {
        new PerformanceObserver((entries) => {
          const first = entries.getEntriesByName('first-contentful-paint')[0];
          if (first) painted(first.startTime);
        }).observe({ type: paint as 'mark', buffered: true });
      }),
    // Node's own types know no painting.
    'paint',
  );
  await page.close();
  return { bytes, requests, firstPaintMs };
}
