import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRepository, rawRun, startSmallGithub } from '../support/small-github.ts';
import type { SmallGithub } from '../support/small-github.ts';
import { startWorld } from './world.ts';
import type { GithubWorld } from './world.ts';

let world: GithubWorld;
let client: SmallGithub;
const marie = (text: string) => world.say('UADA', text);
const sent = (method: string) => client.requests.filter((each) => each.method === method);

beforeAll(async () => {
  client = await startSmallGithub('ghp_client123');
  client.on('GET /user', { body: { login: 'marie-ext' }, headers: { 'x-oauth-scopes': 'repo' } });
  client.on('GET /user/repos', { body: [rawRepository('octo/web')] });
  client.on('GET /repos/octo/web', { body: rawRepository('octo/web', { allow_merge_commit: false }) });
  const workflow = {
    id: 7,
    name: 'Deploy to production',
    path: '.github/workflows/deploy.yml',
    html_url: 'https://github.com/octo/web/blob/main/.github/workflows/deploy.yml',
    state: 'active',
  };
  const old = {
    ...workflow,
    id: 8,
    name: 'Old',
    path: '.github/workflows/old.yml',
    state: 'disabled_manually',
  };
  client.on('GET /repos/octo/web/actions/workflows', {
    body: { total_count: 2, workflows: [workflow, old] },
  });
  const runs = [rawRun(31, { status: 'in_progress', conclusion: null }), rawRun(30)];
  client.on('GET /repos/octo/web/actions/runs', { body: { total_count: 2, workflow_runs: runs } });
  client.on('GET /repos/octo/web/actions/runs/30', { body: rawRun(30) });
  client.on('GET /repos/octo/web/actions/runs/31', { body: runs[0] });
  client.on('POST /repos/octo/web/actions/workflows/7/dispatches', { status: 204 });
  client.on('POST /repos/octo/web/actions/runs/30/rerun-failed-jobs', { status: 201, body: {} });
  world = await startWorld('freelance');
  const perso = { name: 'perso', token: 'ghp_ada1234567890', baseUrl: world.github.url };
  expect(await world.connectGithub(perso)).toBe(201);
  expect(await world.connectGithub({ name: 'client a', token: 'wrong1', baseUrl: client.url })).toBe(422);
  expect(await world.connectGithub({ name: 'client a', token: 'ghp_client123', baseUrl: client.url })).toBe(
    201,
  );
});
afterAll(async () => {
  await world?.close();
  await client?.close();
});

describe('several GitHubs', () => {
  it('asks which, is told which, or sees it in an address', async () => {
    const asked = await marie('repos');
    expect(asked).toMatch(/With which GitHub account\?/);
    expect(await world.press('UADA', asked, /client a/)).toMatch(/octo\/web/);
    expect(await marie('repos avec perso')).toMatch(/ada\/payments-api/);
    expect(await marie('repos --github "client a"')).toMatch(/1 repository on GitHub “client a”/);
    expect(await marie(`runs ${client.url}/octo/web`)).toMatch(/The latest 2 runs in octo\/web/);
    await world.api('POST', '/repos/ada/web/issues', { title: 'Slow' });
    await world.api('PUT', '/repos/ada/web/collaborators/bob', {});
    await world.api('POST', '/repos/ada/web/pulls', { title: 'Fast', head: 'fast', base: 'main' }, 'bob');
    for (const words of [
      'issue web 1',
      'issue assign web#1 ada',
      'issue assign web 1 à ada',
      'issue close web#1',
      'issue reopen web 1',
      'issue comment web#1 "Seen"',
      'issue create web "New"',
      'pr web 2',
      'pr approve web 2',
      'approve web#2 fine',
      'releases web',
      'repos paie',
    ])
      expect(await marie(`${words} avec perso`)).toMatch(/ada\/(web|payments)|on GitHub “perso”/);
    expect(await world.api('GET', '/repos/ada/web/issues/1')).toMatchObject({
      assignees: [{ login: 'ada' }],
    });
    const reviews = (await world.api('GET', '/repos/ada/web/pulls/2/reviews')) as unknown as {
      body: string;
    }[];
    expect(reviews.map(({ body }) => body ?? '')).toEqual(['', 'fine']);
    expect(await marie('runs web with nobody')).toMatch(/nobody.*(perso|client a)/);
  });
});

