import { and, eq } from 'drizzle-orm';
import type { PermissionRule, Scope } from '../../core/permission-rules.ts';
import { permissions } from '../../core/roles.ts';
import type { TenantDatabase } from '../tenant-databases.ts';
import { permissionRules } from './schema.ts';

/** The tenant's rules. Those for permissions that NOX no longer knows are passed over. */
export async function listPermissionRules(tenant: TenantDatabase): Promise<readonly PermissionRule[]> {
  const rows = await tenant.db.select().from(permissionRules);
  return rows.flatMap(({ role, permission: named, scope, allowed }) => {
    const permission = permissions.find((each) => each === named);
    return permission ? [{ role, permission, scope: scope as Scope, allowed }] : [];
  });
}

/** Sets rules; `allowed: undefined` takes a rule away. All or none. */
export async function setPermissionRules(
  tenant: TenantDatabase,
  changes: readonly (Omit<PermissionRule, 'allowed'> & { readonly allowed: boolean | undefined })[],
): Promise<void> {
  const { tenantId } = tenant;
  await tenant.db.transaction(async (transaction) => {
    for (const { role, permission, scope, allowed } of changes) {
      if (allowed === undefined)
        await transaction
          .delete(permissionRules)
          .where(
            and(
              eq(permissionRules.role, role),
              eq(permissionRules.permission, permission),
              eq(permissionRules.scope, scope),
            ),
          );
      else
        await transaction
          .insert(permissionRules)
          .values({ tenantId, role, permission, scope, allowed })
          .onConflictDoUpdate({
            target: [permissionRules.role, permissionRules.permission, permissionRules.scope],
            set: { allowed },
          });
    }
  });
}
