import type { Reason, Severity } from '../../src/core/incident.ts';
import { openControlDatabase } from '../../src/database/control/database.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { createTenantDatabases } from '../../src/database/tenant-databases.ts';
import type { TenantDatabase } from '../../src/database/tenant-databases.ts';
import { createMasterKey } from '../../src/tenancy/master-key.ts';

/** What NOX saw of one cluster in the weeks before: what reports tell of. */
export interface Past {
  readonly cluster: string;
  /** `Deployment payments/payments-api` */
  readonly workloads: readonly string[];
  readonly troubles: readonly Trouble[];
  readonly rollouts: readonly {
    readonly workload: string;
    readonly hoursAgo: number;
    readonly image: string;
    readonly revision: number;
  }[];
}

/** Something that was wrong for a while, and is over. */
export interface Trouble {
  readonly workload: string;
  readonly hoursAgo: number;
  readonly minutes: number;
  readonly reason: Reason;
  readonly severity: Severity;
  /** Minutes until somebody took it; undefined where nobody did. */
  readonly takenAfter?: number;
  readonly restarts?: number;
}

const [hourMs, minuteMs] = [3_600_000, 60_000];
const looksAnHour = 12;

/** Who opens the tenants' databases: the same key and server as NOX. */
export interface PastAccess {
  readonly databaseUrl: string;
  readonly masterKey: string;
}

/**
 * Writes weeks that NOX would have lived through into a tenant's own database, as its watch writes them.
 * @param token of somebody of that tenant
 */
export async function livePast(
  { databaseUrl, masterKey }: PastAccess,
  token: string,
  pasts: readonly Past[],
  days: number,
  now: Date,
): Promise<void> {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  const { tenantId } = JSON.parse(claims) as { tenantId: number };
  const control = openControlDatabase(parseDatabaseUrl(databaseUrl));
  const databases = createTenantDatabases(control, createMasterKey(masterKey).unwrap, 4);
  try {
    const tenant = await databases.open(tenantId);
    for (const past of pasts) await liveCluster(tenant, past, days, now);
  } finally {
    await databases.close();
    await control.close();
  }
}

async function liveCluster(tenant: TenantDatabase, past: Past, days: number, now: Date): Promise<void> {
  const { sql, tenantId } = tenant;
  const [row] = await sql<{ id: number }[]>`
    select id from tenant_integrations where integration_type = 'k8s' and name = ${past.cluster}`;
  if (!row) throw new Error(`no cluster ${past.cluster}`);
  const thisHour = Math.floor(now.getTime() / hourMs) * hourMs;
  const hours = past.workloads.flatMap((workload) =>
    Array.from({ length: days * 24 }, (_each, back) => {
      const at = thisHour - (back + 1) * hourMs;
      const mine = past.troubles.filter((each) => each.workload === workload);
      const broken = mine.map((each) => lookedIn(each, at, now));
      const began = mine.filter(
        ({ hoursAgo }) => Math.floor(startOf(hoursAgo, now) / hourMs) * hourMs === at,
      );
      return {
        ...partsOf(workload),
        hour: new Date(at).toISOString(),
        whole: Math.max(0, looksAnHour - broken.reduce((sum, each) => sum + each, 0)),
        restarts: began.reduce((sum, { restarts = 0 }) => sum + restarts, 0),
      };
    }),
  );
  await sql`
    insert into workload_hours (tenant_id, integration_id, kind, namespace, name, hour, looks, whole, down, restarts)
    select ${tenantId}::int, ${row.id}::int, kind, namespace, name, hour, ${looksAnHour}::int, whole, 0, restarts
    from jsonb_to_recordset(${JSON.stringify(hours)}::text::jsonb) as past (
      kind text, namespace text, name text, hour timestamptz, whole integer, restarts integer)
    on conflict do nothing`;
  const rollouts = past.rollouts.map(({ workload, hoursAgo, image, revision }) => ({
    ...partsOf(workload),
    revision,
    at: new Date(startOf(hoursAgo, now)).toISOString(),
    images: [image],
  }));
  await sql`
    insert into workload_rollouts (tenant_id, integration_id, namespace, name, revision, at, images)
    select ${tenantId}::int, ${row.id}::int, namespace, name, revision, at, images
    from jsonb_to_recordset(${JSON.stringify(rollouts)}::text::jsonb) as past (
      namespace text, name text, revision integer, at timestamptz, images jsonb)
    on conflict do nothing`;
  for (const trouble of past.troubles.toSorted((a, b) => b.hoursAgo - a.hoursAgo)) {
    const { kind, namespace, name } = partsOf(trouble.workload);
    const { reason, severity, hoursAgo, minutes, takenAfter } = trouble;
    const opened = startOf(hoursAgo, now);
    const over = new Date(opened + minutes * minuteMs).toISOString();
    const taken = takenAfter === undefined ? null : new Date(opened + takenAfter * minuteMs).toISOString();
    const at = new Date(opened).toISOString();
    await sql`
      insert into incidents (tenant_id, integration_id, cluster, key, reason, subject_kind, namespace, subject_name,
        severity, told, state, members, occurrences, also, evidence, hold_ms, since, opened_at, over_at, resolved_at,
        returns, taken_at)
      values (${tenantId}, ${row.id}, ${past.cluster}, ${`${reason}/${trouble.workload}`}, ${reason}, ${kind},
        ${namespace}, ${name}, ${severity}, ${severity}, 'resolved', '[]', '[]', '[]', '[]', 0, ${at}, ${at}, ${over},
        ${over}, '[]', ${taken})`;
  }
}

/** At how many looks of an hour a trouble was there. */
function lookedIn({ hoursAgo, minutes }: Trouble, hour: number, now: Date): number {
  const start = startOf(hoursAgo, now);
  const shared = Math.min(hour + hourMs, start + minutes * minuteMs) - Math.max(hour, start);
  return Math.round(Math.max(0, shared) / (5 * minuteMs));
}

function startOf(hoursAgo: number, now: Date): number {
  return now.getTime() - hoursAgo * hourMs;
}

function partsOf(workload: string): {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
} {
  const [kind = '', path = ''] = workload.split(' ');
  const [namespace = '', name = ''] = path.split('/');
  return { kind, namespace, name };
}
