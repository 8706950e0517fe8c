import type { Actor, Tenant } from '../../core/actor.ts';
import { severities } from '../../core/incident.ts';
import { countDays } from '../../database/tenant/audit/activity.ts';
import type { DayCount } from '../../database/tenant/audit/activity.ts';
import { listOpenIncidents } from '../../database/tenant/monitoring/incidents.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import { listWatches } from '../../database/tenant/monitoring/watches.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { listOwnTools } from '../tools/list-tools.ts';

/** What counts as a deployment, and as a ticket. */
export const deploymentCommands = ['k8s deploy', 'k8s rollback'] as const;
export const ticketCommands = ['jira create', 'github issue create'] as const;

/** A space at a glance, as one person may see it. */
export interface Dashboard {
  readonly clusters: readonly {
    readonly id: number;
    readonly name: string;
    readonly health: 'ok' | 'failing' | 'unknown';
    readonly protected: boolean;
    /** How it is watched; undefined where it is not (yet). */
    readonly watch: string | undefined;
    readonly openIncidents: number;
  }[];
  readonly incidents: readonly {
    readonly id: number;
    readonly cluster: string;
    readonly severity: string;
    readonly reason: string;
    readonly subject: string;
    /** Since when it is broken, where the cluster tells; else when it was seen. What Slack's list says too. */
    readonly since: Date;
    readonly openedAt: Date;
    readonly taken: boolean;
  }[];
  readonly tools: { readonly connected: number; readonly failing: number };
  /** Fourteen days of the space's calendar, today last. */
  readonly commands: readonly DayCount[];
  readonly deployments: readonly DayCount[];
  readonly tickets: readonly DayCount[];
}

const days = 14;

/** Reads a space at a glance. A guest sees the integrations that they reach, and counts what they did themselves. */
export async function readDashboard(
  database: TenantDatabase,
  tenant: Tenant,
  actor: Actor,
  now: Date,
): Promise<Dashboard> {
  const { timeZone } = tenant;
  const own = actor.only ? { actorId: actor.userId } : {};
  const count = (commands?: readonly string[]) =>
    countDays(database, { now, days, timeZone, ...own, ...(commands ? { commands } : {}) });
  const [tools, watches, open, commands, deployments, tickets] = await Promise.all([
    listOwnTools(database, tenant, actor),
    listWatches(database),
    listOpenIncidents(database),
    count(),
    count(deploymentCommands),
    count(ticketCommands),
  ]);
  const reached = open.filter(
    ({ integrationId }) => integrationId !== null && tools.some((tool) => tool.id === integrationId),
  );
  return {
    clusters: tools
      .filter((tool) => tool.type === 'k8s')
      .map((tool) => ({
        id: tool.id,
        name: tool.name,
        health: tool.health,
        protected: tool.protected,
        watch: watches.find((each) => each.integrationId === tool.id)?.state,
        openIncidents: reached.filter((each) => each.integrationId === tool.id).length,
      })),
    incidents: reached.toSorted(worstFirst).map((each) => ({
      id: each.id,
      cluster: each.cluster,
      severity: each.severity,
      reason: each.reason,
      subject: [each.namespace, each.subjectName].filter(Boolean).join('/'),
      since: each.since ?? each.openedAt,
      openedAt: each.openedAt,
      taken: each.takenBy !== null,
    })),
    tools: {
      connected: tools.length,
      failing: tools.filter((tool) => tool.health === 'failing').length,
    },
    commands,
    deployments,
    tickets,
  };
}

function worstFirst(a: Incident, b: Incident): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity);
}
