import type { Clock } from '../core/clock.ts';
import { isNoxError } from '../core/errors.ts';
import { failOutgoing, postponeOutgoing, sentOutgoing, takeOneOutgoing } from '../database/tenant/outbox.ts';
import type { OutgoingRow } from '../database/tenant/outbox.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';

/** A way out of a tenant: kinds of rows that wait for each other, and for no other kind. */
export interface Lane {
  readonly name: string;
  readonly kinds: readonly string[];
  /** A row that is being sent for longer than this has lost its process. */
  readonly lostAfterMs: number;
  /** Sends what is due. */
  empty(tenant: TenantDatabase): Promise<void>;
}

/** What became of a row: out, to be tried again, or never, with a short code. */
export type Sent =
  | { readonly kind: 'sent' }
  /** `isLimit`: the service asks for patience with everything. */
  | { readonly kind: 'later'; readonly seconds: number; readonly isLimit?: boolean }
  | { readonly kind: 'never'; readonly code: string };

/** What sending a row works with. */
export interface Sending {
  readonly tenant: TenantDatabase;
  readonly row: OutgoingRow;
  /** It was begun before, and how that ended is not known: what it makes may be there already. */
  readonly mayBeDone: boolean;
  /** Aborted before the row counts as lost. */
  readonly signal: AbortSignal;
}
export type Sender = (sending: Sending) => Promise<Sent>;

const lostAfterMs = 60_000;
const sendForMs = 45_000;
/** At five minutes between them at last: a week. */
const mostAttempts = 2_000;

/** A lane that sends one row at a time, each by the sender of its kind. What fails for now waits longer each time. */
export function createLane(
  name: string,
  senders: Readonly<Record<string, Sender>>,
  { clock, log }: { readonly clock: Clock; readonly log: LaneLog },
): Lane {
  const kinds = Object.keys(senders);

  async function send(tenant: TenantDatabase, row: OutgoingRow): Promise<void> {
    const signal = AbortSignal.timeout(sendForMs);
    const mayBeDone = row.isUnsure || row.attempts > 0;
    let sent: Sent;
    try {
      sent = (await senders[row.kind]?.({ tenant, row, mayBeDone, signal })) ?? {
        kind: 'never',
        code: 'kind',
      };
    } catch (error) {
      log.warn({ tenantId: tenant.tenantId, row: row.id, err: error }, 'something could not be sent yet');
      sent = laterOrNever(error);
    }
    const now = clock.now();
    if (sent.kind === 'sent') return sentOutgoing(tenant, row.id, now);
    if (sent.kind === 'never') return failOutgoing(tenant, row.id, now, sent.code);
    if (row.attempts >= mostAttempts) {
      log.warn(
        { tenantId: tenant.tenantId, row: row.id, kind: row.kind },
        'something was given up after a week',
      );
      return failOutgoing(tenant, row.id, now, 'gave_up');
    }
    const seconds = Math.max(sent.seconds, Math.min(300, 2 ** row.attempts));
    const isLimit = sent.isLimit ?? false;
    // Only what the service itself asked for counts for everything that goes there.
    const until = new Date(now.getTime() + (isLimit ? sent.seconds : seconds) * 1_000);
    return postponeOutgoing(tenant, row.id, until, { isUnsure: false, isLimit });
  }

  return {
    name,
    kinds,
    lostAfterMs,
    async empty(tenant) {
      for (;;) {
        const row = await takeOneOutgoing(tenant, kinds, clock.now(), lostAfterMs);
        if (!row) return;
        await send(tenant, row);
      }
    },
  };
}

export interface LaneLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Whether trouble with a tool passes by itself: an outage, a limit, a token that will be renewed. */
export function laterOrNever(error: unknown): Exclude<Sent, { kind: 'sent' }> {
  if (!isNoxError(error)) return { kind: 'later', seconds: 10 };
  switch (error.code) {
    case 'upstream_rate_limited':
      return { kind: 'later', seconds: Number(error.params['seconds']) || 30, isLimit: true };
    case 'upstream_timeout':
    case 'upstream_unreachable':
    case 'upstream_failed':
    case 'unavailable':
      return { kind: 'later', seconds: 5 };
    case 'upstream_auth':
      return { kind: 'later', seconds: 300 };
    default:
      return { kind: 'never', code: error.code };
  }
}
