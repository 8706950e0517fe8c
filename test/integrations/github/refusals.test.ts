import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNoxError } from '../../../src/core/errors.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { openGithub } from '../../../src/integrations/github/client.ts';
import type { GithubClient } from '../../../src/integrations/github/client.ts';
import { createMessages, sayError } from '../../../src/messages/translate.ts';
import { rawRepository, startSmallGithub } from '../../support/small-github.ts';
import type { SmallGithub } from '../../support/small-github.ts';

let github: SmallGithub;
let client: GithubClient;

function open(token: string, signal = AbortSignal.timeout(10_000)): GithubClient {
  const environment = {
    egress: createEgress({ allow: ['127.0.0.1'] }),
    defaults: { githubUrl: '', notionUrl: '' },
  };
  return openGithub({ token, apiUrl: github.url }, environment, 'corp', signal);
}

beforeEach(async () => {
  github = await startSmallGithub('t');
  client = open('t');
});
afterEach(async () => {
  await client.close();
  await github.close();
});

const messages = createMessages();
const canary = 'upstream-words-zq';

/** The refusal in both languages, and its code. */
async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isNoxError(error)) throw error ?? new Error('nothing was refused');
  const said = { code: error.code, fr: sayError(messages('fr'), error), en: sayError(messages('en'), error) };
  expect(`${said.fr}${said.en}`).not.toContain(canary);
  return said;
}

const merge = () => client.pulls.merge('octo/web', 12, { sha: 'a'.repeat(40), method: 'squash' });
const route = 'PUT /repos/octo/web/pulls/12/merge';

