import type { Findings } from '../../core/incident.ts';
import type { Clock } from '../../core/clock.ts';
import type { Incident, Recorded } from '../../database/tenant/monitoring/incidents.ts';
import { noteFindings } from '../../database/tenant/monitoring/findings.ts';
import type { TenantDatabase, TenantDatabases } from '../../database/tenant-databases.ts';
import { redact } from '../../integrations/kubernetes/redact.ts';
import type { ClusterState } from '../cluster-state.ts';
import { findOut } from './find-out.ts';
import type { FindingTools } from './find-out.ts';

/** What finding out works with. */
export interface EnricherDependencies {
  readonly databases: TenantDatabases;
  readonly openTools: (
    tenant: TenantDatabase,
    signal: AbortSignal,
  ) => FindingTools & { close(): Promise<void> };
  readonly clock: Clock;
  /** Something waits to go out. */
  readonly told: (tenantId: number) => void;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
}

/** Finds out more about incidents that opened, beside the alerts and never before them. */
export interface Enricher {
  opened(tenantId: number, recorded: readonly Recorded[], state: ClusterState): void;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** In a storm nobody reads what was found out about each. */
const mostWaiting = 10;
const allowedMs = 20_000;
const shownEvents = 3;
/** Changes after which there is something to find out. */
const worthLooking: readonly string[] = ['opened', 'reopened', 'became'];

/** Each tenant's incidents one after the other; one tenant's slow cluster delays no other's. */
export function createEnricher({ databases, openTools, clock, told, log }: EnricherDependencies): Enricher {
  const queues = new Map<number, { waiting: number; last: Promise<void> }>();
  const stop = new AbortController();

  async function enrich(tenantId: number, incident: Incident, events: Findings['events']): Promise<void> {
    if (stop.signal.aborted) return;
    const tenant = await databases.open(tenantId);
    const tools = openTools(tenant, AbortSignal.any([stop.signal, AbortSignal.timeout(allowedMs)]));
    try {
      const found = await findOut(tenant, tools, incident, clock.now());
      const findings: Findings = { ...found, events };
      if (!findings.logs && !findings.change && events.length === 0) return;
      if (await noteFindings(tenant, incident.id, findings, clock.now())) told(tenantId);
    } finally {
      await tools.close();
    }
  }

  function add(tenantId: number, incident: Incident, events: Findings['events']): void {
    const queue = queues.get(tenantId) ?? { waiting: 0, last: Promise.resolve() };
    if (queue.waiting >= mostWaiting) return;
    queue.waiting += 1;
    queue.last = queue.last
      .then(() => enrich(tenantId, incident, events))
      .catch((error: unknown) =>
        log.warn({ tenantId, err: error }, 'nothing could be found out about an incident'),
      )
      .finally(() => {
        queue.waiting -= 1;
        if (queue.waiting === 0) queues.delete(tenantId);
      });
    queues.set(tenantId, queue);
  }

  const settled = async () => {
    while (queues.size > 0) await Promise.all([...queues.values()].map(({ last }) => last));
  };
  return {
    opened(tenantId, recorded, state) {
      const fresh = recorded.filter(({ change }) => worthLooking.includes(change.kind));
      if (fresh.length > mostWaiting) return;
      for (const { incident } of fresh) add(tenantId, incident, eventsOf(state, incident));
    },
    settled,
    async stop() {
      stop.abort();
      await settled();
    },
  };
}

/** The last warnings about an incident's subject and its pods; each message once. */
function eventsOf(state: ClusterState, incident: Incident): Findings['events'] {
  const { subjectKind: kind, namespace, subjectName: name } = incident;
  const subject = { kind, namespace, name };
  const pods = state.podsOf(subject).slice(0, 20);
  const own = kind === 'Node' ? undefined : state.find(kind as 'Deployment', namespace, name);
  const all = [...pods, ...(own ? [own] : [])]
    .flatMap(({ uid }) => state.eventsAbout(uid))
    .filter(({ type }) => type === 'Warning')
    .sort((a, b) => (b.lastAt?.getTime() ?? 0) - (a.lastAt?.getTime() ?? 0));
  const once = new Map(all.map((event) => [`${event.reason} ${event.message.slice(0, 40)}`, event]));
  return [...once.values()]
    .slice(0, shownEvents)
    .map(({ reason, message, count }) => ({ reason, message: redact(message).slice(0, 300), count }));
}
