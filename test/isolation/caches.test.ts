import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { createFloodGuard, createRequestGuard } from '../../src/access/flood.ts';
import { createSharedChannels } from '../../src/surfaces/slack/converse/shared-channels.ts';
import { createUnderWay } from '../../src/surfaces/slack/receive/keep-events.ts';
import { startWorld } from '../surfaces/slack/world/world.ts';

const root = fileURLToPath(new URL('../../src', import.meta.url));

/**
 * Everything in `src` that remembers something beyond the line that made it, and why no tenant meets another's there.
 * The key is the file and what is made; a new one must be written down here, with what its keys begin with.
 */
const remembered: Readonly<Record<string, string>> = {
  'access/flood.ts RateLimiterMemory': 'tenant id',
  'access/flood.ts Map': 'tenant id',
  'billing/billing.ts Set': 'tenant id; lives for one look',
  'billing/free.ts Set': 'empty, and nothing is ever put in',
  'billing/seats.ts Map': 'tenant id',
  'commands/text/find-command.ts Map': 'the words of commands, the same for everybody',
  'commands/tenant/users.ts Map': 'lives for one reading',
  'commands/tools/open-tools.ts Map': 'lives for one command of one tenant',
  'database/connection-budget.ts Set': 'each tenant’s pool, counted; nothing is looked up in it',
  'database/tenant-databases.ts Set': 'promises of pools that are ending; nothing is looked up in it',
  'database/tenant-databases.ts LRUCache': 'tenant id',
  'integrations/egress.ts Set': 'the operator’s allowed hosts',
  'integrations/egress.ts BlockList': 'the operator’s allowed ranges',
  'database/tenant/integrations.ts Set': 'lives for one saving in one tenant’s database',
  'database/tenant/everything.ts Set': 'names of tables',
  'integrations/egress.ts Agent': 'lives for one connection of one tenant’s tool, its sockets with it',
  'integrations/github/app/installation-tokens.ts LRUCache': 'tenant id, host, App and installation',
  'integrations/github/pulls.ts Map': 'lives for one reading',
  'integrations/notion/find.ts Map': 'lives for one reading',
  'integrations/kubernetes/kubeconfig.ts Set': 'lives for one reading',
  'integrations/kubernetes/rollout.ts Set': 'lives for one reading',
  'integrations/kubernetes/rollout.ts Map': 'lives for one reading',
  'commands/jira/find-person.ts Map': 'lives for one reading',
  'commands/kubernetes/find.ts Set': 'lives for one reading',
  'commands/tickets/place.ts Set': 'lives for one reading',
  'mail/smtp.ts Set': 'promises of mails on their way; nothing is looked up in it',
  'messages/translate.ts Map': 'sentences of NOX by locale, key and time zone',
  'commands/incidents/incidents-of.ts Map': 'lives for one reading',
  'monitoring/alerts/deliver.ts Set': 'lives for one emptying of one tenant’s outbox',
  'monitoring/look-at-workloads.ts Map': 'belongs to one cluster of one tenant',
  'reports/pictures.ts Map': 'lives for one report of one tenant',
  'reports/write.ts Map': 'empty, and nothing is ever put in',
  'jobs/jobs.ts Map': 'queues: how often jobs failed, nothing of whose',
  'jobs/post.ts Map': 'tenant id',
  'jobs/post.ts Set': 'tenant id',
  'monitoring/alerts/tell.ts Map': 'lives for one writing in one tenant’s database',
  'monitoring/assess/absorb.ts Set': 'lives for one look at one cluster',
  'monitoring/assess/assess.ts Map': 'lives for one look at one cluster',
  'monitoring/assess/assess.ts Set': 'lives for one look at one cluster',
  'monitoring/assess/condition.ts Map': 'lives for one look at one cluster',
  'monitoring/assess/state.ts Map': 'empty, and nothing is ever put in',
  'monitoring/cluster-pulse.ts Map': 'belongs to one cluster of one tenant',
  'monitoring/cluster-pulse.ts Set': 'belongs to one cluster of one tenant',
  'monitoring/cluster-state.ts Map': 'belongs to one cluster of one tenant',
  'monitoring/cluster-state.ts Set': 'belongs to one cluster of one tenant',
  'monitoring/detectors/stateful-set.ts Set': 'lives for one look at one cluster',
  'monitoring/detectors/unschedulable.ts Map': 'lives for one look at one cluster',
  'monitoring/detectors/no-endpoints.ts Map': 'lives for one look at one cluster',
  'monitoring/monitor-cluster.ts Map': 'belongs to one cluster of one tenant',
  'monitoring/monitoring.ts Map': 'tenant id and cluster id',
  'monitoring/monitoring.ts Set': 'tenant id',
  'database/tenant/monitoring/close-incidents.ts Map': 'lives for one closing in one tenant’s database',
  'monitoring/alerts/sweep.ts Map': 'lives for one sweep of one tenant’s incidents',
  'monitoring/assess/absorb.ts Map': 'lives for one look at one cluster',
  'monitoring/detectors/cronjob-missed.ts WeakMap': 'belongs to one CronJob of one cluster, and goes with it',
  'monitoring/detectors/job-failed.ts Map': 'lives for one look at one cluster',
  'monitoring/enrich/enricher.ts Map': 'tenant id',
  'monitoring/monitor-cluster.ts Set': 'belongs to one cluster of one tenant',
  'monitoring/round-the-clock.ts Set': 'promises of what is under way; nothing is looked up in it',
  'surfaces/slack/speak/announce.ts Set': 'Slack’s error codes',
  'surfaces/slack/speak/joined-channels.ts Map': 'lives for one reading of one tenant',
  'surfaces/slack/receive/keep-events.ts Set': 'tenant id and event id; and promises, not looked up',
  'surfaces/slack/listen/actions.ts LRUCache': 'tenant id, person and action',
  'surfaces/slack/actor/profile.ts Set': 'Slack’s error codes',
  'surfaces/slack/speak/reasons.ts Set': 'Slack’s error codes',
  'surfaces/slack/converse/shared-channels.ts LRUCache': 'tenant id and channel',
  'surfaces/web/pages/account/invitation.ts Set': 'lives for one reading',
  'surfaces/web/pages/space/people/invite.ts Set': 'lives for one rendering',
  'surfaces/web/pages/space/people/permissions.ts Set': 'lives for one reading',
  'surfaces/web/pages/public/sign-up.ts Set': 'lives for one reading',
  'surfaces/web/limits.ts RateLimiterMemory': 'network address, blind index of an account, or tenant id',
  'tenancy/slack-visits.ts LRUCache':
    'Slack’s own team or organisation: a hint of the door, believed only where the installation is behind it',
  'tenancy/vault.ts LRUCache': 'tenant id (and key version)',
};

