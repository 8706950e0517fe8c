import type { Announced, Announcer, Audience, Posted } from '../../core/announce.ts';
import type { Clock } from '../../core/clock.ts';
import type { Reply } from '../../core/reply.ts';
import type { Locale } from '../../core/locale.ts';
import {
  findAlertMessage,
  incidentsToldIn,
  moveAlertMessage,
  stepsOf,
} from '../../database/tenant/alerts.ts';
import type { AlertMessage } from '../../database/tenant/alerts.ts';
import { findIncident } from '../../database/tenant/incidents.ts';
import {
  alone,
  failOutgoing,
  forgetOutgoing,
  postponeOutgoing,
  sentOutgoing,
  takeOutgoing,
} from '../../database/tenant/outbox.ts';
import type { OutgoingRow } from '../../database/tenant/outbox.ts';
import { readTenant } from '../../database/tenant/settings.ts';
import { listInstallations } from '../../database/tenant/slack-installations.ts';
import { findUser } from '../../database/tenant/users.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Translate } from '../../messages/translate.ts';
import { composeIncident, composeMany, composeStep } from './compose.ts';
import { ownerOf } from './destination.ts';

/** What delivering works with. */
export interface Delivery {
  readonly announcer: Announcer;
  readonly messages: (locale: Locale) => Translate;
  readonly clock: Clock;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
}

const atOnce = 50;
/** A row that is being sent for longer than this has lost its process. */
export const lostAfterMs = 60_000;
/** When something whose fate is not known is looked for. */
const unsureMs = 5_000;
const mostAttempts = 50;
/** What went out is remembered for so long, against saying it twice. */
const rememberMs = 30 * 24 * 3_600_000;

/** What one row needs: who reads, and in which language. */
interface Round extends Delivery {
  readonly tenant: TenantDatabase;
  readonly audience: Audience;
  readonly t: Translate;
}

/**
 * Sends what waits in a tenant's outbox, in order and while nobody else does. What Slack cannot take now waits as long
 * as Slack says; what was begun when a process died is looked for before it is said again.
 */
export async function deliver(delivery: Delivery, tenant: TenantDatabase): Promise<void> {
  await alone(tenant, async () => {
    const { locale, timeZone } = await readTenant(tenant);
    const round: Round = {
      ...delivery,
      tenant,
      audience: { locale, timeZone },
      t: delivery.messages(locale),
    };
    for (;;) {
      const rows = await takeOutgoing(tenant, delivery.clock.now(), atOnce, lostAfterMs);
      if (rows.length === 0) break;
      const done = new Set<string>();
      for (const row of rows) await sendRow(round, row, done);
    }
    await forgetOutgoing(tenant, new Date(delivery.clock.now().getTime() - rememberMs));
  });
}

/** @param done messages that were brought up to date in this round: once is enough */
async function sendRow(round: Round, row: OutgoingRow, done: Set<string>): Promise<void> {
  const { tenant, clock, log } = round;
  const key = String(row.payload['message']);
  if (row.kind === 'message' && done.has(key)) return sentOutgoing(tenant, row.id, clock.now());
  const outcome = await (row.kind === 'message'
    ? sayMessage(round, key, row)
    : sayLine(round, key, row)
  ).catch(async (error: unknown): Promise<Announced> => {
    log.warn({ tenantId: tenant.tenantId, err: error }, 'something could not be sent yet');
    return { kind: 'later', seconds: 10 };
  });
  switch (outcome.kind) {
    case 'said':
      done.add(key);
      return sentOutgoing(tenant, row.id, clock.now());
    case 'unsure':
      return postponeOutgoing(tenant, row.id, new Date(clock.now().getTime() + unsureMs - lostAfterMs), true);
    case 'never':
      return sayElsewhere(round, key, row, outcome.code);
    case 'later': {
      if (row.attempts >= mostAttempts) return failOutgoing(tenant, row.id, clock.now(), 'gave_up');
      const seconds = Math.max(outcome.seconds, Math.min(300, 2 ** row.attempts));
      return postponeOutgoing(
        tenant,
        row.id,
        new Date(clock.now().getTime() + seconds * 1_000),
        row.isUnsure,
      );
    }
  }
}

