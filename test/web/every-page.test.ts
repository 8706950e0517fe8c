import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startLivedInWorld } from './lived-in.ts';
import type { LivedInWorld } from './lived-in.ts';
import { faultsOf } from './world.ts';

/** Every page of two spaces that are in use, in both languages, on a phone and a desktop, light and dark. */
let world: LivedInWorld;
beforeAll(async () => {
  world = await startLivedInWorld();
});
afterAll(() => world?.close());

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
type Look = readonly [keyof typeof sizes, 'light' | 'dark'];
/** Each size and each light once in each of two languages; all of them where pictures are taken. */
const looks: Readonly<Record<'fr' | 'en', readonly Look[]>> = {
  fr: [
    ['phone', 'light'],
    ['desktop', 'dark'],
  ],
  en: [
    ['phone', 'dark'],
    ['desktop', 'light'],
  ],
};
/** Rules of axe that a size may make a difference to; the others are held to on the phone. */
const drawn = ['color-contrast', 'scrollable-region-focusable', 'target-size', 'link-in-text-block'];

/** What is wrong with what stands in the browser, in each look, without loading it again. */
async function faultsInEachLook(page: Page, name: string, language: 'fr' | 'en'): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [size, colorScheme] of process.env.WEB_SHOTS ? [...looks.fr, ...looks.en] : looks[language]) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme });
    const found = await faultsOf(
      page,
      `${name}-${language}-${size}-${colorScheme}`,
      size === 'phone' ? undefined : drawn,
    );
    faults.push(...found.map((fault) => `${name} ${language} ${size} ${colorScheme}: ${fault}`));
  }
  return faults;
}

test.each(['fr', 'en'] as const)(
  'nothing is wrong with any page in %s, whoever looks',
  async (language) => {
    const faults: string[] = [];
    for (const who of ['nobody', 'ada', 'marie', 'reader'] as const) {
      const context = await world.browserOf(who, language);
      const page = await context.newPage();
      const foreign: string[] = [];
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(world.url) && !url.startsWith('data:')) foreign.push(url);
      });
      for (const { path, status } of world.pagesOf(who)) {
        const answer = await page.goto(path);
        const told = {
          status: answer?.status(),
          type: answer?.headers()['content-type'],
          language: await page.locator('html').getAttribute('lang'),
          headings: await page.getByRole('heading', { level: 1 }).count(),
          scripts: await page.locator('script').count(),
        };
        const due = { status, type: 'text/html; charset=utf-8', language, headings: 1, scripts: 0 };
        expect.soft({ path, ...told }).toEqual({ path, ...due });
        faults.push(
          ...(await faultsInEachLook(page, `${who}${path.replace(/[\W_]+/g, '-').slice(0, 60)}`, language)),
        );
      }
      expect(foreign).toEqual([]);
      await context.close();
    }
    expect(faults).toEqual([]);
  },
  600_000,
);