const makers =
  /new (LRUCache|Map|Set|WeakMap|WeakSet|BlockList|Agent|Pool|RateLimiter\w*)\b|\b(memoize|WeakRef|AsyncLocalStorage|globalThis\[)/g;

/** What the sources make that remembers: `file maker`. Sets that are spread at once remember nothing. */
function found(sources: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(sources).flatMap(([file, text]) =>
    [...text.replace(/\.\.\.new Set/g, '').matchAll(makers)].map((hit) => `${file} ${hit[1] ?? hit[2]}`),
  );
  return [...new Set(all)].sort();
}

function readSources(): Record<string, string> {
  const files = globSync('**/*.ts', { cwd: root });
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

describe('what remembers', () => {
  test('is all written down, with what its keys begin with', () => {
    const sources = readSources();
    expect(Object.keys(sources).length).toBeGreaterThan(100);
    expect(found(sources)).toEqual(Object.keys(remembered).sort());
  });

  test('nothing at the level of a module changes', () => {
    const changing = Object.entries(readSources()).filter(([, text]) => /^(export )?(let|var) /m.test(text));
    expect(changing.map(([file]) => file)).toEqual([]);
  });

  test('a new cache would be noticed', () => {
    expect(found({ 'a.ts': 'const tokens = new Map<string, string>();' })).toEqual(['a.ts Map']);
  });
});

describe('where two tenants use the same key, each finds its own', () => {
  it('a channel that is shared for one and not for the other', async () => {
    const channels = createSharedChannels();
    const speak = (shared: boolean) => async () =>
      ({
        client: { conversations: { info: async () => ({ channel: { is_ext_shared: shared } }) } },
      }) as never;
    expect(await channels.isShared(1, speak(false), 'C1')).toBe(false);
    expect(await channels.isShared(2, speak(true), 'C1')).toBe(true);
    expect(await channels.isShared(1, speak(true), 'C1')).toBe(false);
  });

  it('a flood of one, and the other unhindered', async () => {
    const guard = createFloodGuard({ commandsPerTenSeconds: 3, concurrent: 2 });
    const one = Array.from({ length: 9 }, () => guard.within(1, async () => 'done').catch(() => 'refused'));
    expect((await Promise.all(one)).filter((each) => each === 'done')).toHaveLength(2);
    expect(await guard.within(1, async () => 'done')).toBe('done');
    await expect(guard.within(1, async () => 'done')).rejects.toMatchObject({ code: 'rate_limited' });
    for (let i = 0; i < 3; i++) expect(await guard.within(2, async () => 'done')).toBe('done');
  });

  it('requests of one person of one, then of all its people, and the other’s person of the same number', async () => {
    const admit = createRequestGuard({ person: 3, tenant: 5 });
    const admitted = async (tenantId: number, userId: number) => {
      const all = await Promise.allSettled(Array.from({ length: 4 }, () => admit(tenantId, userId)));
      return all.filter(({ status }) => status === 'fulfilled').length;
    };
    expect([await admitted(1, 1), await admitted(1, 2), await admitted(1, 3)]).toEqual([3, 2, 0]);
    expect([await admitted(2, 1), await admitted(11, 1)]).toEqual([3, 3]);
  });

  it('an event of one under way, and the other’s of the same id begun', async () => {
    const underWay = createUnderWay();
    const begun: number[] = [];
    const never = new Promise<void>(() => {});
    void underWay.once(1, 'Ev1', async () => never);
    await underWay.once(1, 'Ev1', async () => void begun.push(1));
    await underWay.once(2, 'Ev1', async () => void begun.push(2));
    expect(begun).toEqual([2]);
  });

  it('a button pressed by one, and the other’s of the same name still there to be replaced', async () => {
    const world = await startWorld();
    for (const [tenant, teamId] of [
      [1, 'T1'],
      [2, 'T2'],
    ] as const)
      world.install(tenant, { teamId });
    world.slack.answers('users.info', (_args, token) => ({
      ok: true,
      user: { id: 'U1', team_id: token.includes('-1-') ? 'T1' : 'T2' },
    }));
    for (const teamId of ['T1', 'T2']) {
      const before = world.slack.responses.length;
      await world.click('abc:yes', { team: { id: teamId }, user: { id: 'U1', team_id: teamId } });
      await world.slack.until(() => world.slack.responses.length > before);
      expect(world.slack.responses[before]).toMatchObject({ replace_original: true });
    }
    await world.stop();
  });
});
