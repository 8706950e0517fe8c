import { NoxError } from '../../core/errors.ts';
import { mayDo } from '../../core/roles.ts';
import { appendAudit } from '../../database/tenant/audit/audit.ts';
import type { ToolKeeper } from '../tools/change-tool.ts';

/** Who does something to their own space. */
export type SpaceKeeper = ToolKeeper;

/** Does something that only who runs the space may do, and writes down how it went. Errors: `forbidden`, those of `work`. */
export async function keepSpace<T>(
  by: SpaceKeeper,
  command: string,
  target: string,
  work: () => Promise<T>,
): Promise<T> {
  const { database, tenant, actor, requestId } = by;
  const record = (outcome: string) =>
    appendAudit(database, {
      actorId: actor.userId,
      actorName: actor.name,
      surface: actor.surface,
      command,
      target: target.slice(0, 300),
      outcome,
      requestId,
    });
  try {
    if (!mayDo(actor.role, 'tenant:manage')) {
      const role = tenant.type === 'enterprise' ? 'admin' : 'freelance';
      throw new NoxError('forbidden', { role: `role.${role}` });
    }
    const done = await work();
    await record('ok');
    return done;
  } catch (error) {
    if (error instanceof NoxError) await record(error.code);
    throw error;
  }
}
