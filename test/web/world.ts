import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { AppOptions } from '../../src/app.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { people, slackApp, slackEnvironment } from '../aboard/world.ts';
import { startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where Debian and others put the browser; CHROMIUM names another. */
const browsers = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser's path. Errors: an Error where there is none: in CI a missing browser must not pass for a green test. */
export function browserPath(): string {
  const path = browsers.find((each) => each !== undefined && existsSync(each));
  if (!path) throw new Error('the web tests need Chromium: apt-get install chromium, or set CHROMIUM');
  return path;
}

export type View = 'phone' | 'desktop';
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

/** NOX, a simulated Slack, and a browser that visits NOX at the address it is known by. */
export interface WebWorld {
  readonly nox: TestNox;
  readonly slack: SlackPlatform;
  readonly url: string;
  open(options?: {
    readonly view?: View;
    readonly language?: 'fr' | 'en';
    readonly dark?: boolean;
  }): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function startWebWorld(
  env: Readonly<Record<string, string>> = {},
  options: AppOptions = {},
): Promise<WebWorld> {
  const executablePath = browserPath();
  const slack = await startSlack({ app: { ...slackApp, rotation: false }, retryMs: 20 });
  people(slack);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const given = { ...slackEnvironment(slack), PORT: String(port), PUBLIC_URL: url, ...env };
  const nox = await startNox(given, options);
  slack.connectApp(nox.app.url);
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  return {
    nox,
    slack,
    url,
    async open({ view = 'desktop', language = 'fr', dark = false } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: sizes[view],
        locale: language,
        colorScheme: dark ? 'dark' : 'light',
      });
      context.setDefaultTimeout(15_000);
      return context;
    },
    async close() {
      await browser.close();
      await nox.close();
      await slack.close();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/**
 * Plays the person on Slack's own page: whatever address `path` leads to is answered by `approve`. (A browser's driver
 * does not see the redirection itself.)
 */
export async function throughSlack(
  context: BrowserContext,
  path: RegExp,
  approve: (authorizeUrl: string) => string,
): Promise<void> {
  await context.unroute(path);
  await context.route(path, async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    const { location } = answer.headers();
    if (!location?.includes('/authorize')) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, headers: { ...answer.headers(), location: approve(location) } });
  });
}

/** What axe finds wrong on a page by some of its rules, or all: one line a finding. */
async function accessibilityFaults(
  page: Page,
  rules: readonly string[] | undefined,
): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run(only ? { runOnly: only } : {});
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`),
    );
  }, rules);
}

/** Whether a page is wider than its window: on a phone nothing may need scrolling sideways. */
function isTooWide(page: Page): Promise<boolean> {
  return page
    .locator('html')
    .evaluate(
      (html: { scrollWidth: number; clientWidth: number }) => html.scrollWidth > html.clientWidth + 1,
    );
}

/** Keeps a picture of a page where WEB_SHOTS names a folder, for people to look at. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.WEB_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** What a careful reader would find wrong with a page: for axe, or wider than its window. */
export async function faultsOf(
  page: Page,
  name: string,
  rules?: readonly string[],
): Promise<readonly string[]> {
  await shoot(page, name);
  const faults = await accessibilityFaults(page, rules);
  return (await isTooWide(page)) ? [...faults, 'wider than its window'] : faults;
}

/** Looks at a page as a careful reader would. Errors: an Error with what is wrong. */
export async function isWell(page: Page, name: string): Promise<void> {
  const faults = await faultsOf(page, name);
  if (faults.length > 0) throw new Error(`not well: ${name}: ${JSON.stringify(faults)}`);
}

/** Opens a space by the API and gives the browser its session. */
export async function signedUp(
  world: WebWorld,
  context: BrowserContext,
  type: 'enterprise' | 'freelance',
  email: string,
): Promise<{ readonly tenantId: number; readonly userId: number; readonly token: string }> {
  const space = { name: `Espace de ${email}`, email, password: 'correct horse battery' };
  const answer = await fetch(`${world.url}/api/${type}/onboard`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'fr' },
    body: JSON.stringify(space),
  });
  const made = (await answer.json()) as { tenantId: number; userId: number; token: string };
  await carry(world, context, made.token);
  return made;
}

/** Gives a browser a session. */
export function carry(world: WebWorld, context: BrowserContext, token: string): Promise<void> {
  return carryTo(world.url, context, token);
}

/** Gives a browser a session at an address. */
export async function carryTo(url: string, context: BrowserContext, token: string): Promise<void> {
  await context.addCookies([
    {
      name: '__Host-nox',
      value: token,
      url: url.replace('http:', 'https:'),
      secure: true,
      httpOnly: true,
    },
  ]);
}
