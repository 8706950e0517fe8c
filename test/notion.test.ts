import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNotion } from '../demo/notion/notion.ts';
import type { SimulatedNotion } from '../demo/notion/notion.ts';
import { marieNotion, techcorpNotion } from '../demo/notion/worlds.ts';
import { call, startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { send, startSlack } from './support/slack.ts';
import type { SmallSlack } from './support/slack.ts';

/** Notion through the front doors: connected over HTTP, used by signed slash commands and clicks. */
const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';
let nox: TestNox;
let slack: SmallSlack;
let techcorp: SimulatedNotion;
let marie: SimulatedNotion;
let token: string;
let freelance: string;

beforeAll(async () => {
  const people = { UADA: 'Ada', UDEV: 'Dev' };
  slack = await startSlack([
    { teamId: 'TCORP', name: 'techcorp', token: 'xoxb-corp', people, locale: 'fr-FR' },
    { teamId: 'TMARIE', name: 'marie', token: 'xoxb-marie', people: { UMARIE: 'Marie' } },
  ]);
  nox = await startNox({
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
  });
  techcorp = await startNotion({ world: techcorpNotion() });
  marie = await startNotion({ world: marieNotion() });
  token = await comeAboard('enterprise', 'ada@techcorp.fr', 'TCORP');
  freelance = await comeAboard('freelance', 'marie@freelance.com', 'TMARIE');
});
afterAll(async () => {
  await nox?.close();
  await Promise.all([slack?.close(), techcorp?.close(), marie?.close()]);
});

async function comeAboard(type: string, email: string, team: string): Promise<string> {
  const space = { name: email, email, password: 'correct horse battery' };
  const own = String((await call(nox, 'POST', `/api/${type}/onboard`, space)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${own}` },
  });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await fetch(`${nox.app.url}/slack/oauth_redirect?code=${team}&state=${state}`, { headers: { cookie } });
  return own;
}

/** Everything that is said in Slack because of what `act` does. */
async function heard(act: () => Promise<{ text: string }>): Promise<string> {
  const before = slack.calls.length;
  const { text } = await act();
  await nox.app.settled();
  return [text, ...slack.calls.slice(before).map((each) => decodeURIComponent(each.body))].join('\n');
}

function say(text: string, userId = 'UADA', teamId = userId === 'UMARIE' ? 'TMARIE' : 'TCORP') {
  const body = new URLSearchParams({
    command: '/nox',
    team_id: teamId,
    user_id: userId,
    channel_id: 'C1',
    text,
    is_enterprise_install: 'false',
    response_url: slack.apiUrl.replace('/api/', '/respond/1'),
  });
  return heard(() => send(nox.app.url, secret, body.toString(), form));
}

function click(value: string, userId = 'UADA', teamId = userId === 'UMARIE' ? 'TMARIE' : 'TCORP') {
  const payload = JSON.stringify({
    type: 'block_actions',
    team: { id: teamId },
    user: { id: userId, team_id: teamId },
    is_enterprise_install: false,
    channel: { id: 'C1' },
    container: { type: 'message', is_ephemeral: true },
    response_url: slack.apiUrl.replace('/api/', '/respond/2'),
    actions: [{ type: 'button', action_id: 'nox:act:0', block_id: 'b', value, text: { text: 'x' } }],
  });
  return heard(() => send(nox.app.url, secret, new URLSearchParams({ payload }).toString(), form));
}

/** The value of the button that says `label`. */
function button(asked: string, label: RegExp): string {
  const buttons = [
    ...asked.matchAll(/"text":"([^"]*)","emoji":false\},"action_id":"[^"]+","value":"([^"]+)"/g),
  ];
  return buttons.find((each) => label.test(each[1] ?? ''))?.[2] ?? `no button ${label} in ${asked}`;
}

const connect = (fields: Readonly<Record<string, unknown>>, by = token) =>
  call(nox, 'POST', '/api/integrations/notion', fields, by);

test('a Notion is connected by its secret, which is tried first; refusals are said in our words', async () => {
  const refusals: [Readonly<Record<string, unknown>>, number, RegExp][] = [
    [{ token: 'ntn_wrong', baseUrl: techcorp.url }, 422, /secret n’est pas valide/],
    [{ token: techcorp.token, baseUrl: slack.apiUrl }, 422, /aucune API de Notion/],
    [{ token: techcorp.token, baseUrl: 'http://127.0.0.1:1' }, 422, /injoignable/],
    [{ token: techcorp.token, baseUrl: 'https://169.254.169.254' }, 422, /privée/],
    [{ token: techcorp.token, baseUrl: 'http://example.com' }, 422, /https/],
    [{ token: 'a b c d' }, 400, /token/],
    [{ token: techcorp.token, key: 'x' }, 400, /key/],
    [{}, 400, /token/],
  ];
  for (const [fields, status, sentence] of refusals) {
    const refused = await connect(fields);
    expect([fields, refused.status]).toEqual([fields, status]);
    expect(String(refused.body.error)).toMatch(sentence);
    expect(refused.text).not.toContain(techcorp.token);
  }
  expect((await call(nox, 'GET', '/api/integrations', undefined, token)).body.integrations).toEqual([]);
  techcorp.failNext({ kind: 'html', status: 503 });
  expect((await connect({ token: techcorp.token, baseUrl: techcorp.url })).status).toBe(422);

  const connected = await connect({ token: techcorp.token, baseUrl: `${techcorp.url}/` });
  expect([connected.status, connected.body.name]).toEqual([201, 'TechCorp']);
  expect(connected.text).not.toContain(techcorp.token);
  expect(techcorp.requests.at(-1)).toMatchObject({ path: '/v1/users/me', version: '2025-09-03' });
  expect((await connect({ name: 'two', token: techcorp.token, baseUrl: techcorp.url })).status).toBe(409);
  const foreign = await connect({ token: marie.token, baseUrl: marie.url, tenantId: 1 }, freelance);
  expect([foreign.status, foreign.body.error]).toEqual([403, 'Accès refusé']);
});

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
    /Services : 2 lignes[\s\S]*github\.com\/techcorp/,
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
  expect(await say('notion show Runbok')).toMatch(/Vouliez-vous dire « Runbooks »/);
  expect(await say('notion show Salaires 2026')).toMatch(/rien qui s’appelle[\s\S]*Connexions/);
  const hidden = await say(`notion show ${techcorp.idOf('Salaires 2026')}`);
  expect(hidden).toMatch(/ne le montre pas à NOX[\s\S]*Connexions/);
  expect(hidden).not.toMatch(/Confidentiel/);
});

test('create: below a page, as a row, and asked where when nobody says', async () => {
  const made = await say(
    'notion create "Runbook : search" in Runbooks --text "## Seuils\n- p95 `2 s`\n- [x] relu"',
  );
  expect(made).toMatch(/« Runbook : search » est créée dans « Runbooks »/);
  expect(await say('notion show Runbook : search')).toMatch(/Seuils[\s\S]*• p95[\s\S]*☑ relu/);
  expect(await say('notion crée "Panne du cache" dans Incidents 2026')).toMatch(
    /créée dans « Incidents 2026 »/,
  );
  expect(await say('notion show Incidents 2026', 'UDEV')).toMatch(/4 lignes[\s\S]*Panne du cache/);
  const asked = await say('notion create "Où la mettre"');
  expect(asked).toMatch(/Dans quelle page ou base/);
  expect(await click(button(asked, /^Post-mortems/))).toMatch(/créée dans « Post-mortems »/);
  expect(await say('notion create "x" in Runbok')).toMatch(/Vouliez-vous dire/);
  const body = techcorp.requests.filter((each) => each.path === '/v1/pages').at(-1)?.body ?? '';
  expect(JSON.parse(body)).toMatchObject({
    properties: { title: { title: [{ text: { content: 'Où la mettre' } }] } },
  });
  expect(await say('audit 3')).toMatch(/notion create[^\n]*Post-mortems/);
});

test('append: huge texts in as many calls as Notion asks for, and said when it stops on the way', async () => {
  expect(await say('notion append Runbooks "Lire d’abord **ceci**."')).toMatch(
    /Un bloc ajouté à « Runbooks »/,
  );
  const lines = Array.from({ length: 230 }, (_each, at) => `- point ${at}`).join('\n');
  const before = techcorp.requests.length;
  expect(await say(`notion ajoute Runbooks "${lines}"`)).toMatch(/230 blocs ajoutés/);
  const sent = techcorp.requests.slice(before).filter((each) => each.method === 'PATCH');
  expect(sent.map((each) => (JSON.parse(each.body) as { children: unknown[] }).children.length)).toEqual([
    100, 100, 30,
  ]);
  const long = await say('notion show Runbooks');
  expect(long).toMatch(/Lire d’abord[\s\S]*point 80[\s\S]*Lire la suite dans Notion/);
  expect(long).not.toMatch(/point 229/);
  for (const kind of ['pass', 'pass', 'cut'] as const) techcorp.failNext({ kind });
  expect(await say(`notion ajoute Runbooks "${lines}"`)).toMatch(/a reçu les 100 premiers blocs/);
  expect(await say(`notion append Runbooks "${'é🎉'.repeat(2_500)}"`)).toMatch(/Un bloc ajouté/);
  expect(await say('notion append Incidents 2026 "x"')).toMatch(/guillemets/);
  expect(await say('notion append "Incidents 2026" "x"')).toMatch(/est une base/);
  const near = await say('notion append "Runbook : check" "x"');
  expect(near).toMatch(/Laquelle/);
  expect(await say(`notion append Runbooks "${'x'.repeat(20_001)}"`)).toMatch(/ne convient pas pour texte/);
});

test('code, quotes and dashes arrive in Notion as they were written', async () => {
  const text = 'Voir « Seuils » — puis :\n```sh\nkubectl get pods -l "app=web"\n```'.replaceAll('"', '\\"');
  expect(await say(`notion append "Runbook : checkout" "${text}"`)).toMatch(/2 blocs ajoutés/);
  const body = techcorp.requests.at(-1)?.body ?? '';
  expect(JSON.parse(body)).toMatchObject({
    children: [
      { paragraph: { rich_text: [{ text: { content: 'Voir « Seuils » — puis :' } }] } },
      { code: { rich_text: [{ text: { content: 'kubectl get pods -l "app=web"' } }], language: 'shell' } },
    ],
  });
});

test('a viewer reads and does not write; what is in the trash is said to be there', async () => {
  expect(await say('role <@UDEV> viewer')).toMatch(/lecteur|viewer/);
  expect(await say('notion show services', 'UDEV')).toMatch(/payments-api/);
  const before = techcorp.requests.length;
  for (const words of ['notion create "x" in Runbooks', 'notion append Runbooks "x"'])
    expect(await say(words, 'UDEV')).toMatch(/rôle développeur/);
  expect(techcorp.requests.length).toBe(before);
  const id = techcorp.idOf('Runbook : rotation des certificats');
  await fetch(`${techcorp.url}/v1/pages/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${techcorp.token}`, 'notion-version': '2025-09-03' },
    body: JSON.stringify({ in_trash: true }),
  });
  expect(await say(`notion show ${id}`)).toMatch(/dans la corbeille/);
  expect(await say(`notion append ${id} "x"`)).toMatch(/Restaurez-la/);
});

test('a title cannot speak as Slack markup', async () => {
  const title = '<!channel> *gras* <https://evil.example|cliquez>';
  expect(await say(`notion create "${title}" in Runbooks`)).not.toMatch(/<!channel>|<https:\/\/evil/);
  const shown = await say('notion search channel');
  expect(shown).toMatch(/"text":"<!channel> \*gras\*/);
  expect(shown).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/);
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
  expect(await say('notion search services')).toMatch(/permission « Lire le contenu »/);
});

test('a freelancer has several Notions, each by its name, and none of another tenant', async () => {
  const first = await connect({ name: 'perso', token: marie.token, baseUrl: marie.url }, freelance);
  expect(first.status).toBe(201);
  expect(await say('notion show Temps passé', 'UMARIE')).toMatch(/Mise à jour de PostgreSQL[\s\S]*1[.,]5/);
  expect(
    (await connect({ name: 'lecture', token: marie.readOnlyToken, baseUrl: marie.url }, freelance)).status,
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
    expect(nox.logged.join('')).not.toContain(each);
});
