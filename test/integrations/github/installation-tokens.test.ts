import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppGithub } from '../../../demo/github/front.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { createInstallationTokens } from '../../../src/integrations/github/app/installation-tokens.ts';
import { openGithub } from '../../../src/integrations/github/client.ts';
import type { GithubClient } from '../../../src/integrations/github/client.ts';
import { app, appOf, startGithubOfTwo } from './app-world.ts';

let github: AppGithub;
let now: Date;
const clock = { now: () => now };
const opened: GithubClient[] = [];
const account = { account: 'techcorp', accountId: 1 };

beforeEach(async () => {
  github = await startGithubOfTwo();
  now = new Date();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
  await github.close();
});

function environment() {
  return {
    egress: createEgress({ allow: ['127.0.0.1'] }),
    defaults: { githubUrl: github.url, notionUrl: '' },
  };
}

function open(
  tokens: ReturnType<typeof mintOf>,
  tenantId: number,
  installationId: number,
  appId = String(app.id),
) {
  const own = { ...environment(), githubApp: tokens.of(tenantId) };
  const configuration = { ...account, appId, installationId, apiUrl: github.url };
  const client = openGithub(configuration, own, 'corp', AbortSignal.timeout(10_000));
  opened.push(client);
  return client;
}

function mintOf(key = appOf(github)) {
  return createInstallationTokens(key, environment(), clock);
}

const minted = () => github.arrived.filter(({ path }) => path.endsWith('/access_tokens')).length;

describe('an installation’s token', () => {
  it('reaches what was granted to the installation, and works there as the App', async () => {
    const only = github.install('techcorp', ['techcorp/web']);
    const client = open(mintOf(), 1, only);
    expect((await client.repositories.list()).map(({ fullName }) => fullName)).toEqual(['techcorp/web']);
    await expect(client.pulls.list('techcorp/payments-api', { state: 'open' })).rejects.toMatchObject({
      code: /upstream_(not_found|scope)/,
    });
    expect(await client.whoAmI()).toEqual({ login: 'nox-test[bot]', scopes: undefined });
    const { author } = await client.issues.create('techcorp/web', {
      title: 'Slow',
      body: '',
      labels: [],
      assignees: [],
    });
    expect(author).toBe('nox-test[bot]');
  });

  it('is minted once for many questions at once, and renewed ahead of its end', async () => {
    const tokens = mintOf();
    const id = github.install('techcorp');
    const ask = () => open(tokens, 1, id).repositories.list();
    await Promise.all(Array.from({ length: 12 }, ask));
    expect(minted()).toBe(1);
    now = new Date(now.getTime() + 54 * 60_000);
    await ask();
    expect(minted()).toBe(1);
    now = new Date(now.getTime() + 2 * 60_000);
    // GitHub’s own time has not passed: a token of the App would be from the future.
    await expect(ask()).rejects.toMatchObject({ code: 'upstream_auth' });
    expect(minted()).toBe(2);
    now = new Date();
    await Promise.all(Array.from({ length: 12 }, ask));
    expect(minted()).toBe(3);
  });

  it('is one tenant’s alone: another’s is minted for itself, for the same installation too', async () => {
    const tokens = mintOf();
    const [ours, theirs] = [github.install('techcorp'), github.install('bob')];
    await Promise.all([tokens.of(1).token(ours), tokens.of(2).token(ours), tokens.of(1).token(theirs)]);
    expect(minted()).toBe(3);
    const all = [tokens.of(1).token(ours), tokens.of(2).token(ours), tokens.of(1).token(theirs)];
    expect(new Set(await Promise.all(all)).size).toBe(3);
    expect(minted()).toBe(3);
  });

  it('that GitHub no longer takes is replaced once, by one for all who were refused', async () => {
    const tokens = mintOf();
    const id = github.install('techcorp');
    const before = await tokens.of(1).token(id);
    const after = await Promise.all([1, 2, 3].map(() => tokens.of(1).token(id, before)));
    expect(new Set(after).size).toBe(1);
    expect(after[0]).not.toBe(before);
    expect(minted()).toBe(2);
  });
});

describe('what stands in the way', () => {
  it('is told: suspended, also under way; taken up again; uninstalled', async () => {
    const id = github.install('techcorp');
    const client = open(mintOf(), 1, id);
    await client.whoAmI();
    github.suspend(id);
    await expect(client.whoAmI()).rejects.toMatchObject({ sentence: 'github.app.suspended' });
    await expect(open(mintOf(), 1, id).whoAmI()).rejects.toMatchObject({
      code: 'upstream_auth',
      sentence: 'github.app.suspended',
    });
    github.suspend(id, false);
    expect(await client.whoAmI()).toMatchObject({ login: 'nox-test[bot]' });
    github.uninstall(id);
    await expect(client.whoAmI()).rejects.toMatchObject({ sentence: 'github.app.uninstalled' });
    // Nothing is kept of a failure: it works again at once.
    expect(github.install('techcorp')).not.toBe(id);
  });

  it('is told: a key that GitHub does not know, another App, no App', async () => {
    const id = github.install('techcorp');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const foreign = open(mintOf({ ...appOf(github), privateKey }), 1, id);
    await expect(foreign.whoAmI()).rejects.toMatchObject({ sentence: 'github.app.key_refused' });
    const before = github.arrived.length;
    await expect(open(mintOf(), 1, id, '7').whoAmI()).rejects.toMatchObject({ sentence: 'github.app.other' });
    const configuration = { ...account, appId: String(app.id), installationId: id, apiUrl: github.url };
    const none = openGithub(configuration, environment(), 'corp', AbortSignal.timeout(10_000));
    opened.push(none);
    await expect(none.repositories.list()).rejects.toMatchObject({ sentence: 'github.app.other' });
    expect(github.arrived.length).toBe(before);
  });
});
