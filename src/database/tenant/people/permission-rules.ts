import { and, eq } from 'drizzle-orm';
import { rulesOf } from '../../../core/permission-rules.ts';
import type { PermissionRule } from '../../../core/permission-rules.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { permissionRules } from '../schema/schema.ts';

/** The tenant's rules. */
export async function listPermissionRules(tenant: TenantDatabase): Promise<readonly PermissionRule[]> {
  return rulesOf(await tenant.db.select().from(permissionRules));
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
