import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from './world.ts';
import type { GithubWorld } from './world.ts';

let world: GithubWorld;
const admin = (text: string) => world.say('UADA', text);
const developer = (text: string) => world.say('UDEV', text);

beforeAll(async () => {
  world = await startWorld('enterprise');
  const connection = { name: 'corp', token: 'ghp_ada1234567890', baseUrl: world.github.url };
  expect(await world.connectGithub(connection)).toBe(201);
  for (const name of ['bug', 'wip'])
    await world.api('POST', '/repos/ada/web/labels', { name, color: 'ff0000' });
  const pull = { title: 'Add <!channel>', head: 'feature', base: 'main', body: 'Why <!-- template --> so' };
  await world.api('PUT', '/repos/ada/web/collaborators/bob', {});
  await world.api('POST', '/repos/ada/web/pulls', pull, 'bob');
  await world.api('POST', '/repos/ada/web/issues', { title: 'Slow at night', labels: ['bug'] });
});
afterAll(() => world?.close());

describe('reading', () => {
  it('lists, and narrows', async () => {
    expect(await admin('repos paiem')).toMatch(/1 repository on GitHub “corp”/);
    expect(await admin('prs web')).toMatch(/1 open pull request in ada\/web.*Add <!channel>/s);
    expect(await admin('prs dans web --author !bob')).toMatch(
      /No open pull request in ada\/web, by your filters/,
    );
    expect(await admin('prs web --draft')).toMatch(/No open pull request/);
    expect(await admin('prs web --state fusionnée')).toMatch(/No merged pull request/);
    expect(await admin('prs web --state soon')).toMatch(/do not know the state “soon”/);
    expect(await admin('issues web --label bug --author moi')).toMatch(/1 open issue.*Slow at night/s);
    expect(await admin('issues web --label !bug')).toMatch(/No open issue/);
    expect(await admin('releases web')).toMatch(/No release in ada\/web/);
    expect(await admin('runs web')).toMatch(/No run in ada\/web/);
  });

  it.each([
    'github pr ada/web#1',
    'pr web#1',
    'pr web 1',
    'pr #1 dans web',
    'pr 1 --repo ada/web',
    'pull request ada/web/pull/1',
    'gh pr view web --number 1',
  ])('finds a pull request by %s', async (words) => {
    const answer = await developer(words);
    expect(answer).toMatch(/ada\/web#1/);
    expect(answer).toMatch(/open, ready to merge/);
    expect(answer).toContain('Add &lt;!channel&gt;');
    expect(answer).not.toContain('template');
  });

  it('finds it by its address, and refuses the same address elsewhere', async () => {
    expect(await admin(`pr ${world.github.url}/ada/web/pull/1/files`)).toMatch(/ada\/web#1/);
    expect(await admin('pr https://github.com/ada/web/pull/1')).toMatch(/leads to github\.com/);
  });

  it('says what was wrong and what to do', async () => {
    expect(await admin('pr wbe 1')).toMatch(/Did you mean “ada\/web”/);
    expect(await admin('pr ada/wbe#1')).toMatch(/Did you mean “ada\/web”/);
    expect(await admin('pr nowhere#1')).toMatch(/cannot find the repository “nowhere”/);
    expect(await admin('pr web#99')).toMatch(/cannot find ada\/web#99/);
    expect(await admin('pr web#2')).toMatch(/is an issue, not a pull request/);
    expect(await admin('pr "web; rm"')).toMatch(/do not recognise/);
    expect(await admin('pr web 1 --github other')).toMatch(/other.*corp/);
  });

  it('asks which repository, then which one, with buttons', async () => {
    const which = await admin('pr');
    expect(which).toMatch(/Which repository\?/);
    const then = await world.press('UADA', which, /ada\/web/);
    expect(then).toMatch(/Which pull request\?/);
    expect(await world.press('UADA', then, /#1 Add/)).toMatch(/open, ready to merge/);
  });
});

describe('writing', () => {
  it('opens, comments, assigns, closes and reopens an issue, signed by who asked', async () => {
    expect(await developer('issue create web "Broken" --label bgu')).toMatch(/no label “bgu”.*“bug”/);
    const opened = await developer('issue créer web Broken since noon --label Bug --body "It <b>broke</b>"');
    const number = /ada\/web#(\d+)/.exec(opened)?.[1];
    expect(opened).toMatch(/Issue opened: ada\/web#\d+ “Broken since noon”/);
    const stored = await world.api('GET', `/repos/ada/web/issues/${number}`);
    expect(stored).toMatchObject({ title: 'Broken since noon', body: 'It <b>broke</b>\n\n— Devi (NOX)' });
    expect(stored.labels).toMatchObject([{ name: 'bug' }]);
    expect(await developer(`issue comment web ${number} I see it too`)).toMatch(/Comment added/);
    expect(await developer(`issue assign web ${number} à ada`)).toMatch(/assigned to ada/);
    expect(await developer(`issue assign web#${number} <@U123|bob>`)).toMatch(/is not a GitHub login/);
    expect(await developer(`issue web#${number}`)).toMatch(/I see it too\s+— Devi \(NOX\)/);
    expect(await developer(`issue close web#${number} --not-planned`)).toMatch(/issue reopen ada\/web#/);
    expect(await world.api('GET', `/repos/ada/web/issues/${number}`)).toMatchObject({ state: 'closed' });
    expect(await developer(`issue close web#${number}`)).toMatch(/is closed already/);
    expect(await developer(`issue rouvrir web#${number}`)).toMatch(/opened again/);
    expect(await developer('issue comment web')).toMatch(/text is missing|Missing|missing/i);
  });

  it('comments on and approves a pull request', async () => {
    expect(await developer('pr comment web#1 "Looks good"')).toMatch(/Comment added to ada\/web#1/);
    expect(await developer('approve web 1 nice work')).toMatch(/approved at commit [0-9a-f]{7}/);
    expect(await developer('pr web#1')).toMatch(/ada \(approves\)/);
    const reviews = (await world.api('GET', '/repos/ada/web/pulls/1/reviews')) as unknown as {
      body: string;
    }[];
    expect(reviews.map(({ body }) => body)).toEqual(['nice work\n\n— Devi (NOX)']);
  });

  it('approves nothing that is of the account behind the token', async () => {
    const own = { title: 'Mine', head: 'mine', base: 'main' };
    const { number } = await world.api('POST', '/repos/ada/web/pulls', own);
    expect(await developer(`approve web ${Number(number)}`)).toMatch(
      /is by ada, the account that NOX works with.*Somebody else/s,
    );
    const reviews = await world.api('GET', `/repos/ada/web/pulls/${Number(number)}/reviews`);
    expect(reviews).toEqual([]);
    await world.api('PATCH', `/repos/ada/web/pulls/${Number(number)}`, { state: 'closed' });
  });

  it('keeps developers from merging and releasing', async () => {
    expect(await developer('merge web#1')).toMatch(/role manager/);
    expect(await developer('release create web v1.0.0')).toMatch(/role manager/);
  });

  it('merges the commit that was shown, and no other', async () => {
    const asked = await admin('merge web#1 --squash');
    expect(asked).toMatch(
      /Merge \(squash\)\?.*By bob: `ada:feature` → `main`.*Checks: none.*ada \(approves\)/s,
    );
    await world.api('PUT', '/repos/ada/web/pulls/1/update-branch', {});
    const head = (await world.api('GET', '/repos/ada/web/pulls/1')).head as { sha: string };
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(
      new RegExp(`Code was pushed to ada/web#1.*now ${head.sha.slice(0, 7)}`),
    );
    expect(await world.api('GET', '/repos/ada/web/pulls/1')).toMatchObject({ merged: false });
    const again = await admin('fusionner web 1 --squash');
    expect(await world.press('UADA', again, /Confirm/)).toMatch(/is merged into main/);
    expect(await world.api('GET', '/repos/ada/web/pulls/1')).toMatchObject({ merged: true });
    expect(await admin('merge web#1')).toMatch(/is merged already/);
    expect(await admin('merge web#1 --squash --rebase')).toMatch(/merged already|one way/);
  });

  it('publishes a release on the commit that was shown', async () => {
    const asked = await admin('release create web v1.0.0 --prerelease');
    expect(asked).toMatch(
      /Publish the pre-release “v1.0.0” in ada\/web\? The tag v1.0.0 will be put on main \([0-9a-f]{7}\)/,
    );
    expect(await world.press('UADA', asked, /Confirm/)).toMatch(/Pre-release published: v1.0.0/);
    expect(await admin('releases web')).toMatch(/1 release in ada\/web.*v1.0.0.*pre-release/s);
    expect(await admin('release create web v1.0.0')).toMatch(/release of this tag already/);
    expect(await admin('release create web v..1')).toMatch(/v\.\.1/);
    expect(await admin('release create web v2 --target nowhere')).toMatch(/does not exist|cannot find/);
  });

  it('leaves a trail without secrets', async () => {
    expect(await admin('audit 50')).toMatch(/github merge.*ada\/web#1/s);
    expect(world.nox.logged.join('')).not.toContain('ghp_ada');
  });
});
