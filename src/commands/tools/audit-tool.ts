import type { Actor } from '../../core/actor.ts';
import { isNoxError } from '../../core/errors.ts';
import { appendAudit } from '../../database/tenant/audit/audit.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';

type By = { readonly database: TenantDatabase; readonly actor: Actor; readonly requestId: string };

/** Does something to a tool that writes its own success down; a refusal is written here. */
export async function auditRefusal<T>(
  by: By,
  command: string,
  target: string,
  work: () => Promise<T>,
): Promise<T> {
  return work().catch(async (error: unknown) => {
    await record(by, command, target, isNoxError(error) ? error.code : 'internal');
    throw error;
  });
}

/** Does something to a tool that another surface takes care of, and writes down that it was done. */
export async function auditDone<T extends { readonly label: string }>(
  by: By,
  command: string,
  work: () => Promise<T>,
): Promise<T> {
  const done = await work();
  await record(by, command, done.label, 'ok');
  return done;
}

async function record(by: By, command: string, target: string, outcome: string): Promise<void> {
  const { userId: actorId, name: actorName, surface } = by.actor;
  const { requestId } = by;
  const on = target.slice(0, 300);
  await appendAudit(by.database, { actorId, actorName, surface, command, target: on, outcome, requestId });
}
