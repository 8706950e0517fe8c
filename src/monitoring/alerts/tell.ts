import { activeSilences, endSilences } from '../../database/tenant/monitoring/silences.ts';
import {
  addAlertMessage,
  countToldSince,
  isUpdateWaiting,
  latestDigest,
  tellIn,
} from '../../database/tenant/monitoring/alerts.ts';
import { listAlertChannels } from '../../database/tenant/monitoring/alert-channels.ts';
import type { Outgoing, Recorded, Transaction } from '../../database/tenant/monitoring/incidents.ts';
import { installationsWithin } from '../../database/tenant/slack/slack-installations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { destinationOf } from '../../core/alert-destination.ts';
import type { Destination } from '../../core/alert-destination.ts';

/** So many new incidents in this time are a storm: they are told in one digest. */
export const storm = { incidents: 10, withinMs: 5 * 60_000 };
/** Small changes of an incident wait this long, so that several are one edit. */
const smallChangeMs = 10_000;

/** The outbox row that brings a message up to date now. */
export function bringUpToDate(message: string, now: Date): Outgoing {
  return {
    key: `message:${message}:${now.getTime()}`,
    kind: 'message',
    payload: { message },
    notBefore: now,
  };
}

/** The same for what can wait a little: all such changes of some seconds are one row, and one edit. */
export async function bringUpToDateSoon(
  transaction: Transaction,
  message: string,
  now: Date,
): Promise<Outgoing[]> {
  if (await isUpdateWaiting(transaction, message)) return [];
  const notBefore = new Date(now.getTime() + smallChangeMs);
  return [{ ...bringUpToDate(message, now), key: `message:${message}:soon:${now.getTime()}`, notBefore }];
}

/** The outbox row that adds a step to the thread of an incident's message. */
export function sayInThread(message: string, stepId: number, now: Date): Outgoing {
  return { key: `line:${stepId}`, kind: 'line', payload: { message, stepId }, notBefore: now };
}

/**
 * Decides what is told of what was written, in the same transaction: each new incident in a message of its own, many at
 * once in a digest, what was there before NOX in one summary, what is silenced not at all.
 */
export async function tell(
  transaction: Transaction,
  tenant: TenantDatabase,
  recorded: readonly Recorded[],
  now: Date,
): Promise<Outgoing[]> {
  // Most looks change a little of what is told already: what is needed for news alone is not read for them.
  const hasNews = recorded.some(isNews);
  const mayBeSilenced = recorded.some(
    (each) => isNews(each) || (each.incident.toldIn && each.change.kind !== 'resolved'),
  );
  const [channels, silences, installations] = await Promise.all([
    hasNews ? listAlertChannels(transaction) : [],
    mayBeSilenced ? activeSilences(transaction, now) : [],
    hasNews ? installationsWithin(transaction) : [],
  ]);
  const going: Outgoing[] = [];
  const fresh = new Map<string, { destination: Destination; ids: number[] }>();
  for (const each of recorded) {
    const { change, incident, stepId } = each;
    const { id, integrationId, namespace, key } = incident;
    const isSilenced = silences.some((one) => one.integrationId === integrationId && one.key === key);
    if (change.kind === 'resolved' && integrationId !== null)
      await endSilences(transaction, { integrationId, key, untilResolvedOnly: true }, now);
    if (isNews(each)) {
      const destination = destinationOf(channels, installations, { integrationId, namespace });
      if (isSilenced || !destination) continue;
      // The message of many that told of it tells of it no more.
      if (incident.toldIn) going.push(...(await bringUpToDateSoon(transaction, incident.toldIn, now)));
      if (change.kind === 'baselined') {
        const message = `baseline:${integrationId}:${destination.channelId}`;
        await addAlertMessage(transaction, tenant.tenantId, { key: message, ...destination, createdAt: now });
        await tellIn(transaction, [id], message);
        going.push(bringUpToDate(message, now));
        continue;
      }
      const group = fresh.get(destination.channelId) ?? { destination, ids: [] };
      group.ids.push(id);
      fresh.set(destination.channelId, group);
      continue;
    }
    const message = incident.toldIn;
    if (!message || (isSilenced && change.kind !== 'resolved')) continue;
    // A message of many is edited as seldom as a small change of one: nobody reads it by the second.
    const isSmall = change.kind === 'updated' || !message.startsWith('incident:');
    if (isSmall) going.push(...(await bringUpToDateSoon(transaction, message, now)));
    else going.push(bringUpToDate(message, now));
    if (stepId !== undefined && message.startsWith('incident:'))
      going.push(sayInThread(message, stepId, now));
  }
  for (const { destination, ids } of fresh.values())
    going.push(...(await tellNew(transaction, tenant.tenantId, destination, ids, now)));
  return [...new Map(going.map((each) => [each.key, each])).values()];
}

/**
 * What gets a message of its own. A message of many is read once: what it told of and gets worse, comes back or shows its
 * cause is said anew. That a loop goes on is not.
 */
function isNews({ change, incident }: Recorded): boolean {
  if (change.kind === 'opened' || change.kind === 'baselined') return true;
  if (incident.toldIn?.startsWith('incident:')) return false;
  if (change.kind === 'escalated')
    return incident.severity === 'critical' || incident.reason !== 'crash_loop';
  return change.kind === 'became' || (change.kind === 'reopened' && !change.isFlapping);
}

/** New incidents for one channel: one by one while they are few, else in a digest. */
export async function tellNew(
  transaction: Transaction,
  tenantId: number,
  destination: Destination,
  ids: readonly number[],
  now: Date,
): Promise<Outgoing[]> {
  const after = new Date(now.getTime() - storm.withinMs);
  const told = await countToldSince(transaction, destination.channelId, after);
  const digest = await latestDigest(transaction, destination.channelId, after);
  if (digest || told + ids.length >= storm.incidents) {
    const message = digest?.key ?? `digest:${ids[0]}`;
    await addAlertMessage(transaction, tenantId, { key: message, ...destination, createdAt: now });
    await tellIn(transaction, ids, message);
    return digest ? bringUpToDateSoon(transaction, message, now) : [bringUpToDate(message, now)];
  }
  const going: Outgoing[] = [];
  for (const id of ids) {
    const message = `incident:${id}`;
    await addAlertMessage(transaction, tenantId, { key: message, ...destination, createdAt: now });
    await tellIn(transaction, [id], message);
    going.push(bringUpToDate(message, now));
  }
  return going;
}
