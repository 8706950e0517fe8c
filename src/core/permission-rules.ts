import { mayDo, permissions } from './roles.ts';
import type { Permission, PermissionSet, Role } from './roles.ts';

/** The roles that an administrator may narrow or widen; who runs the space may always do everything. */
export const adjustableRoles = ['viewer', 'developer', 'manager'] as const;
export type AdjustableRole = (typeof adjustableRoles)[number];

/** The permissions that can be narrowed or widened: those about tools. Running the space is not for sharing out. */
export const adjustablePermissions: readonly Permission[] = permissions.filter(
  (each) => !each.startsWith('tenant:'),
);

/** Everywhere (empty), in one cluster (`k8s:<integration id>`), in one repository (`github:<owner/name>`, lower case). */
export type Scope = '' | `k8s:${number}` | `github:${string}`;

/** Where a role may do more or less than NOX has it by itself. */
export interface PermissionRule {
  readonly role: AdjustableRole;
  readonly permission: Permission;
  readonly scope: Scope;
  readonly allowed: boolean;
}

/** A rule as it is kept. */
export type KeptRule = Omit<PermissionRule, 'permission' | 'scope'> & { permission: string; scope: string };

/** Rules as they were kept. Those for permissions that NOX no longer knows are passed over. */
export function rulesOf(kept: readonly KeptRule[]): readonly PermissionRule[] {
  return kept.flatMap(({ role, permission: named, scope, allowed }) => {
    const permission = permissions.find((each) => each === named);
    return permission ? [{ role, permission, scope: scope as Scope, allowed }] : [];
  });
}

/** Whether a role may do something in a place: the rule of the place counts before that of everywhere, before NOX's own. */
export function mayDoUnder(
  rules: readonly PermissionRule[],
  role: Role,
  permission: Permission,
  scope: Scope,
): boolean {
  const own = rules.filter((each) => each.role === role && each.permission === permission);
  const rule = own.find((each) => each.scope === scope) ?? own.find((each) => each.scope === '');
  return rule?.allowed ?? mayDo(role, permission);
}

/** Whether there is any place where a role may do something: what is asked before the place is known. */
export function mayDoSomewhere(
  rules: readonly PermissionRule[],
  role: Role,
  permission: Permission,
): boolean {
  return (
    mayDoUnder(rules, role, permission, '') ||
    rules.some((each) => each.role === role && each.permission === permission && each.allowed)
  );
}

/**
 * Whether a role may do anything at all with a tool: one that is denied to it entirely is neither listed nor counted.
 * What no permission is about (Slack itself) everybody sees.
 */
export function seesTool(
  rules: readonly PermissionRule[],
  role: Role,
  { type, id }: { readonly type: string; readonly id: number },
): boolean {
  if (rules.length === 0) return true;
  const about = permissions.filter((each) => each.startsWith(`${type}:`));
  if (about.length === 0) return true;
  return about.some((each) =>
    type === 'k8s' ? mayDoUnder(rules, role, each, `k8s:${id}`) : mayDoSomewhere(rules, role, each),
  );
}

/** What a role may do somewhere at least: every permission, true or false, as sessions and help show it. */
export function permissionsUnder(rules: readonly PermissionRule[], role: Role): PermissionSet {
  return Object.fromEntries(
    permissions.map((each) => [each, mayDoSomewhere(rules, role, each)]),
  ) as PermissionSet;
}

/** The scope of a repository. GitHub does not tell names by their case. */
export function repositoryScope(repository: string): Scope {
  return `github:${repository.toLowerCase()}`;
}