describe('what GitHub refuses is said in our words', () => {
  it.each([
    [
      409,
      'Head branch was modified. Review and try the merge again.',
      /poussé sur octo\/web#12/,
      /pushed to octo\/web#12/,
    ],
    [405, 'Base branch was modified. Review and try the merge again.', /branche de base/, /base branch/],
    [405, 'Pull Request has merge conflicts', /conflit/, /conflict/],
    [405, 'At least 1 approving review is required by reviewers with write access.', /relecture/, /review/],
    [405, 'Required status check "ci/test" is expected.', /contrôles exigés/, /required checks/],
    [405, '2 of 2 required status checks are expected.', /contrôles exigés/, /required checks/],
    [405, 'Repository rule violations found', /règles de protection/, /protection rules/],
    [405, 'Changes must be made through the merge queue', /file de fusion/, /merge queue/],
    [405, 'Squash merges are not allowed on this repository.', /façon de fusionner/, /way to merge/],
    [405, 'Pull Request is not mergeable', /en l’état/, /as it is/],
    [405, 'Pull Request is still a draft', /brouillon/, /draft/],
    [403, 'Repository was archived so is read-only.', /archivé/, /archived/],
    [405, canary, /ne peut pas être fusionnée/, /cannot be merged/],
    [409, canary, /entre-temps/, /in the meantime/],
    [422, canary, /refuse cette demande/, /refuses this request/],
  ])('%i %s', async (status, message, fr, en) => {
    github.on(route, { status, body: { message, documentation_url: canary } });
    const said = await refusal(merge());
    expect(said.code).toBe('upstream_invalid');
    expect(said.fr).toMatch(fr);
    expect(said.en).toMatch(en);
  });

  it.each([
    ["Workflow does not have 'workflow_dispatch' trigger", /workflow_dispatch/],
    ['No ref found for: nowhere', /branche.*n’existe pas/],
    ["Required input 'environment' not provided", /attend une valeur pour «\senvironment\s»/],
    ['Unexpected inputs provided: ["colour"]', /ne connaît pas «\scolour\s»/],
    ["Provided value 'x' for input 'tier' not in the list of allowed values", /«\stier\s» n’est pas parmi/],
    ["Cannot trigger a 'workflow_dispatch' on a disabled workflow", /désactivé/],
  ])('a workflow: %s', async (message, fr) => {
    github.on('POST /repos/octo/web/actions/workflows/7/dispatches', { status: 422, body: { message } });
    expect((await refusal(client.actions.dispatch('octo/web', 7, 'nowhere', {}))).fr).toMatch(fr);
  });

  it('names the field of a failed validation, never its words', async () => {
    const errors = [
      { resource: 'Issue', field: 'assignees', code: 'invalid', value: canary, message: canary },
    ];
    const body = { message: 'Validation Failed', errors };
    github.on('POST /repos/octo/web/issues', { status: 422, body });
    const issue = { title: 'x', body: '', labels: [], assignees: ['ghost'] };
    expect((await refusal(client.issues.create('octo/web', issue))).fr).toMatch(/«\sassignees\s»/);
    const taken = [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }];
    github.on('POST /repos/octo/web/releases', {
      status: 422,
      body: { message: 'Validation Failed', errors: taken },
    });
    const release = {
      tag: 'v1',
      title: 'v1',
      notes: 'n',
      isDraft: false,
      isPrerelease: false,
      target: 'main',
    };
    expect((await refusal(client.releases.create('octo/web', release))).en).toMatch(
      /release of this tag already/,
    );
    github.on('GET /repos/octo/web/issues', {
      status: 410,
      body: { message: 'Issues are disabled for this repo' },
    });
    expect((await refusal(client.issues.list('octo/web', { state: 'open' }))).fr).toMatch(/désactivés/);
  });

  it('tells an expired token, a missing scope, a missing right and SSO apart', async () => {
    const other = open('expired');
    expect(await refusal(other.repositories.list())).toMatchObject({ code: 'upstream_auth' });
    await other.close();
    const body = { message: `Resource not accessible by personal access token ${canary}` };
    github.on(route, { status: 403, body, headers: { 'x-accepted-github-permissions': 'contents=write' } });
    expect((await refusal(merge())).fr).toMatch(/la permission «\scontents=write\s»/);
    const scopes = { 'x-oauth-scopes': 'read:org', 'x-accepted-oauth-scopes': 'repo' };
    github.on(route, { status: 404, body, headers: scopes });
    expect(await refusal(merge())).toMatchObject({
      code: 'upstream_scope',
      en: expect.stringMatching(/repo/),
    });
    github.on(route, { status: 403, body, headers: { ...scopes, 'x-oauth-scopes': 'repo, workflow' } });
    expect((await refusal(merge())).en).toMatch(/account behind GitHub “corp” may not/);
    github.on(route, {
      status: 403,
      body,
      headers: { 'x-github-sso': `required; url=https://github.com/${canary}` },
    });
    expect((await refusal(merge())).en).toMatch(/single sign-on/);
    github.on(route, { status: 404, body, headers: { ...scopes, 'x-oauth-scopes': 'repo' } });
    expect(await refusal(merge())).toMatchObject({ code: 'upstream_not_found' });
  });

  it('says when a rate limit ends', async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 1_500);
    const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    github.on(route, { status: 403, body: { message: 'API rate limit exceeded' }, headers: spent });
    expect((await refusal(merge())).fr).toMatch(/dans (25|26) minutes/);
    github.on(route, { status: 429, body: {}, headers: { 'retry-after': '30' } });
    expect((await refusal(merge())).en).toMatch(/in 30 seconds/);
    github.on(route, { status: 403, body: { message: 'You have exceeded a secondary rate limit' } });
    expect(await refusal(merge())).toMatchObject({ code: 'upstream_rate_limited' });
  });

  it('says that time was up, that nothing is there, and that GitHub itself failed', async () => {
    const late = open('t', AbortSignal.abort(new DOMException('late', 'TimeoutError')));
    expect((await refusal(late.repositories.list())).code).toBe('upstream_timeout');
    await late.close();
    github.on(route, { status: 502, body: canary });
    expect((await refusal(merge())).code).toBe('upstream_failed');
    await github.close();
    expect((await refusal(merge())).code).toBe('upstream_unreachable');
    github = await startSmallGithub('t');
  });
});

