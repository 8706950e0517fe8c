import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicUrl, startWorld } from '../aboard/world.ts';
import type { AboardWorld } from '../aboard/world.ts';
import { recordRegistered } from '../isolation/support/routes.ts';
import { call } from '../support/nox.ts';

/** Every page and every form that the application has: who may not is told on a page; what others send changes nothing. */
let world: AboardWorld;
let pages: readonly string[];
let forms: readonly string[];
let mine: { readonly tenantId: number; readonly token: string };
beforeAll(async () => {
  const registered = recordRegistered();
  world = await startWorld();
  registered.stop();
  const ofPeople = registered
    .routes()
    .filter((route) => !/ \/(?:api|assets|slack\/events|healthz|readyz|metrics)/.test(route));
  const pathsOf = (method: string) =>
    ofPeople
      .filter((route) => route.startsWith(`${method} `))
      .map((route) =>
        route
          .slice(method.length + 1)
          .replace(/:type\b/, 'github')
          .replace(/:\w+/g, '1'),
      );
  [pages, forms] = [pathsOf('GET'), pathsOf('POST')];
  mine = (await opened('ada@routes.example')) as typeof mine;
});
afterAll(() => world?.close());

async function opened(email: string) {
  const space = { name: 'Ada', email, password: 'correct horse battery' };
  return (await call(world.nox, 'POST', '/api/enterprise/onboard', space)).body;
}

async function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  form?: Record<string, string>,
) {
  const answer = await fetch(`${world.nox.app.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'accept-language': 'fr', ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** A page of ours: a whole document, in a language, that nobody frames and nobody keeps. */
function isOurPage(path: string, { headers, text }: Awaited<ReturnType<typeof ask>>): void {
  const seen = {
    type: headers.get('content-type'),
    frames: /frame-ancestors 'none'/.test(headers.get('content-security-policy') ?? ''),
    framed: headers.get('x-frame-options'),
    sniffed: headers.get('x-content-type-options'),
    kept: headers.get('cache-control'),
    document: /^<!doctype html>\n<html lang="fr">[\s\S]*<h1>[^<]+<\/h1>/.test(text),
  };
  expect({ path, ...seen }).toEqual({
    path,
    type: 'text/html; charset=utf-8',
    frames: true,
    framed: 'DENY',
    sniffed: 'nosniff',
    kept: 'no-store',
    document: true,
  });
}

/** What carries no session, or none that is good any more. */
const strangers = () => ({
  nobody: {},
  'a token cut short': { cookie: `__Host-nox=${mine.token.slice(0, -3)}` },
  'a word': { cookie: '__Host-nox=x' },
});

test('who has no session, or none that is good, meets a page on every path', async () => {
  expect(pages.length).toBeGreaterThan(25);
  for (const [who, headers] of Object.entries(strangers()))
    for (const path of pages) {
      const answer = await ask('GET', path, headers);
      expect([who, path, answer.status < 500]).toEqual([who, path, true]);
      if (answer.status < 300 || answer.status >= 400) isOurPage(path, answer);
      // Nothing of a space is told.
      expect([path, answer.text.includes('ada@routes.example')]).toEqual([path, false]);
    }
});

test('no form takes what another site’s page sent, or what does not say where it comes from', async () => {
  expect(forms.length).toBeGreaterThan(25);
  const cookie = `__Host-nox=${mine.token}`;
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: publicUrl },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    {},
  ] as readonly Record<string, string>[])
    for (const path of forms) {
      const answer = await ask('POST', path, { cookie, ...headers }, { name: 'x', confirm: 'Ada' });
      expect([path, headers, answer.status]).toEqual([path, headers, 403]);
      isOurPage(path, answer);
    }
  expect((await call(world.nox, 'GET', '/api/integrations', undefined, mine.token)).status).toBe(200);
});

const evil = {
  script: `"><script>alert(1)</script><img src=x onerror=alert(1)>'`,
  entity: '&lt;b&gt; &amp; {count, plural} ${7*7} {{7*7}}',
  turned: 'admin\u202egnp.exe \u2066x',
  long: 'é'.repeat(10_000),
  empty: ' ',
  nul: 'a\u0000b',
};

/** Every form of a page, with each of its fields filled in with the same. */
function formsIn(html: string, text: string) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inside = '']) => {
    const fields: Record<string, string> = {};
    for (const [tag = ''] of inside.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
      const name = /\bname="([^"]*)"/.exec(tag)?.[1];
      const hidden = /type="hidden"/.test(tag) ? /\bvalue="([^"]*)"/.exec(tag)?.[1] : undefined;
      if (name) fields[name] = hidden ?? text;
    }
    const method = /method="post"/.test(head) ? 'POST' : 'GET';
    return { method, action: /action="([^"]*)"/.exec(head)?.[1] ?? '', fields };
  });
}

test('whatever is written into any field of any form comes back as text, or with a sentence', async () => {
  const cookie = `__Host-nox=${mine.token}`;
  const own = { cookie, origin: publicUrl };
  const left = /signout|\/sessions$|\/remove$|\/export$/;
  let sent = 0;
  for (const [kind, text] of Object.entries(evil))
    for (const path of pages) {
      const page = await ask('GET', path, { cookie });
      // What a stranger fills in is on other pages than what somebody of the space does.
      const open = /^\/sign|^\/invitation/.test(path)
        ? await ask('GET', path.replace('signup', 'signup?type=freelance'), {})
        : page;
      for (const { method, action, fields } of [...formsIn(page.text, text), ...formsIn(open.text, text)]) {
        if (left.test(action)) continue;
        // Longer addresses are refused before any page is asked, by HTTP itself (431).
        const query = new URLSearchParams(fields).toString().slice(0, 8000).replace(/%.?$/, '');
        const answer =
          method === 'POST'
            ? await ask('POST', action, own, fields)
            : await ask('GET', `${action}?${query}`, own);
        sent++;
        expect([kind, action, answer.status < 500]).toEqual([kind, action, true]);
        if (answer.status < 300 || answer.status >= 400) isOurPage(`${kind} ${action}`, answer);
        expect([
          kind,
          action,
          /<script|<img/.test(answer.text.replace(/<option[\s\S]*?<\/option>/g, '')),
        ]).toEqual([kind, action, false]);
      }
    }
  // And what was kept is shown as text, on every page.
  const name = `${evil.script.slice(0, 60)}`;
  expect(
    (
      await ask('POST', '/settings', own, {
        name,
        locale: 'fr',
        timeZone: 'Europe/Paris',
        defaultRole: 'viewer',
      })
    ).status,
  ).toBe(303);
  for (const path of pages) {
    const { text } = await ask('GET', path, { cookie });
    expect([path, /<script|<img/.test(text)]).toEqual([path, false]);
  }
  expect((await ask('GET', '/dashboard', { cookie })).text).toContain('&lt;script&gt;alert(1)');
  expect(world.nox.logged.join('')).not.toContain('a request failed');
  console.info(
    `web: ${sent} forms filled in with ${Object.keys(evil).length} kinds of text; all came back as text`,
  );
}, 300_000);
