import type { Actor, Tenant } from '../../core/actor.ts';
import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import { mayDo } from '../../core/roles.ts';
import { appendAudit } from '../../database/tenant/audit/audit.ts';
import { changeIntegration, findIntegration } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { toolName } from './toolbox.ts';

/** Who does something to the tools of their own tenant. */
export interface ToolKeeper {
  readonly database: TenantDatabase;
  readonly tenant: Tenant;
  readonly actor: Actor;
  readonly requestId: string;
}

/** One tool of the tenant. Errors: `not_found`, also for another tenant's id. */
export async function findTool(database: TenantDatabase, id: number): Promise<Integration> {
  const found = await findIntegration(database, id);
  if (!found) throw new NoxError('not_found', { kind: 'kind.integration', name: id });
  return found;
}

/**
 * Renames a tool, or changes whether it is protected. Errors: `forbidden`, `bad_input` for a name that is none,
 * `conflict` where another of its kind has that name, `not_found`.
 */
export async function changeTool(
  by: ToolKeeper,
  id: number,
  change: { readonly name?: string | undefined; readonly protected?: boolean | undefined },
): Promise<Integration> {
  mustManage(by);
  const before = await findTool(by.database, id);
  const name = toolName.safeParse(change.name ?? before.name);
  if (!name.success) throw new NoxError('bad_input', { field: 'name' }, { sentence: 'tools.bad_name' });
  const isProtected = change.protected ?? before.protected;
  const changed = await changeIntegration(by.database, id, { name: name.data, protected: isProtected });
  if (changed === undefined) throw new NoxError('not_found', { kind: 'kind.integration', name: id });
  if (changed === 'taken')
    throw new NoxError('conflict', { name: name.data }, { sentence: 'tools.name_taken' });
  const what = isProtected === before.protected ? 'rename' : isProtected ? 'protect' : 'unprotect';
  const target = what === 'rename' ? `${before.name} → ${changed.name}` : changed.name;
  await recordTool(by, `integrations ${what} ${changed.type}`, target, 'ok');
  return changed;
}

/** Only who runs the space touches its tools. Errors: `forbidden`. */
export function mustManage({ actor, tenant }: ToolKeeper): void {
  if (!mayDo(actor.role, 'tenant:manage'))
    throw new NoxError('forbidden', {
      role: `role.${tenant.type === 'enterprise' ? 'admin' : 'freelance'}`,
    });
}

/** Writes down what was done to a tool. */
export async function recordTool(
  { database, actor, requestId }: ToolKeeper,
  command: string,
  target: string,
  outcome: string,
): Promise<void> {
  const { userId: actorId, name: actorName, surface } = actor;
  await appendAudit(database, { actorId, actorName, surface, command, target, outcome, requestId });
}