describe('redirections', () => {
  it('follows a renamed repository with the same verb, within its own host only', async () => {
    const there = `${github.url}/repositories/1/pulls/12/merge`;
    github.on(route, { status: 307, headers: { location: there } });
    github.on('PUT /repositories/1/pulls/12/merge', { body: { sha: 'b'.repeat(40), merged: true } });
    expect(await merge()).toEqual({ sha: 'b'.repeat(40) });
    expect(github.requests.at(-1)?.body).toMatchObject({ sha: 'a'.repeat(40), merge_method: 'squash' });
    github.on(route, { status: 301, headers: { location: 'http://127.0.0.1:9/elsewhere' } });
    expect((await refusal(merge())).code).toBe('egress_refused');
    github.on(route, { status: 301, headers: { location: `${github.url}/repos/octo/web/pulls/12/merge` } });
    expect((await refusal(merge())).code).toBe('upstream_failed');
  });
});

describe('lists', () => {
  it('reads all pages of the repositories in reach', async () => {
    const link = `<${github.url}/user/repos?sort=pushed&per_page=100&page=3>; rel="last"`;
    github.on('GET /user/repos', { body: [rawRepository('octo/web')], headers: { link } });
    expect(await client.repositories.list()).toHaveLength(3);
    const asked = github.requests.map(({ path }) => new URL(path, github.url).searchParams.get('page'));
    expect(asked.sort()).toEqual(['1', '2', '3']);
  });

  it('filters pull requests, also by what they are not', async () => {
    const pull = (number: number, more: Readonly<Record<string, unknown>>) => ({
      number,
      title: `P${number}`,
      html_url: `https://github.com/octo/web/pull/${number}`,
      state: 'closed',
      user: { login: 'ada' },
      labels: [],
      assignees: [],
      requested_reviewers: [],
      requested_teams: [],
      merged_at: null,
      draft: false,
      updated_at: '2026-01-02T03:04:05Z',
      ...more,
    });
    github.on('GET /repos/octo/web/pulls', {
      body: [
        pull(1, { merged_at: '2026-01-02T03:04:05Z' }),
        pull(2, { user: { login: 'dependabot[bot]' } }),
        pull(3, { labels: [{ name: 'WIP' }] }),
        pull(4, { draft: true, requested_reviewers: [{ login: 'bob' }], requested_teams: [{ slug: 'ops' }] }),
        pull(5, { user: null }),
      ],
    });
    const numbers = async (filter: object) =>
      (await client.pulls.list('octo/web', { state: 'closed', ...filter })).items.map(({ number }) => number);
    expect(await numbers({})).toEqual([2, 3, 4, 5]);
    expect(await numbers({ state: 'merged' })).toEqual([1]);
    expect(await numbers({ author: { some: [], none: ['dependabot'] } })).toEqual([3, 4, 5]);
    expect(await numbers({ author: { some: ['Ada'], none: [] } })).toEqual([3, 4]);
    expect(await numbers({ label: { some: [], none: ['wip'] } })).toEqual([2, 4, 5]);
    expect(await numbers({ label: { some: ['wip'], none: [] } })).toEqual([3]);
    expect(await numbers({ isDraft: true })).toEqual([4]);
    expect(await numbers({ reviewer: { some: ['ops'], none: [] } })).toEqual([4]);
  });

  it('counts checks of both kinds, and tells when the token reads only part', async () => {
    const run = (name: string, status: string, conclusion: string | null) => ({
      name,
      status,
      conclusion,
      html_url: null,
    });
    const runs = [
      run('test', 'completed', 'success'),
      run('lint', 'completed', 'failure'),
      run('e2e', 'queued', null),
    ];
    github.on('GET /repos/octo/web/commits/abc/check-runs', { body: { total_count: 3, check_runs: runs } });
    const statuses = [{ context: 'ci/x', state: 'error', target_url: null }];
    github.on('GET /repos/octo/web/commits/abc/status', { body: { total_count: 1, statuses } });
    const checks = await client.pulls.checks('octo/web', 'abc');
    expect(checks).toMatchObject({ passed: 1, failed: 2, pending: 1, isWhole: true });
    expect(checks.failing.map(({ name }) => name)).toEqual(['lint', 'ci/x']);
    github.on('GET /repos/octo/web/commits/abc/status', { status: 403, body: {} });
    expect(await client.pulls.checks('octo/web', 'abc')).toMatchObject({ failed: 1, isWhole: false });
  });
});
