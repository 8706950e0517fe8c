import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { button, startNotionWorld } from './world.ts';
import type { NotionWorld } from './world.ts';

/** Notion is written by signed slash commands and clicks. */
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

test('create: below a page, as a row, and asked where when nobody says', async () => {
  const made = await say(
    'notion create "Runbook : search" in Runbooks --text "## Seuils\n- p95 `2 s`\n- [x] relu"',
  );
  expect(made).toMatch(/«\sRunbook : search\s» est créée dans «\sRunbooks\s»/);
  expect(await say('notion show Runbook : search')).toMatch(/Seuils[\s\S]*• p95[\s\S]*☑ relu/);
  expect(await say('notion crée "Panne du cache" dans Incidents 2026')).toMatch(
    /créée dans «\sIncidents 2026\s»/,
  );
  expect(await say('notion show Incidents 2026', 'UDEV')).toMatch(/4 lignes[\s\S]*Panne du cache/);
  const asked = await say('notion create "Où la mettre"');
  expect(asked).toMatch(/Dans quelle page ou base/);
  expect(await click(button(asked, /^Post-mortems/))).toMatch(/créée dans «\sPost-mortems\s»/);
  expect(await say('notion create "x" in Runbok')).toMatch(/Vouliez-vous dire/);
  const body = techcorp.requests.filter((each) => each.path === '/v1/pages').at(-1)?.body ?? '';
  expect(JSON.parse(body)).toMatchObject({
    properties: { title: { title: [{ text: { content: 'Où la mettre' } }] } },
  });
  expect(await say('audit 3')).toMatch(/notion create[^\n]*Post-mortems/);
});

test('append: huge texts in as many calls as Notion asks for, and said when it stops on the way', async () => {
  expect(await say('notion append Runbooks "Lire d’abord **ceci**."')).toMatch(
    /Un bloc ajouté à «\sRunbooks\s»/,
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
