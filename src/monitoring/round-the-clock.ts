import type { Announcer } from '../core/announce.ts';
import type { Clock } from '../core/clock.ts';
import type { Locale } from '../core/locale.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { usualWatchPace } from '../integrations/kubernetes/watch/watch-resource.ts';
import type { Environment } from '../integrations/provider.ts';
import type { Translate } from '../messages/translate.ts';
import type { ClusterLeases } from '../tenancy/cluster-leases.ts';
import { deliver, lostAfterMs, messageKinds } from './alerts/deliver.ts';
import { sweep } from './alerts/sweep.ts';
import { tell } from './alerts/tell.ts';
import { createEnricher } from './enrich/enricher.ts';
import type { FindingTools } from './enrich/find-out.ts';
import type { MonitorPace } from './monitor-cluster.ts';
import { createMonitoring } from './monitoring.ts';
import type { MonitoringDependencies } from './monitoring.ts';
import type { Lane } from '../jobs/lane.ts';
import { createPost } from '../jobs/post.ts';
import { createTicketLane } from './tickets/lane.ts';
import { planTickets } from './tickets/plan.ts';
import type { OpenTools } from './tickets/types.ts';

/** How fast the clock ticks, milliseconds. */
export interface Times extends MonitorPace {
  readonly leaseMs: number;
  readonly renewMs: number;
  readonly remindMs: number;
  /** How often an outbox that is not empty is looked at again. */
  readonly emptyMs: number;
}

/** A process that died is replaced within the lease and one renewal, 20 seconds, and the lists of what it watched. */
export const usualTimes: Times = {
  pace: usualWatchPace,
  pulseMs: 15_000,
  afterChangeMs: 200,
  everyMs: 5_000,
  noteMs: 30_000,
  patienceMs: 60_000,
  leaseMs: 15_000,
  renewMs: 5_000,
  remindMs: 30_000,
  emptyMs: 15_000,
};

/** What working around the clock needs. */
export interface RoundTheClockDependencies {
  readonly leases: ClusterLeases;
  readonly databases: TenantDatabases;
  readonly openCluster: MonitoringDependencies['openCluster'];
  readonly openTools: (...by: Parameters<OpenTools>) => ReturnType<OpenTools> & FindingTools;
  /** Further ways out of outboxes. */
  readonly lanes: readonly Lane[];
  readonly environment: Environment;
  /** Undefined where NOX is in no Slack: it watches, and says nothing. */
  readonly announcer: Announcer | undefined;
  readonly messages: (locale: Locale) => Translate;
  readonly clock: Clock;
  readonly times: Times;
  readonly log: MonitoringDependencies['log'] & {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
}

/** What NOX does between messages. */
export interface RoundTheClock {
  start(): Promise<void>;
  /** A cluster was connected, renewed or removed: this process looks at once whether it is its own. */
  clustersChanged(): void;
  /** Something was put into a tenant's outbox. */
  collect(tenantId: number): void;
  /** Resolves when nothing that is due is being sent. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const silent: Announcer = {
  post: async () => ({ kind: 'never', code: 'no_slack' }),
  update: async () => ({ kind: 'never', code: 'no_slack' }),
  find: async () => 'unknown',
  complete: async () => {},
  linkTo: async () => undefined,
};

/** Puts watching and telling together. */
export function createRoundTheClock(dependencies: RoundTheClockDependencies): RoundTheClock {
  const { databases, clock, log, messages, times } = dependencies;
  const announcer = dependencies.announcer ?? silent;
  const slack: Lane = {
    name: 'slack',
    kinds: messageKinds,
    lostAfterMs,
    empty: (tenant) => deliver({ announcer, messages, clock, log }, tenant),
  };
  const tickets = createTicketLane({
    ...dependencies,
    announcer,
    collect: (tenantId) => post.collect(tenantId),
  });
  const post = createPost({
    databases,
    lanes: [slack, tickets, ...dependencies.lanes],
    clock,
    log,
    emptyMs: times.emptyMs,
  });
  const enricher = createEnricher({ ...dependencies, told: post.collect });
  const looks = new Set<Promise<void>>();
  const monitoring = createMonitoring({
    ...dependencies,
    pace: times,
    renewMs: times.renewMs,
    remindMs: times.remindMs,
    async tell(transaction, tenant, recorded) {
      const now = clock.now();
      const told = await tell(transaction, tenant, recorded, now);
      return [...told, ...(await planTickets(transaction, recorded, now))];
    },
    told: post.collect,
    opened: enricher.opened,
    remind: lookInto,
  });

  /** Empties a tenant's outbox, and tells what was not told and may be now. */
  async function lookInto(tenantId: number): Promise<void> {
    await sweep(await databases.open(tenantId), clock.now()).catch((error: unknown) =>
      log.warn({ tenantId, err: error }, 'what was not told could not be looked for'),
    );
    post.collect(tenantId);
  }
  return {
    start: () => monitoring.start(),
    clustersChanged: () => void monitoring.renew(),
    collect(tenantId) {
      const look = lookInto(tenantId)
        .catch(() => post.collect(tenantId))
        .finally(() => looks.delete(look));
      looks.add(look);
    },
    async settled() {
      await Promise.all(looks);
      await post.settled();
    },
    async stop() {
      await monitoring.stop();
      await Promise.all(looks);
      await enricher.stop();
      await post.stop();
    },
  };
}
