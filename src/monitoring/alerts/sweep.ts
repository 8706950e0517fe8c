import { activeSilences, endOverdueSilences } from '../../database/tenant/monitoring/silences.ts';
import { addStep, untoldIncidents } from '../../database/tenant/monitoring/alerts.ts';
import { listAlertChannels } from '../../database/tenant/monitoring/alert-channels.ts';
import { findStanding, putOut } from '../../database/tenant/monitoring/incidents.ts';
import type { Outgoing, Transaction } from '../../database/tenant/monitoring/incidents.ts';
import { installationsWithin } from '../../database/tenant/slack/slack-installations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { destinationOf } from '../../core/alert-destination.ts';
import type { Destination } from '../../core/alert-destination.ts';
import { bringUpToDate, sayInThread, tellNew } from './tell.ts';

/**
 * Tells what was not told when it happened and still stands: its silence is over, or NOX came into a Slack only now.
 * Returns whether something goes out. Two processes that do so at once tell it once.
 */
export async function sweep(tenant: TenantDatabase, now: Date): Promise<boolean> {
  return tenant.db.transaction(async (transaction) => {
    const going = [
      ...(await tellSilencesOver(transaction, tenant, now)),
      ...(await tellUntold(transaction, tenant, now)),
    ];
    await putOut(transaction, tenant.tenantId, going);
    return going.length > 0;
  });
}

/** Silences whose time has passed: where what they were about still stands, its message says so again. */
async function tellSilencesOver(
  transaction: Transaction,
  { tenantId }: TenantDatabase,
  now: Date,
): Promise<Outgoing[]> {
  const going: Outgoing[] = [];
  for (const silence of await endOverdueSilences(transaction, now)) {
    const incident = await findStanding(transaction, silence);
    if (!incident?.toldIn || incident.state === 'resolved') continue;
    const step = { incidentId: incident.id, at: now, kind: 'silence_over', detail: incident.severity };
    const stepId = await addStep(transaction, tenantId, step);
    going.push(bringUpToDate(incident.toldIn, now));
    if (incident.toldIn.startsWith('incident:')) going.push(sayInThread(incident.toldIn, stepId, now));
  }
  return going;
}

async function tellUntold(transaction: Transaction, tenant: TenantDatabase, now: Date): Promise<Outgoing[]> {
  const untold = await untoldIncidents(transaction);
  if (untold.length === 0) return [];
  const silences = await activeSilences(transaction, now);
  const loud = untold.filter(
    ({ integrationId, key }) =>
      !silences.some((each) => each.integrationId === integrationId && each.key === key),
  );
  if (loud.length === 0) return [];
  const channels = await listAlertChannels(transaction);
  const installations = await installationsWithin(transaction);
  const groups = new Map<string, { destination: Destination; ids: number[] }>();
  for (const { id, integrationId, namespace } of loud) {
    const destination = destinationOf(channels, installations, { integrationId, namespace });
    if (!destination) continue;
    const group = groups.get(destination.channelId) ?? { destination, ids: [] };
    group.ids.push(id);
    groups.set(destination.channelId, group);
  }
  const going: Outgoing[] = [];
  for (const { destination, ids } of groups.values())
    going.push(...(await tellNew(transaction, tenant.tenantId, destination, ids, now)));
  return going;
}
