import type { Announced, Announcer, Audience, Posted } from '../../core/announce.ts';
import type { Clock } from '../../core/clock.ts';
import type { Reply, ReplyBlock, Span } from '../../core/reply.ts';
import type { Locale } from '../../core/locale.ts';
import {
  findAlertMessage,
  incidentsToldIn,
  moveAlertMessage,
  placeOfChannel,
  stepsOf,
} from '../../database/tenant/monitoring/alerts.ts';
import { silenceOn } from '../../database/tenant/monitoring/silences.ts';
import type { AlertMessage } from '../../database/tenant/monitoring/alerts.ts';
import { findIncident, putOut } from '../../database/tenant/monitoring/incidents.ts';
import {
  alone,
  failOutgoing,
  forgetOutgoing,
  isBegun,
  isGoingOut,
  joinWaiting,
  postponeOutgoing,
  releaseLines,
  sentOutgoing,
  takeOutgoing,
} from '../../database/tenant/outbox.ts';
import type { OutgoingRow } from '../../database/tenant/outbox.ts';
import { readTenant } from '../../database/tenant/settings.ts';
import { listInstallations } from '../../database/tenant/slack/slack-installations.ts';
import { ticketOf } from '../../database/tenant/tickets.ts';
import { findUser } from '../../database/tenant/people/users.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Translate } from '../../messages/translate.ts';
import { composeIncident, composeMany, composeStep, isLoud } from './compose.ts';
import { ownerOf } from '../../core/alert-destination.ts';
import { bringUpToDate } from './tell.ts';
import { gatherLate, isLateDigest, joinLate } from './join-late.ts';

/** What delivering works with. */
export interface Delivery {
  readonly announcer: Announcer;
  readonly messages: (locale: Locale) => Translate;
  readonly clock: Clock;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
}

/** Only what is really being said is marked so: after a crash all of that must be looked for. */
const atOnce = 1;
/** How each kind of row is said. */
const senders: Readonly<Record<string, (round: Round, key: string, row: OutgoingRow) => Promise<Outcome>>> = {
  message: sayMessage,
  line: sayLine,
};
export const messageKinds = Object.keys(senders);
/** A row that is being sent for longer than this has lost its process. */
export const lostAfterMs = 60_000;
/** When something whose fate is not known is looked for. */
const unsureSeconds = 5;
/** At five minutes between them at last: a week. */
const mostAttempts = 2_000;
/** A Slack that lets nobody in may be installed again. */
const shutOutSeconds = 300;
/** Where nothing can be said any more, whatever the credential: another place is looked for. */
const goneCodes = new Set([
  'cannot_dm_bot',
  'cant_update_message',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'not_in_channel',
  'restricted_action',
  'user_not_found',
]);
/** What never comes right by waiting: there is nothing to say, or it cannot be said in this form. */
const finalCodes = new Set(['message_not_found', 'msg_too_long', 'nothing_to_say', 'no_slack']);
/** What stands in place of the name of a message that somebody deleted. */
const deleted = '';
/** What went out is remembered for so long, against saying it twice. */
const rememberMs = 30 * 24 * 3_600_000;

/** What became of a row; `joined`: another message tells of it. */
type Outcome = Announced | { readonly kind: 'joined' };

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
      const rows = await takeOutgoing(tenant, messageKinds, delivery.clock.now(), atOnce, lostAfterMs);
      if (rows.length === 0) break;
      for (const row of rows) await sendRow(round, row);
    }
    await forgetOutgoing(tenant, new Date(delivery.clock.now().getTime() - rememberMs));
  });
}

async function sendRow(round: Round, row: OutgoingRow): Promise<void> {
  const { tenant, clock, log } = round;
  const key = String(row.payload['message']);
  if (row.kind === 'message') await joinWaiting(tenant, key, clock.now());
  const send = senders[row.kind] ?? sayNothing;
  const outcome = await send(round, key, row).catch(async (error: unknown): Promise<Outcome> => {
    log.warn({ tenantId: tenant.tenantId, err: error }, 'something could not be sent yet');
    return { kind: 'later', seconds: 10 };
  });
  switch (outcome.kind) {
    case 'said':
    case 'joined':
      return sentOutgoing(tenant, row.id, clock.now());
    case 'unsure':
      return sayLater(round, row, unsureSeconds, true);
    case 'never':
      return sayElsewhere(round, key, row, outcome.code);
    case 'later': {
      const until = new Date(clock.now().getTime() + outcome.seconds * 1_000);
      if (!outcome.isLimit) return sayLater(round, row, outcome.seconds, row.isUnsure);
      const notBefore = row.isUnsure ? new Date(until.getTime() - lostAfterMs) : until;
      return postponeOutgoing(tenant, row.id, notBefore, { isUnsure: row.isUnsure, isLimit: true });
    }
  }
}