/** Posts a message, or edits it where it stands already. */
async function sayMessage(round: Round, key: string, row: OutgoingRow): Promise<Announced> {
  const { announcer, tenant, audience } = round;
  const message = await findAlertMessage(tenant.db, key);
  const reply = message && (await compose(round, key));
  if (!message || !reply) return { kind: 'never', code: 'nothing_to_say' };
  const channel = channelOf(message);
  const posted = postedOf(message);
  if (posted) return announcer.update(tenant.tenantId, channel, posted, reply, audience);
  const before = row.isUnsure ? await announcer.find(tenant.tenantId, channel, { key }) : 'absent';
  const outcome: Announced =
    typeof before === 'object'
      ? { kind: 'said', posted: before }
      : await announcer.post(tenant.tenantId, channel, reply, audience, { key });
  if (outcome.kind === 'said') {
    const { channelId: postedIn, ts } = outcome.posted;
    await moveAlertMessage(tenant, key, { postedIn, ts });
  }
  return outcome;
}

/** Adds a step to the thread; waits for the message that the thread hangs on. */
async function sayLine(round: Round, key: string, row: OutgoingRow): Promise<Announced> {
  const { announcer, tenant, audience, t } = round;
  const message = await findAlertMessage(tenant.db, key);
  const [id, stepId] = [Number(key.split(':')[1]), Number(row.payload['stepId'])];
  const incident = await findIncident(tenant, id);
  const step = (await stepsOf(tenant, id)).find((each) => each.id === stepId);
  if (!message || !incident || !step) return { kind: 'never', code: 'nothing_to_say' };
  const posted = postedOf(message);
  if (!posted) return { kind: 'later', seconds: 1 };
  const channel = { ...channelOf(message), channelId: posted.channelId };
  const where = { key: row.key, thread: posted.ts };
  const before = row.isUnsure ? await announcer.find(tenant.tenantId, channel, where) : 'absent';
  if (typeof before === 'object') return { kind: 'said', posted: before };
  return announcer.post(tenant.tenantId, channel, composeStep(t, step, incident), audience, where);
}

/** Where the channel is gone, the person who installed NOX is told; where they cannot be reached either, the operator. */
async function sayElsewhere(round: Round, key: string, row: OutgoingRow, code: string): Promise<void> {
  const { tenant, clock, log } = round;
  const message = await findAlertMessage(tenant.db, key);
  const owner = ownerOf(await listInstallations(tenant));
  const isThere = owner && message?.channelId === owner.channelId;
  if (row.kind === 'message' && message && owner && !isThere && !message.ts) {
    await moveAlertMessage(tenant, key, owner);
    return postponeOutgoing(tenant, row.id, clock.now(), false);
  }
  if (code !== 'nothing_to_say')
    log.warn({ tenantId: tenant.tenantId, message: key, code }, 'an alert could not be delivered');
  return failOutgoing(tenant, row.id, clock.now(), code);
}

async function compose({ tenant, t }: Round, key: string): Promise<Reply | undefined> {
  const [kind = '', id = ''] = key.split(':');
  if (kind === 'incident') {
    const incident = await findIncident(tenant, Number(id));
    const taker = incident?.takenBy ? await findUser(tenant, incident.takenBy) : undefined;
    return incident && composeIncident(t, incident, taker?.name);
  }
  const all = await incidentsToldIn(tenant, key);
  return all.length > 0 ? composeMany(t, kind === 'digest' ? 'digest' : 'baseline', all) : undefined;
}

function postedOf({ postedIn, ts }: AlertMessage): Posted | undefined {
  return postedIn && ts ? { channelId: postedIn, ts } : undefined;
}

function channelOf({ enterpriseId, teamId, channelId }: AlertMessage) {
  return { enterpriseId: enterpriseId || undefined, teamId, channelId };
}
