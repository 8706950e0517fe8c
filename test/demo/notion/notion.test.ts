import { Client } from '@notionhq/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNotion } from '../../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../../demo/notion/notion.ts';
import { marieNotion, techcorpNotion } from '../../../demo/notion/worlds.ts';

/** The simulated Notion, held against Notion's own client and against bare requests that Notion refuses. */
let notion: SimulatedNotion;
let client: Client;

beforeAll(async () => {
  notion = await startNotion({ world: techcorpNotion() });
  client = clientOf(notion.token);
});
afterAll(() => notion?.close());

function clientOf(auth: string): Client {
  return new Client({ auth, baseUrl: notion.url, retry: false, logger: () => {} });
}

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(notion.url + path, {
    method,
    headers: {
      authorization: `Bearer ${notion.token}`,
      'notion-version': '2025-09-03',
      'content-type': 'application/json',
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { code?: string; message?: string };
  return { status: response.status, ...answer };
}

const text = (content: string) => [{ text: { content } }];

test("Notion's client reads who it is, people, pages, blocks, databases and rows", async () => {
  expect(await client.users.me({})).toMatchObject({ type: 'bot', bot: { workspace_name: 'TechCorp' } });
  expect((await client.users.list({})).results).toHaveLength(3);
  const found = await client.search({ query: 'RUNBOOK payments' });
  expect(found.results.map((each) => each.id)).toEqual([notion.idOf('Runbook : payments-api')]);
  const blocks = await client.blocks.children.list({ block_id: notion.idOf('Runbook : payments-api') });
  expect(blocks.results.map((each) => ('type' in each ? each.type : ''))).toContain('table');
  const sources = await client.search({ filter: { property: 'object', value: 'data_source' } });
  expect(sources.results).toHaveLength(3);
  const database = await client.databases.retrieve({ database_id: notion.idOf('Incidents') });
  expect('data_sources' in database && database.data_sources.map((each) => each.name)).toEqual([
    'Incidents 2026',
    'Incidents archivés',
  ]);
  const rows = await client.dataSources.query({
    data_source_id: notion.idOf('Incidents 2026'),
    filter: { property: 'Statut', status: { equals: 'Résolu' } },
    sorts: [{ property: 'Début', direction: 'ascending' }],
    page_size: 1,
  });
  expect([rows.results.length, rows.has_more]).toEqual([1, true]);
  expect(JSON.stringify(rows.results)).toContain('Paiements refusés');
});

test('what the client writes stands there: a page below a page, a row of its data source, blocks', async () => {
  const page = await client.pages.create({
    parent: { page_id: notion.idOf('Runbooks') },
    properties: { title: { title: text('Runbook : web') } },
    children: [{ paragraph: { rich_text: text('Bonjour') } }],
  });
  const children = await client.blocks.children.list({ block_id: notion.idOf('Runbooks') });
  expect(JSON.stringify(children.results)).toContain('"child_page":{"title":"Runbook : web"}');
  await client.blocks.children.append({
    block_id: page.id,
    children: [{ to_do: { rich_text: text('relire'), checked: true } }],
  });
  const own = await client.blocks.children.list({ block_id: page.id });
  expect(own.results).toMatchObject([
    { type: 'paragraph', paragraph: { rich_text: [{ plain_text: 'Bonjour' }] } },
    { type: 'to_do', to_do: { checked: true } },
  ]);
  const row = await client.pages.create({
    parent: { data_source_id: notion.idOf('Services', 'data_source') },
    properties: { Nom: { title: text('search') }, Équipe: { select: { name: 'Recherche' } } },
  });
  expect(await client.pages.retrieve({ page_id: row.id })).toMatchObject({
    parent: { type: 'data_source_id' },
    properties: { Nom: { title: [{ plain_text: 'search' }] }, Équipe: { select: { name: 'Recherche' } } },
  });
  await client.pages.update({ page_id: row.id, in_trash: true });
  expect((await client.search({ query: 'search' })).results).toEqual([]);
});

test('what is not shared does not exist, by search, id or parent', async () => {
  const hidden = notion.idOf('Salaires 2026');
  expect((await client.search({ query: 'Salaires' })).results).toEqual([]);
  for (const path of [`pages/${hidden}`, `blocks/${hidden}/children`, `databases/${hidden}`]) {
    expect(await ask('GET', `/v1/${path}`)).toMatchObject({ status: 404, code: 'object_not_found' });
  }
  const created = await ask('POST', '/v1/pages', { parent: { page_id: hidden }, properties: {} });
  expect(created).toMatchObject({ status: 404, code: 'object_not_found' });
});

test('it refuses what Notion refuses', async () => {
  const parent = { page_id: notion.idOf('Runbooks') };
  const paragraph = (content: string) => ({ paragraph: { rich_text: text(content) } });
  const many = Array.from({ length: 101 }, () => paragraph('x'));
  const blocks = `/v1/blocks/${parent.page_id}/children`;
  const service = { data_source_id: notion.idOf('Services', 'data_source') };
  const cases: [string, string, unknown, Record<string, string>, number, string, RegExp][] = [
    ['GET', '/v1/users/me', undefined, { authorization: 'Bearer no' }, 401, 'unauthorized', /invalid/],
    [
      'GET',
      '/v1/users/me',
      undefined,
      { 'notion-version': '1999-01-01' },
      400,
      'validation_error',
      /Version/,
    ],
    ['POST', '/v1/search', '{', {}, 400, 'invalid_json', /JSON/],
    ['POST', '/v1/search', { words: 'x' }, {}, 400, 'validation_error', /body\.words should be not present/],
    ['GET', '/v1/pages/nowhere', undefined, {}, 400, 'validation_error', /uuid/],
    ['POST', '/v1/databases/x/query', {}, {}, 400, 'invalid_request_url', /URL/],
    [
      'PATCH',
      blocks,
      { children: many },
      {},
      400,
      'validation_error',
      /length should be ≤ `100`, instead was `101`/,
    ],
    [
      'PATCH',
      blocks,
      { children: [paragraph('x'.repeat(2_001))] },
      {},
      400,
      'validation_error',
      /children\[0\]\.paragraph\.rich_text\[0\]\.text\.content\.length should be ≤ `2000`, instead was `2001`/,
    ],
    ['PATCH', blocks, { children: [{ marquee: {} }] }, {}, 400, 'validation_error', /type/],
    [
      'POST',
      '/v1/pages',
      { parent: { workspace: true } },
      {},
      400,
      'validation_error',
      /Internal integrations/,
    ],
    [
      'POST',
      '/v1/pages',
      { parent: { database_id: notion.idOf('Incidents') } },
      {},
      400,
      'validation_error',
      /multiple data sources/,
    ],
    [
      'POST',
      '/v1/pages',
      { parent: service, properties: { Titre: { title: text('x') } } },
      {},
      400,
      'validation_error',
      /Titre is not a property that exists/,
    ],
    [
      'POST',
      '/v1/pages',
      { parent: service, properties: { Dépôt: { title: text('x') } } },
      {},
      400,
      'validation_error',
      /Dépôt is expected to be url/,
    ],
    ['POST', '/v1/pages', 'x'.repeat(600_000), {}, 413, 'validation_error', /500KB/],
  ];
  for (const [method, path, body, headers, status, code, message] of cases) {
    const answer = await ask(method, path, body, headers);
    expect([path, answer.status, answer.code]).toEqual([path, status, code]);
    expect(answer.message).toMatch(message);
  }
  const bare = await fetch(`${notion.url}/v1/users/me`, {
    headers: { authorization: `Bearer ${notion.token}` },
  });
  expect([bare.status, await bare.json()]).toMatchObject([400, { code: 'missing_version' }]);
});

test('capabilities, rate limits and trouble on demand', async () => {
  const reader = clientOf(notion.readOnlyToken);
  await reader.search({});
  await expect(reader.users.list({})).rejects.toMatchObject({ code: 'restricted_resource' });
  await expect(
    reader.pages.create({ parent: { page_id: notion.idOf('Runbooks') }, properties: {} }),
  ).rejects.toMatchObject({ code: 'restricted_resource', status: 403 });
  notion.failNext({ kind: 'answer', status: 429, code: 'rate_limited', retryAfterSeconds: 7 });
  const limited = await fetch(`${notion.url}/v1/users/me`);
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect(notion.requests.at(-1)).toMatchObject({ method: 'GET', path: '/v1/users/me', body: '' });
  notion.failNext({ kind: 'cut' });
  await expect(reader.search({})).rejects.toThrow();
  notion.revoke(notion.readOnlyToken);
  await expect(reader.search({})).rejects.toMatchObject({ code: 'unauthorized' });
});

test('two workspaces know nothing of each other', async () => {
  const other = await startNotion({ world: marieNotion() });
  try {
    await expect(
      new Client({ auth: notion.token, baseUrl: other.url, retry: false, logger: () => {} }).users.me({}),
    ).rejects.toMatchObject({ code: 'unauthorized' });
    const foreign = await ask('GET', `/v1/pages/${other.idOf('Clients')}`);
    expect([foreign.status, foreign.code]).toEqual([404, 'object_not_found']);
  } finally {
    await other.close();
  }
});
