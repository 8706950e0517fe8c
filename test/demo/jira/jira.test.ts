import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJira } from '../../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import { clientAJira, techcorpJira } from '../../../demo/jira/worlds.ts';

let jira: SimulatedJira;
beforeAll(async () => {
  jira = await startJira({ world: techcorpJira() });
});
afterAll(() => jira.close());

async function ask(
  method: string,
  path: string,
  body?: unknown,
  { email, apiToken } = jira.credentials,
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await fetch(`${jira.url}/rest/api/3${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
    headers: response.headers,
  };
}

const keysOf = (body: Record<string, unknown>) =>
  (body['issues'] as { key: string }[]).map((each) => each.key);
const search = async (jql: string) =>
  keysOf((await ask('POST', '/search/jql', { jql, fields: ['summary'] })).body);

describe('a simulated Jira', () => {
  it('lets in those whose token is right, and nobody else', async () => {
    expect((await ask('GET', '/myself')).body).toMatchObject({ displayName: 'Ada Moreau' });
    const wrong = await ask('GET', '/myself', undefined, { ...jira.credentials, apiToken: 'x' });
    expect([wrong.status, wrong.headers.get('x-seraph-loginreason')]).toEqual([401, 'AUTHENTICATED_FAILED']);
    const open = await fetch(`${jira.url}/rest/api/2/serverInfo`);
    expect(await open.json()).toMatchObject({ deploymentType: 'Cloud', baseUrl: jira.url });
  });

  it.each(['/rest/api/3/search?jql=project=PAY', '/rest/api/2/search'])('%s was removed', async (path) => {
    const authorization = `Basic ${Buffer.from(Object.values(jira.credentials).join(':')).toString('base64')}`;
    const response = await fetch(jira.url + path, { headers: { authorization } });
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('CHANGE-2046');
  });

  it.each([
    ['project = PAY AND statusCategory != Done ORDER BY key', ['PAY-1', 'PAY-2', 'PAY-3', 'PAY-4']],
    ['text ~ "certificat banque"', ['PAY-4']],
    ['assignee is EMPTY and project in (WEB, "Exploitation") order by created', ['WEB-2', 'OPS-3']],
    ['assignee = currentUser() AND NOT (type = Epic)', ['WEB-3']],
    ['priority >= Élevée AND updated >= -1d ORDER BY priority DESC, key', ['OPS-1', 'PAY-2']],
    ["labels in (timeout) or key = 'web-1' order by key", ['PAY-2', 'WEB-1']],
  ])('finds by %s', async (jql, keys) => expect(await search(jql)).toEqual(keys));

  it.each([
    ['', /Unbounded JQL/],
    ['ORDER BY created', /Unbounded JQL/],
    ['projet = PAY', /Field 'projet' does not exist/],
    ['project = NOPE', /The value 'NOPE' does not exist for the field 'project'/],
    ['summary ~ "open', /quoted string 'open' has not been completed. \(line 1, character 11\)/],
    ['hello world', /Expecting operator but got 'world'.*character 7/],
    ['project = PAY status = x', /Expecting either 'OR' or 'AND' but got 'status'/],
    ['text ~ a & b', /reserved JQL character/],
    ['project ~ PAY', /operator '~' is not supported/],
  ])('explains what is wrong with %s', async (jql, words) => {
    const { status, body } = await ask('POST', '/search/jql', { jql });
    expect(status).toBe(400);
    expect(String(body['errorMessages'])).toMatch(words);
  });

  it('pages by token and names only the fields asked for', async () => {
    const jql = 'project in (PAY, WEB, OPS)';
    const first = await ask('POST', '/search/jql', { jql, maxResults: 8, fields: ['summary', 'status'] });
    expect(first.body['isLast']).toBe(false);
    expect(Object.keys((first.body['issues'] as { fields: object }[])[0]?.fields ?? {})).toEqual([
      'summary',
      'status',
    ]);
    const { nextPageToken } = first.body;
    const last = await ask('POST', '/search/jql', { jql, maxResults: 8, fields: ['key'], nextPageToken });
    expect(last.body['isLast']).toBe(true);
    expect(new Set([...keysOf(first.body), ...keysOf(last.body)]).size).toBe(jira.issues.size);
    expect((await ask('POST', '/search/jql', { jql, nextPageToken: 'forged' })).status).toBe(400);
    expect((await ask('POST', '/search/jql', { jql, startAt: 1 })).status).toBe(400);
    expect((await ask('POST', '/search/jql', { jql })).body['issues']).toContainEqual({
      id: expect.any(String),
    });
  });

  it('creates what is whole, and names every field that is wrong', async () => {
    const project = { key: 'OPS' };
    const refused = async (fields: object) => (await ask('POST', '/issue', { fields })).body['errors'];
    expect(await refused({ project, issuetype: { name: 'Incident' } })).toEqual({
      summary: expect.any(String),
      customfield_10050: 'Gravité is required.',
    });
    expect(
      await refused({ project, issuetype: { name: 'Bug' }, summary: 'x', description: 'text', severity: 1 }),
    ).toEqual({
      description: expect.stringContaining('Atlassian Document'),
      severity: "Field 'severity' cannot be set. It is not on the appropriate screen, or unknown.",
    });
    const made = await ask('POST', '/issue', {
      fields: {
        project,
        issuetype: { name: 'Incident' },
        summary: 'Panne',
        customfield_10050: { value: 'SEV1' },
      },
    });
    expect([made.status, made.body['key']]).toEqual([201, 'OPS-4']);
  });

  it('moves along its workflow only', async () => {
    const at = '/issue/OPS-2/transitions';
    const move = async (id: string, fields?: object) =>
      ask('POST', at, { transition: { id }, ...(fields ? { fields } : {}) });
    const names = async () =>
      ((await ask('GET', at)).body['transitions'] as { name: string }[]).map((each) => each.name);
    expect(await names()).toEqual(['Commencer', 'Bloquer']);
    expect((await move('41')).status).toBe(400);
    expect((await move('11')).status).toBe(204);
    expect((await move('41')).body['errors']).toEqual({ resolution: 'Resolution is required.' });
    expect((await move('41', { resolution: { name: 'Corrigé' } })).status).toBe(204);
    expect(jira.nameOf(jira.issues.get('OPS-2')?.status ?? '')).toBe('Terminé');
  });

  it('keeps readers from writing, and everything from those who see no project', async () => {
    const doc = {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
    };
    const reader = jira.credentialsOf('Tom Girard');
    expect((await ask('GET', '/issue/PAY-1', undefined, reader)).status).toBe(200);
    expect((await ask('POST', '/issue/PAY-1/comment', { body: doc }, reader)).status).toBe(403);
    expect((await ask('GET', '/issue/PAY-1', undefined, jira.credentialsOf('Nina Costa'))).status).toBe(404);
    expect((await ask('POST', '/issue/PAY-1/comment', { body: 'text' })).body['errors']).toHaveProperty(
      'comment',
    );
    expect((await ask('POST', '/issue/PAY-1/comment', { body: doc })).status).toBe(201);
  });

  it('fails on demand, and remembers what it was asked', async () => {
    jira.fail({ how: 'rate-limit', retryAfterSeconds: 17 });
    const limited = await ask('GET', '/myself');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '17']);
    expect((await ask('GET', '/myself')).status).toBe(200);
    expect(jira.requests.at(-1)).toMatchObject({ method: 'GET', path: '/rest/api/3/myself' });
  });

  it('can be a Data Center: version 2, the old search, personal access tokens', async () => {
    const server = await startJira({ world: clientAJira(), deployment: 'server' });
    const headers = {
      authorization: `Bearer ${server.credentials.apiToken}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({
      jql: 'project = SHOP AND assignee = marie',
      fields: ['summary', 'assignee'],
    });
    const found = await fetch(`${server.url}/rest/api/2/search`, { method: 'POST', headers, body });
    expect(await found.json()).toMatchObject({
      total: 2,
      issues: [{ fields: { assignee: { name: 'marie' } } }, { key: 'SHOP-1' }],
    });
    const newer = await fetch(`${server.url}/rest/api/3/search/jql`, { method: 'POST', headers, body });
    expect(newer.status).toBe(404);
    await server.close();
  });
});
