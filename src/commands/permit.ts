import { NoxError } from '../core/errors.ts';
import type { Integration } from '../core/integration.ts';
import { rulesFor } from '../access/own-rules.ts';
import { mayDoSomewhere, mayDoUnder, repositoryScope, seesTool } from '../core/permission-rules.ts';
import type { Scope } from '../core/permission-rules.ts';
import { humblestRoleFor, mayDo } from '../core/roles.ts';
import type { Permission } from '../core/roles.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import type { GithubClient } from '../integrations/github/client.ts';
import type { Invocation } from './contracts/runner.ts';

/** What one person may do while one command runs. Every question that it is asked ends in silence or in `forbidden`. */
export interface Permit {
  /** Whether it is allowed anywhere: what help lists. */
  may(permission: Permission): boolean;
  /** Whether the command may be asked of a tool at all, or, where it is about others, whether anything may: what lists and questions show. */
  sees(tool: Pick<Integration, 'type' | 'id'>): boolean;
  /** Before it is known where: refuses what is allowed nowhere. */
  somewhere(permission: Permission): void;
  /** For what was opened last, where the permission depends on the place. */
  here(permission: Permission): void;
  /** Asked whenever a tool is opened. */
  opening(integration: Pick<Integration, 'type' | 'id'>): void;
  /** A GitHub whose every question about a repository is asked here first, and whose list has none that is denied. */
  guard(client: GithubClient): GithubClient;
}

/** The one place where a command's permission is decided: NOX's own roles, and what the space made of them. */
export async function permitFor(
  database: TenantDatabase,
  { tenant, actor, rules: known }: Pick<Invocation, 'tenant' | 'actor' | 'rules'>,
  wanted: Permission,
): Promise<Permit> {
  const rules = await rulesFor(database, tenant.type, actor.role, known);
  let place: Scope = '';

  function demand(permission: Permission, scope: Scope): void {
    if (!mayDoUnder(rules, actor.role, permission, scope)) throw refusal(permission);
  }

  function refusal(permission: Permission): NoxError {
    if (mayDo(actor.role, permission))
      return new NoxError('forbidden', { role: `role.${actor.role}` }, { sentence: 'permissions.narrowed' });
    return new NoxError('forbidden', { role: `role.${humblestRoleFor(permission, tenant.type)}` });
  }

  function ofRepository<Noun extends object>(noun: Noun): Noun {
    return new Proxy(noun, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const [repository] = given;
          if (typeof repository === 'string' && repository.includes('/')) {
            place = repositoryScope(repository);
            demand(wanted, place);
          }
          return (value as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  }

  const mayIn = (scope: Scope) => mayDoUnder(rules, actor.role, wanted, scope);

  return {
    may: (permission) => mayDoSomewhere(rules, actor.role, permission),
    sees: (tool) =>
      tool.type === 'k8s' && wanted.startsWith('k8s:')
        ? mayIn(`k8s:${tool.id}`)
        : seesTool(rules, actor.role, tool),
    somewhere(permission) {
      if (!mayDoSomewhere(rules, actor.role, permission)) throw refusal(permission);
    },
    here: (permission) => demand(permission, place),
    opening({ type, id }) {
      if (type !== 'k8s' || !wanted.startsWith('k8s:')) return;
      place = `k8s:${id}`;
      demand(wanted, place);
    },
    guard(client) {
      if (rules.length === 0 || !wanted.startsWith('github:')) return client;
      return {
        ...client,
        repositories: {
          ...ofRepository(client.repositories),
          list: async () =>
            (await client.repositories.list()).filter(({ fullName }) => mayIn(repositoryScope(fullName))),
        },
        issues: ofRepository(client.issues),
        pulls: ofRepository(client.pulls),
        actions: ofRepository(client.actions),
        releases: ofRepository(client.releases),
      };
    },
  };
}
