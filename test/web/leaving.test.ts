import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNotionCloud } from '../../demo/notion/cloud.ts';
import type { SimulatedNotionCloud } from '../../demo/notion/cloud.ts';
import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { marieNotion } from '../../demo/notion/worlds.ts';
import { startGround } from '../aboard/ground-world.ts';
import type { Ground } from '../aboard/ground-world.ts';
import { browse, publicUrl } from '../aboard/world.ts';
import { call } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** A space that is deleted ends elsewhere what was allowed to it, before its keys are destroyed. */
const app = { clientId: 'notion-client', clientSecret: 'notion-secret' };
let ground: Ground;
let nox: TestNox;
let marie: SimulatedNotion;
let cloud: SimulatedNotionCloud;

beforeAll(async () => {
  ground = await startGround();
  marie = await startNotion({ world: marieNotion() });
  cloud = await startNotionCloud({ app, workspaces: [marie] });
  cloud.register(`${publicUrl}/integrations/consent/notion`);
  nox = await start(0);
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([ground?.close(), cloud?.close(), marie?.close()]);
});

function start(days: number): Promise<TestNox> {
  return ground.startHere(
    { clock: { now: () => new Date(Date.now() + days * 86_400_000) } },
    {
      NOTION_CLIENT_ID: app.clientId,
      NOTION_CLIENT_SECRET: app.clientSecret,
      NOTION_API_URL: cloud.url,
      NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    },
  );
}

/** A freelancer's space with one Notion workspace, allowed on Notion's own page; its cookie and its name. */
async function withNotion(email: string) {
  const name = `L’espace de ${email}`;
  const { body } = await call(nox, 'POST', '/api/freelance/onboard', {
    name,
    email,
    password: 'correct horse battery',
  });
  const cookie = `__Host-nox=${String(body['token'])}; __Host-nox-lang=fr`;
  const leaving = await browse(nox, '/integrations/new/notion/consent', { cookie, form: {} });
  const [, href = ''] = /href="([^"]+\/v1\/oauth\/authorize[^"]*)"/.exec(leaving.html) ?? [];
  const decision = new URLSearchParams({ decision: 'allow' });
  for (const { id } of marie.workspace.top) decision.append('page', id);
  const answer = await fetch(href.replaceAll('&amp;', '&'), {
    method: 'POST',
    body: decision,
    redirect: 'manual',
  });
  const back = await browse(nox, answer.headers.get('location') ?? '', {
    cookie: `${cookie}; ${leaving.cookie}`,
  });
  expect(back.status).toBe(303);
  return { cookie, name };
}

test('what was allowed to it at a service is ended there; a service that is away does not keep the space', async () => {
  const going = await withNotion('going@leaving.example');
  const staying = await withNotion('staying@leaving.example');
  const asked = await browse(nox, '/settings/delete', {
    cookie: going.cookie,
    form: { confirm: going.name },
  });
  const receipt = /\/receipt\/[\w-]{32}/.exec(asked.html)?.[0] ?? '';
  await nox.close();
  expect(cloud.revoked).toHaveLength(0);

  nox = await start(31);
  const gone = (path: string) =>
    expect
      .poll(async () => (await browse(nox, path, { language: 'fr' })).html, { timeout: 30_000 })
      .toContain('clés détruites le');
  await gone(receipt);
  expect(cloud.revoked).toHaveLength(1);

  await nox.close();
  nox = await start(0);
  const { cookie, name } = staying;
  const last = await browse(nox, '/settings/delete', { cookie, form: { confirm: name } });
  await nox.close();
  await cloud.close();
  nox = await start(62);
  await gone(/\/receipt\/[\w-]{32}/.exec(last.html)?.[0] ?? '');
  expect(nox.logged.join('')).toMatch(/whose credentials stand elsewhere/);
  expect(nox.logged.join('')).not.toMatch(/ntn_|nrt_/);
});