describe('actions', () => {
  it('lists runs, and says how to repeat what failed', async () => {
    const listed = await marie('runs web --status échec avec "client a"');
    expect(listed).toMatch(/Deploy.*under way.*failed.*rerun octo\/web latest --failed/s);
    expect(client.requests.at(-1)?.path).toContain('status=failure');
    expect(await marie('runs web --status soon --github "client a"')).toMatch(/do not know the state “soon”/);
  });

  it('starts a workflow by any of its names, once confirmed', async () => {
    expect(await marie('workflow run web deplyo --github "client a"')).toMatch(
      /Which workflow\?.*deploy\.yml/s,
    );
    expect(await marie('workflow run web nothing-like-it --github "client a"')).toMatch(
      /It has: deploy.yml, old.yml/,
    );
    expect(await marie('workflow run web old --github "client a"')).toMatch(/is disabled/);
    const asked = await marie('workflow run web deploy main env=staging tier=2 --github "client a"');
    expect(asked).toMatch(
      /Start Deploy to production \(deploy\.yml\) on main in octo\/web\?.*env=staging.*tier=2/s,
    );
    expect(sent('POST')).toHaveLength(0);
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(/is started on main in octo\/web/);
    expect(sent('POST')[0]?.body).toEqual({ ref: 'main', inputs: { env: 'staging', tier: '2' } });
  });

  it('says why a workflow does not start', async () => {
    const body = { message: "Workflow does not have 'workflow_dispatch' trigger" };
    client.on('POST /repos/octo/web/actions/workflows/7/dispatches', { status: 422, body });
    const asked = await marie('workflow run web deploy --github "client a"');
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(/it needs “workflow_dispatch”/);
  });

  it('runs again what failed last', async () => {
    const asked = await marie('rerun web latest --failed --github "client a"');
    expect(asked).toMatch(/Run the failed jobs of Deploy #562 \(failed\) again in octo\/web\?/);
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(/failed jobs of Deploy #562 run again/);
    expect(sent('POST').at(-1)?.path).toBe('/repos/octo/web/actions/runs/30/rerun-failed-jobs');
    expect(await marie('rerun web 31 --github "client a"')).toMatch(/has not ended/);
    expect(await marie('rerun web someday --github "client a"')).toMatch(/do not recognise the run/);
    expect(await marie(`rerun ${client.url}/octo/web/actions/runs/30`)).toMatch(/Run Deploy #562/);
  });
});

describe('merging', () => {
  const pull = {
    number: 12,
    title: 'Fix',
    html_url: 'https://github.com/octo/web/pull/12',
    state: 'open',
    user: { login: 'bob' },
    updated_at: '2026-01-02T03:04:05Z',
    created_at: '2026-01-02T03:04:05Z',
    body: null,
    comments: 0,
    head: { label: 'octo:fix', ref: 'fix', sha: 'a'.repeat(40) },
    base: { ref: 'main' },
    mergeable: true,
    mergeable_state: 'blocked',
    additions: 1,
    deletions: 1,
    changed_files: 1,
  };

  it('shows what fails, picks a way that is allowed, and says GitHub’s refusal properly', async () => {
    client.on('GET /repos/octo/web/pulls/12', { body: pull });
    client.on('GET /repos/octo/web/pulls/12/reviews', { body: [] });
    const lint = {
      name: 'lint',
      status: 'completed',
      conclusion: 'failure',
      html_url: 'https://ci.example.com/1',
    };
    client.on(`GET /repos/octo/web/commits/${'a'.repeat(40)}/check-runs`, {
      body: { total_count: 1, check_runs: [lint] },
    });
    const refusal = { message: 'At least 1 approving review is required by reviewers with write access.' };
    client.on('PUT /repos/octo/web/pulls/12/merge', { status: 405, body: refusal });
    expect(await marie('merge web#12 --merge --github "client a"')).toMatch(
      /does not allow --merge.*--squash/,
    );
    const asked = await marie('merge web#12 --github "client a"');
    expect(asked).toMatch(/Merge \(squash\)\?.*Fix.*By bob.*1 failed.*lint.*rules are not all met/s);
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(
      /A required review is missing before octo\/web#12/,
    );
    expect(sent('PUT').at(-1)?.body).toEqual({ sha: 'a'.repeat(40), merge_method: 'squash' });
  });

  it('says so when code is pushed in the very moment of merging', async () => {
    const asked = await marie('merge web#12 --github "client a"');
    const body = { message: 'Head branch was modified. Review and try the merge again.' };
    client.on('PUT /repos/octo/web/pulls/12/merge', { status: 409, body });
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(/pushed to octo\/web#12.*Nothing was merged/);
  });

  it('does not ask where it cannot be: draft, conflicts', async () => {
    client.on('GET /repos/octo/web/pulls/12', { body: { ...pull, draft: true } });
    expect(await marie('merge web#12 --github "client a"')).toMatch(/draft/);
    client.on('GET /repos/octo/web/pulls/12', {
      body: { ...pull, mergeable: false, mergeable_state: 'dirty' },
    });
    expect(await marie('merge web#12 --github "client a"')).toMatch(/in conflict with its base/);
  });

  it('writes without a signature where the account is the person’s own', async () => {
    client.on('GET /repos/octo/web/issues/3', { body: { ...pull, number: 3, locked: false } });
    const comment = { html_url: 'https://github.com/x', created_at: '2026-01-02T03:04:05Z', body: 'hello' };
    client.on('POST /repos/octo/web/issues/3/comments', { status: 201, body: comment });
    expect(await marie('issue comment web#3 hello --github "client a"')).toMatch(/Comment added/);
    expect(sent('POST').at(-1)?.body).toEqual({ body: 'hello' });
  });
});
