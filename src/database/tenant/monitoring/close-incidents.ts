import { and, eq, isNull, sql } from 'drizzle-orm';
import { putOut } from './incidents.ts';
import type { Transaction } from './incidents.ts';
import { incidents, incidentSteps } from '../schema/monitoring-schema.ts';
import { ticketFollows } from '../tickets.ts';

/** A cluster is removed: what stands there is over for NOX, and the messages that tell of it say why. */
export async function closeIncidentsOf(
  transaction: Transaction,
  tenantId: number,
  integrationId: number,
  now: Date,
): Promise<void> {
  const closed = await transaction
    .update(incidents)
    .set({
      state: 'resolved',
      overAt: now,
      resolvedAt: sql`coalesce(${incidents.resolvedAt}, ${now.toISOString()})`,
    })
    .where(and(eq(incidents.integrationId, integrationId), isNull(incidents.overAt)))
    .returning({ id: incidents.id, toldIn: incidents.toldIn });
  if (closed.length === 0) return;
  const steps = await transaction
    .insert(incidentSteps)
    .values(closed.map(({ id }) => ({ tenantId, incidentId: id, at: now, kind: 'cluster_removed' })))
    .returning({ id: incidentSteps.id, incidentId: incidentSteps.incidentId });
  for (const { id, incidentId } of steps) {
    const told = await ticketFollows(transaction, incidentId, { id, kind: 'cluster_removed' });
    await putOut(transaction, tenantId, told);
  }
  const stepOf = new Map(steps.map((step) => [step.incidentId, step.id]));
  const going = closed.flatMap(({ id, toldIn: message }) => {
    if (!message) return [];
    const edit = {
      key: `message:${message}:removed:${integrationId}`,
      kind: 'message',
      payload: { message },
    };
    const stepId = stepOf.get(id);
    const line = { key: `line:${stepId}`, kind: 'line', payload: { message, stepId } };
    return message.startsWith('incident:') ? [edit, line] : [edit];
  });
  const once = [...new Map(going.map((each) => [each.key, { ...each, notBefore: now }])).values()];
  await putOut(transaction, tenantId, once);
}
