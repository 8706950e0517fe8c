import type { Counts } from '../../../core/billing.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';

/** What a tenant has of what plans count, and how many people are active in it; a guest whose time is over is not. */
export async function readUsage(
  tenant: TenantDatabase,
  now: Date,
): Promise<Counts & { readonly people: number }> {
  const [row] = await tenant.sql<(Counts & { people: number })[]>`
    select
      (select count(*) from tenant_integrations where integration_type = 'k8s')::int as clusters,
      (select count(*) from tenant_integrations where integration_type <> 'k8s')::int as tools,
      (select count(*) from slack_installations)::int as workspaces,
      count(*) filter (where role = 'viewer')::int as viewers,
      count(*)::int as people
    from tenant_users where active and (access_until is null or access_until > ${now.toISOString()}::timestamptz)`;
  if (!row) throw new Error('nothing was counted');
  return row;
}
