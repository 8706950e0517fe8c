import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { button, startNotionWorld } from './world.ts';
import type { NotionWorld } from './world.ts';

/** Notions are connected over HTTP, and are their own tenant’s. */
let world: NotionWorld;
let techcorp: SimulatedNotion;
let marie: SimulatedNotion;

beforeAll(async () => {
  world = await startNotionWorld();
  ({ techcorp, marie } = world);
});
afterAll(() => world?.close());

const say = (text: string, userId?: string) => world.say(text, userId);
const click = (value: string, userId?: string) => world.click(value, userId);

test('a Notion is connected by its secret, which is tried first; refusals are said in our words', async () => {
  const refusals: [Readonly<Record<string, unknown>>, number, RegExp][] = [
    [{ token: 'ntn_wrong', baseUrl: techcorp.url }, 422, /secret n’est pas valide/],
    [{ token: techcorp.token, baseUrl: world.slackUrl }, 422, /aucune API de Notion/],
    [{ token: techcorp.token, baseUrl: 'http://127.0.0.1:1' }, 422, /injoignable/],
    [{ token: techcorp.token, baseUrl: 'https://169.254.169.254' }, 422, /privée/],
    [{ token: techcorp.token, baseUrl: 'http://example.com' }, 422, /https/],
    [{ token: 'a b c d' }, 400, /token/],
    [{ token: techcorp.token, key: 'x' }, 400, /key/],
    [{}, 400, /token/],
  ];
  for (const [fields, status, sentence] of refusals) {
    const refused = await world.connect(fields);
    expect([fields, refused.status]).toEqual([fields, status]);
    expect(String(refused.body.error)).toMatch(sentence);
    expect(refused.text).not.toContain(techcorp.token);
  }
  expect(await world.connected()).toEqual([]);
  techcorp.failNext({ kind: 'html', status: 503 });
  expect((await world.connect({ token: techcorp.token, baseUrl: techcorp.url })).status).toBe(422);

  const connected = await world.connect({ token: techcorp.token, baseUrl: `${techcorp.url}/` });
  expect([connected.status, connected.body.name]).toEqual([201, 'TechCorp']);
  expect(connected.text).not.toContain(techcorp.token);
  expect(techcorp.requests.at(-1)).toMatchObject({ path: '/v1/users/me', version: '2025-09-03' });
  expect((await world.connect({ name: 'two', token: techcorp.token, baseUrl: techcorp.url })).status).toBe(
    409,
  );
  const foreign = await world.connect({ token: marie.token, baseUrl: marie.url, tenantId: 1 }, 'freelance');
  expect([foreign.status, foreign.body.error]).toEqual([403, 'Accès refusé']);
});

test('a freelancer has several Notions, each by its name, and none of another tenant', async () => {
  const first = await world.connect({ name: 'perso', token: marie.token, baseUrl: marie.url }, 'freelance');
  expect(first.status).toBe(201);
  expect(await say('notion show Temps passé', 'UMARIE')).toMatch(/Mise à jour de PostgreSQL[\s\S]*1[.,]5/);
  expect(
    (await world.connect({ name: 'lecture', token: marie.readOnlyToken, baseUrl: marie.url }, 'freelance'))
      .status,
  ).toBe(201);
  const asked = await say('notion search clients', 'UMARIE');
  expect(asked).toMatch(/Dans quel Notion|In which Notion/);
  expect(await click(button(asked, /perso/), 'UMARIE')).toMatch(/Clients/);
  const refused = await say('notion create "x" in Clients --notion lecture', 'UMARIE');
  expect(refused).toMatch(/Insérer du contenu|Insert content/);
  const foreign = await say(`notion show ${techcorp.idOf('Runbooks')} --notion perso`, 'UMARIE');
  expect(foreign).toMatch(/ne le montre pas|does not show it/);
  expect(await click(button(await say('notion show runbook :'), /checkout/), 'UMARIE')).not.toMatch(
    /secrets/,
  );
  marie.revoke(marie.token);
  expect(await say('notion search clients --notion perso', 'UMARIE')).toMatch(/expir|revoked/);
  expect(await say('statut', 'UMARIE')).toMatch(/perso +(en panne|failing)/);
  for (const each of [techcorp.token, marie.token, marie.readOnlyToken])
    expect(world.nox.logged.join('')).not.toContain(each);
});
