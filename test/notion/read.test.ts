import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { button, startNotionWorld } from './world.ts';
import type { NotionWorld } from './world.ts';

/** Notion is read by signed slash commands and clicks. */
let world: NotionWorld;
let techcorp: SimulatedNotion;

beforeAll(async () => {
  world = await startNotionWorld();
  ({ techcorp } = world);
  const connected = await world.connect({ token: techcorp.token, baseUrl: techcorp.url });
  expect(connected.status).toBe(201);
});
afterAll(() => world?.close());

const say = (text: string, userId?: string) => world.say(text, userId);
const click = (value: string, userId?: string) => world.click(value, userId);

test('search: titles, kinds, places, and what is not shared does not exist', async () => {
  const found = await say('notion search runbook', 'UDEV');
  expect(found).toMatch(/4 résultats/);
  expect(found).toMatch(/Runbook : payments-api/);
  expect(found).toMatch(/Runbooks/);
  expect(await say('notion cherche "Incidents"')).toMatch(/base[\s\S]*Ingénierie/);
  expect(await say('notion search')).toMatch(/Dernières modifications/);
  const none = await say('notion cherche salaires');
  expect(none).toMatch(/Aucun titre ne contient[\s\S]*Connexions/);
});

test('show: a page as text, code, lists and tables; a database as a table; which table is asked back', async () => {
  const page = await say('notion show Runbook : payments-api');
  for (const piece of [
    /Redémarrer sans perdre de paiement/,
    /1\. Vérifier que la file/,
    /kubectl -n payments get pods/,
    /p95/,
    /☑ Relire ce runbook/,
    /☐ Ajouter le tableau/,
    /┃ Un paiement en double/,
    /réconciliation tient en mémoire/,
    /https:\/\/status\.techcorp\.example/,
    /🚨/,
    /🖼️/,
  ])
    expect(page).toMatch(piece);
  expect(page).not.toMatch(/X-Amz-Signature|c0ffee/);
  const id = techcorp.idOf('Runbook : payments-api').replace(/-/g, '');
  expect(await say(`notion montre https://www.notion.so/techcorp/Runbook-${id}?pvs=4`)).toMatch(
    /Redémarrer sans/,
  );
  expect(await say('notion show services', 'UDEV')).toMatch(
    /Services\s: 2 lignes[\s\S]*github\.com\/techcorp/,
  );
  const asked = await say(`notion show ${techcorp.idOf('Incidents')}`);
  expect(asked).toMatch(/plusieurs tables/);
  const rows = await click(button(asked, /Incidents 2026/));
  expect(rows).toMatch(/3 lignes[\s\S]*SEV2[\s\S]*12 oct\. 2026/);
  const row = await say('notion show "checkout redémarre en boucle sur prod"');
  expect(row).toMatch(/Bruno Lefèvre[\s\S]*CrashLoopBackOff/);
});

test('which one is asked when several fit; what resembles is offered; what is hidden stays hidden', async () => {
  const asked = await say('notion show runbook :');
  expect(asked).toMatch(/Laquelle/);
  expect(await click(button(asked, /checkout · Runbooks/))).toMatch(/Vérifier les secrets/);
  expect(await say('notion show Runbok')).toMatch(/Vouliez-vous dire «\sRunbooks\s»/);
  expect(await say('notion show Salaires 2026')).toMatch(/rien qui s’appelle[\s\S]*Connexions/);
  const hidden = await say(`notion show ${techcorp.idOf('Salaires 2026')}`);
  expect(hidden).toMatch(/ne le montre pas à NOX[\s\S]*Connexions/);
  expect(hidden).not.toMatch(/Confidentiel/);
});

test('trouble in Notion is told in human words', async () => {
  const cases: [() => void, RegExp][] = [
    [
      () => techcorp.failNext({ kind: 'answer', status: 429, code: 'rate_limited', retryAfterSeconds: 40 }),
      /40 secondes/,
    ],
    [
      () => techcorp.failNext({ kind: 'answer', status: 429, code: 'rate_limited', retryAfterSeconds: 1 }),
      /résultat/,
    ],
    [() => techcorp.failNext({ kind: 'html', status: 502 }), /réponse 502/],
    [() => techcorp.failNext({ kind: 'cut' }), /injoignable/],
    [() => techcorp.failNext({ kind: 'answer', status: 409, code: 'conflict_error' }), /même moment/],
    [() => techcorp.failNext({ kind: 'hang' }), /10 secondes/],
  ];
  for (const [trouble, sentence] of cases) {
    trouble();
    expect(await say('notion search services')).toMatch(sentence);
  }
  techcorp.failNext({ kind: 'cut' });
  await say('notion search services');
  expect(await say('audit 2')).toMatch(/notion search[^\n]*(upstream_unreachable|injoignable)/);
  techcorp.failNext({ kind: 'answer', status: 403, code: 'restricted_resource' });
  expect(await say('notion search services')).toMatch(/permission «\sLire le contenu\s»/);
});
