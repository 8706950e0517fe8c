import { adjustableRoles } from '../core/permission-rules.ts';
import type { PermissionRule } from '../core/permission-rules.ts';
import type { Role, TenantType } from '../core/roles.ts';
import { listPermissionRules } from '../database/tenant/people/permission-rules.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';

/**
 * What a space made of NOX's own roles, as far as it touches somebody of this role; an enterprise alone may.
 * @param known the space's rules, where they were read a moment ago
 */
export async function rulesFor(
  database: TenantDatabase,
  type: TenantType,
  role: Role,
  known?: readonly PermissionRule[],
): Promise<readonly PermissionRule[]> {
  const isAdjustable = type === 'enterprise' && adjustableRoles.some((each) => each === role);
  return isAdjustable ? (known ?? listPermissionRules(database)) : [];
}
