import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJira } from '../../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import { techcorpJira } from '../../../demo/jira/worlds.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { openJira } from '../../../src/integrations/jira/client.ts';
import { jiraAddress } from '../../../src/integrations/jira/configuration.ts';
import { jqlError } from '../../../src/integrations/jira/jql-errors.ts';

let jira: SimulatedJira;
beforeAll(async () => {
  jira = await startJira({ world: techcorpJira() });
});
afterAll(() => jira.close());

function client(options: { allow?: string[]; signal?: AbortSignal; token?: string } = {}) {
  const { allow = ['127.0.0.1'], signal = AbortSignal.timeout(20_000), token } = options;
  const { email, apiToken } = jira.credentials;
  return openJira(
    {
      baseUrl: jira.url,
      siteUrl: 'https://site.example',
      deployment: 'cloud',
      email,
      token: token ?? apiToken,
    },
    { egress: createEgress({ allow }), defaults: { githubUrl: '', notionUrl: '' } },
    'techcorp',
    signal,
  );
}

describe('a client', () => {
  it('goes through the egress guard, and ends with its signal', async () => {
    expect(() => client({ allow: [] })).toThrow(expect.objectContaining({ code: 'egress_refused' }));
    jira.fail({ how: 'hang' });
    const hanging = client({ signal: AbortSignal.timeout(50) });
    await expect(hanging.search('project = PAY', 5)).rejects.toMatchObject({ code: 'upstream_timeout' });
    await hanging.close();
  });

  it.each([
    ['rate-limit', { code: 'upstream_rate_limited', params: { service: 'Jira', seconds: 30 } }],
    ['fault', { code: 'upstream_failed', params: { service: 'Jira', status: 503 } }],
    ['login-page', { code: 'upstream_failed' }],
    ['captcha', { code: 'upstream_auth', sentence: 'jira.captcha' }],
  ] as const)('says %s in our terms', async (how, error) => {
    const one = client();
    jira.fail({ how });
    await expect(one.projects()).rejects.toMatchObject(error);
    await one.close();
  });

  it('tells an expired token', async () => {
    const one = client({ token: 'expired' });
    await expect(one.issue('PAY-1')).rejects.toMatchObject({
      code: 'upstream_auth',
      params: { name: 'techcorp' },
    });
    await one.close();
  });

  it('sends names as values, never as parts of an address', async () => {
    const one = client();
    expect(await one.people('a&accountId=x#y%26/../', { project: 'PAY' })).toEqual([]);
    const asked = new URL(jira.requests.at(-1)?.path ?? '', jira.url);
    expect([asked.pathname, [...asked.searchParams]]).toEqual([
      '/rest/api/3/user/assignable/search',
      [
        ['query', 'a&accountId=x#y%26/../'],
        ['maxResults', '20'],
        ['project', 'PAY'],
      ],
    ]);
    await one.close();
  });

  it('links to where people read', async () => {
    const one = client();
    expect((await one.issue('pay-2')).url).toBe('https://site.example/browse/PAY-2');
    await one.close();
  });
});

describe('an address', () => {
  it.each([
    ['techcorp.atlassian.net', 'https://techcorp.atlassian.net'],
    [
      ' https://techcorp.atlassian.net/jira/software/projects/PAY/boards/1 ',
      'https://techcorp.atlassian.net',
    ],
    ['https://jira.example.com/jira/browse/PAY-1', 'https://jira.example.com/jira'],
    ['https://jira.example.com/secure/Dashboard.jspa', 'https://jira.example.com'],
    ['https://jira.example.com/', 'https://jira.example.com'],
    ['https://api.atlassian.com/ex/jira/0c0f', 'https://api.atlassian.com/ex/jira/0c0f'],
    ['http://jira.example.com:8080', 'http://jira.example.com:8080'],
    ['https://u:p@jira.example.com', 'https://u:p@jira.example.com'],
  ])('%s', (given, address) => expect(jiraAddress(given)).toBe(address));

  it('that is none is refused', () => {
    expect(() => jiraAddress('https://')).toThrow(expect.objectContaining({ sentence: 'egress.bad_url' }));
  });
});

describe('what is wrong with a query', () => {
  it('is placed also where Jira says it in French, and never repeated at length', () => {
    const french = 'Erreur dans la requête JQL : attendu « AND ». (ligne 1, caractère 14)';
    expect(jqlError([french])).toMatchObject({ sentence: 'jira.jql.at', params: { first: '14' } });
    const long = jqlError([
      `Field '${'x'.repeat(5_000)}' does not exist or you do not have permission to view it.`,
    ]);
    expect(String(long.params['first']).length).toBeLessThan(80);
    expect(jqlError(['Quelque chose'])).toMatchObject({ sentence: 'jira.jql.bad' });
  });
});
