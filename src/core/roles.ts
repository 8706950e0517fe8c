/** The two kinds of tenant (see the design: one organisation, or one person). */
export const tenantTypes = ['enterprise', 'freelance'] as const;
export type TenantType = (typeof tenantTypes)[number];

/** Roles of people in a tenant. `freelance` is the owner of a freelance tenant. */
export const roles = ['viewer', 'developer', 'manager', 'admin', 'freelance'] as const;
export type Role = (typeof roles)[number];

/** The roles that a person may be given in each type of tenant. */
export const rolesOf: Readonly<Record<TenantType, readonly Role[]>> = {
  enterprise: ['viewer', 'developer', 'manager', 'admin'],
  freelance: ['viewer', 'freelance'],
};

/** What a person may be allowed to do; a command asks for one of these. */
export const permissions = [
  'tenant:read',
  'tenant:manage',
  'k8s:read',
  'k8s:operate',
  'k8s:operate-protected',
  'github:read',
  'github:write',
  'github:merge',
  'jira:read',
  'jira:write',
  'notion:read',
  'notion:write',
] as const;
export type Permission = (typeof permissions)[number];
export type PermissionSet = Readonly<Record<Permission, boolean>>;

const viewer: Permission[] = ['tenant:read', 'k8s:read', 'github:read', 'jira:read', 'notion:read'];
const developer: Permission[] = [...viewer, 'k8s:operate', 'github:write', 'jira:write', 'notion:write'];
const manager: Permission[] = [...developer, 'k8s:operate-protected', 'github:merge'];

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  viewer,
  developer,
  manager,
  admin: permissions,
  freelance: permissions,
};

/** Whether a role has a permission. */
export function mayDo(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}

/** The humblest role that has a permission in this type of tenant: what a refusal tells people to ask for. */
export function humblestRoleFor(permission: Permission, type: TenantType): Role {
  return (
    rolesOf[type].find((role) => mayDo(role, permission)) ?? (type === 'enterprise' ? 'admin' : 'freelance')
  );
}

/** Whether a role stands above another: the owner above all, then as they are listed. */
export function isAbove(role: Role, other: Role): boolean {
  return roles.indexOf(role) > roles.indexOf(other);
}
