import { eq } from 'drizzle-orm';
import type { Findings } from '../../../core/incident.ts';
import type { TenantDatabase } from '../../tenant-databases.ts';
import { addStep } from './alerts.ts';
import { putOut } from './incidents.ts';
import { incidents } from '../schema/monitoring-schema.ts';
import { ticketFollows } from '../tickets.ts';

/**
 * Keeps what was found out about an incident, and has it said in the thread of its message. Returns whether something
 * goes out.
 */
export async function noteFindings(
  tenant: TenantDatabase,
  incidentId: number,
  findings: Findings,
  now: Date,
): Promise<boolean> {
  const { tenantId } = tenant;
  return tenant.db.transaction(async (transaction) => {
    const [incident] = await transaction
      .update(incidents)
      .set({ findings })
      .where(eq(incidents.id, incidentId))
      .returning({ toldIn: incidents.toldIn });
    const message = incident?.toldIn;
    if (!message?.startsWith('incident:')) return false;
    const stepId = await addStep(transaction, tenantId, { incidentId, at: now, kind: 'found_out' });
    const told = await ticketFollows(transaction, incidentId, { id: stepId, kind: 'found_out' });
    await putOut(transaction, tenantId, told);
    const payload = { message, stepId };
    await putOut(transaction, tenantId, [{ key: `line:${stepId}`, kind: 'line', payload, notBefore: now }]);
    return true;
  });
}