/** @param isUnsure it may have been said: then it is looked for first */
async function sayLater(round: Round, row: OutgoingRow, least: number, isUnsure: boolean): Promise<void> {
  const { tenant, clock, log } = round;
  const now = clock.now();
  if (row.attempts >= mostAttempts) {
    log.warn({ tenantId: tenant.tenantId, message: row.key }, 'an alert was given up after a week');
    return failOutgoing(tenant, row.id, now, 'gave_up');
  }
  const ms = Math.max(least, Math.min(300, 2 ** row.attempts)) * 1_000;
  // What is unsure looks like what a dead process left: it is taken up again when it counts as lost.
  const notBefore = new Date(now.getTime() + ms - (isUnsure ? lostAfterMs : 0));
  return postponeOutgoing(tenant, row.id, notBefore, { isUnsure, isLimit: false });
}

async function sayNothing(): Promise<Announced> {
  return { kind: 'never', code: 'nothing_to_say' };
}

/** Posts a message, or edits it where it stands already. */
async function sayMessage(round: Round, key: string, row: OutgoingRow): Promise<Outcome> {
  const { announcer, tenant, audience } = round;
  const message = await findAlertMessage(tenant.db, key);
  const reply = message && (await compose(round, message));
  if (!message || !reply) return { kind: 'never', code: 'nothing_to_say' };
  const channel = channelOf(message);
  if (message.ts === deleted) return { kind: 'never', code: 'message_not_found' };
  const posted = postedOf(message);
  if (posted)
    return noteDeleted(round, key, await announcer.update(tenant.tenantId, channel, posted, reply, audience));
  const isUnsure = row.isUnsure || (await isBegun(tenant, key, row.id));
  const before = isUnsure ? await findSaid(round, message, { key }) : 'absent';
  if (before === 'later') return { kind: 'later', seconds: unsureSeconds };
  if (typeof before !== 'object' && (await joinLate(tenant, message, round.clock.now())))
    return { kind: 'joined' };
  const outcome: Announced =
    typeof before === 'object'
      ? { kind: 'said', posted: before }
      : await announcer.post(tenant.tenantId, channel, reply, audience, { key });
  if (outcome.kind === 'said') {
    const { channelId: postedIn, ts } = outcome.posted;
    await moveAlertMessage(tenant, key, { postedIn, ts });
    await releaseLines(tenant, key, round.clock.now());
    await gatherLate(tenant, message, round.clock.now(), lostAfterMs);
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
  if (message.ts === deleted && isLoud(step) && incident.state !== 'resolved') {
    await sayAnew(round, key);
    return { kind: 'never', code: 'nothing_to_say' };
  }
  const posted = postedOf(message);
  if (!posted) {
    const isComing = await isGoingOut(tenant, key);
    return isComing ? { kind: 'later', seconds: 1 } : { kind: 'never', code: 'nothing_to_say' };
  }
  const channel = { ...channelOf(message), channelId: posted.channelId };
  // What the message itself told when it was said, and what is over, is not said aloud any more.
  const isNews = incident.state !== 'resolved' && step.at.getTime() > Number(posted.ts) * 1_000;
  const where = { key: row.key, thread: posted.ts, isBroadcast: isNews && isLoud(step) };
  const before = row.isUnsure ? await findSaid(round, message, where) : 'absent';
  if (before === 'later') return { kind: 'later', seconds: unsureSeconds };
  if (typeof before === 'object') return { kind: 'said', posted: before };
  const line = composeStep(t, step, incident, audience);
  return noteDeleted(round, key, await announcer.post(tenant.tenantId, channel, line, audience, where));
}

/** Somebody deleted the message: that is respected, nothing more is said of it in passing. */
async function noteDeleted({ tenant }: Round, key: string, outcome: Announced): Promise<Announced> {
  if (outcome.kind === 'never' && outcome.code === 'message_not_found')
    await moveAlertMessage(tenant, key, { ts: deleted });
  return outcome;
}

/** What was deleted and gets worse is news again, and has a new message. */
async function sayAnew({ tenant, clock }: Round, key: string): Promise<void> {
  await tenant.db.transaction(async (transaction) => {
    await moveAlertMessage({ db: transaction }, key, { ts: null });
    await putOut(transaction, tenant.tenantId, [bringUpToDate(key, clock.now())]);
  });
}

/** Looks for what may have been said. Slack knows a direct message by its own id, which its first message told. */
async function findSaid(
  { announcer, tenant }: Round,
  message: AlertMessage,
  where: { readonly key: string; readonly thread?: string | undefined },
): ReturnType<Announcer['find']> {
  const channelId =
    message.postedIn ?? (await placeOfChannel(tenant, message.channelId)) ?? message.channelId;
  return announcer.find(tenant.tenantId, { ...channelOf(message), channelId }, where);
}

/**
 * Where the channel is gone, the person who installed NOX is told, and told why; so it is where that workspace let NOX go
 * and the person is in another. Where they cannot be reached either the operator is told, and what waits may wait for
 * NOX to be installed again.
 */
async function sayElsewhere(round: Round, key: string, row: OutgoingRow, code: string): Promise<void> {
  const { tenant, clock, log } = round;
  if (finalCodes.has(code)) return failOutgoing(tenant, row.id, clock.now(), code);
  const message = await findAlertMessage(tenant.db, key);
  const owner = ownerOf(await listInstallations(tenant));
  const isThere = owner && message?.channelId === owner.channelId;
  const mayHelp = goneCodes.has(code) || owner?.teamId !== message?.teamId;
  if (row.kind === 'message' && message && owner && !isThere && mayHelp) {
    await moveAlertMessage(tenant, key, { ...owner, postedIn: null, ts: null, movedFrom: message.channelId });
    return postponeOutgoing(tenant, row.id, clock.now(), { isUnsure: false, isLimit: false });
  }
  log.warn({ tenantId: tenant.tenantId, message: key, code }, 'an alert could not be delivered');
  if (goneCodes.has(code)) return failOutgoing(tenant, row.id, clock.now(), code);
  return sayLater(round, row, shutOutSeconds, row.isUnsure);
}

async function compose(round: Round, message: AlertMessage): Promise<Reply | undefined> {
  const { movedFrom } = message;
  const reply = await composeHere(round, message);
  if (!reply || !movedFrom) return reply;
  const channel: Span = { kind: 'channel', channelId: movedFrom };
  const note: ReplyBlock = { kind: 'context', text: [round.t('incident.moved'), ' ', channel] };
  return { ...reply, blocks: [...reply.blocks, note] };
}

async function composeHere(
  { tenant, t, clock }: Round,
  { key, ts }: AlertMessage,
): Promise<Reply | undefined> {
  const [kind = '', id = ''] = key.split(':');
  if (kind === 'incident') {
    const incident = await findIncident(tenant, Number(id));
    const taker = incident?.takenBy ? await findUser(tenant, incident.takenBy) : undefined;
    const ticket = await ticketOf(tenant.db, Number(id));
    if (!incident) return undefined;
    const silence =
      incident.state === 'resolved' ? undefined : await silenceOn(tenant.db, incident, clock.now());
    return composeIncident(t, incident, taker?.name, ticket, silence);
  }
  const all = await incidentsToldIn(tenant, key);
  const many = isLateDigest(key) ? 'late' : kind === 'digest' ? 'digest' : 'baseline';
  if (all.length > 0) return composeMany(t, many, all);
  // Everything that it told of has a message of its own by now.
  const text = t('incident.told_elsewhere');
  return ts ? { summary: text, blocks: [{ kind: 'text', text }] } : undefined;
}

function postedOf({ postedIn, ts }: AlertMessage): Posted | undefined {
  return postedIn && ts ? { channelId: postedIn, ts } : undefined;
}

function channelOf({ enterpriseId, teamId, channelId }: AlertMessage) {
  return { enterpriseId: enterpriseId || undefined, teamId, channelId };
}
