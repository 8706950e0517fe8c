import { adjustablePermissions } from '../../core/permission-rules.ts';
import type { PermissionRule } from '../../core/permission-rules.ts';
import { NoxError } from '../../core/errors.ts';
import { listPermissionRules, setPermissionRules } from '../../database/tenant/people/permission-rules.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { keepSpace } from './keep.ts';
import type { SpaceKeeper } from './keep.ts';

/** The space's own rules about what roles may do. */
export function readPermissionRules(database: TenantDatabase): Promise<readonly PermissionRule[]> {
  return listPermissionRules(database);
}

/** A rule as it shall be; `allowed: undefined`: as NOX has it (or, in one place, as it is everywhere). */
export type RuleChange = Omit<PermissionRule, 'allowed'> & { readonly allowed: boolean | undefined };

/** Narrows or widens what roles may do, at once and for every surface. Errors: `forbidden`, `conflict` outside enterprises. */
export async function changePermissions(by: SpaceKeeper, changes: readonly RuleChange[]): Promise<void> {
  const said = changes.map(
    ({ role, permission, scope, allowed }) =>
      `${role} ${permission}${scope && `@${scope}`}=${allowed === undefined ? '' : allowed ? 'yes' : 'no'}`,
  );
  await keepSpace(by, 'permissions', said.join(' '), async () => {
    if (by.tenant.type !== 'enterprise')
      throw new NoxError('conflict', {}, { sentence: 'permissions.enterprise_only' });
    if (changes.some(({ permission }) => !adjustablePermissions.includes(permission)))
      throw new NoxError('bad_input', {}, { sentence: 'permissions.fixed' });
    await setPermissionRules(by.database, changes);
  });
}
