import { setTimeout } from 'node:timers/promises';
import { isNoxError } from '../../core/errors.ts';
import { bold, code } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import type { RolledPlace, Rollout, Trouble } from '../../integrations/kubernetes/types.ts';
import type { MessageKey, Translate } from '../../messages/translate.ts';
import type { CommandContext } from '../contracts/command.ts';
import { written } from './find.ts';

/** How often a rollout is looked at, and for how long. */
export interface Pace {
  readonly everyMs: number;
  /** Shorter than the 10 minutes that a long command may take. */
  readonly giveUpAfterMs: number;
}
export const usualPace: Pace = { everyMs: 1_000, giveUpAfterMs: 9 * 60_000 };

/** Looks without change after which the reasons are looked up. */
const patience = 5;
/** Looks without an answer after which the cluster counts as lost. */
const missesAllowed = 5;

interface Following {
  readonly client: KubernetesClient;
  readonly cluster: string;
  readonly place: RolledPlace;
  /** What is being done: "Redémarrage de payments/api sur prod". */
  readonly what: string;
  readonly undo: 'rollback' | 'none';
}

/** Follows a rollout until it is done, has failed or takes too long; shows each change, and says why it failed. */
export async function followRollout(
  context: CommandContext,
  following: Following,
  pace: Pace,
): Promise<Reply> {
  const { t, signal } = context;
  const { client, place, what } = following;
  const started = performance.now();
  let shown = '';
  let unchanged = 0;
  let misses = 0;
  let trouble: Trouble | undefined;
  for (;;) {
    const elapsedMs = performance.now() - started;
    const rollout = await client
      .rollout(place)
      .catch((error: unknown) => {
        if (++misses > missesAllowed || !isPassing(error)) throw error;
        return undefined;
      })
      .catch((error: unknown) => lost(error));
    if (rollout === 'lost')
      return noticeReply('warning', t('k8s.follow.lost', { what, command: lookingAt(place) }));
    if (rollout) {
      misses = 0;
      const isLate = elapsedMs > pace.giveUpAfterMs;
      if (rollout.phase === 'done') return doneReply(t, following, rollout, elapsedMs);
      if (rollout.phase === 'failed' || isLate) {
        trouble = await client.trouble(place).catch(() => trouble);
        return failedReply(t, following, rollout, elapsedMs, isLate ? 'unfinished' : 'failed', trouble);
      }
      if (unchanged > 0 && unchanged % patience === 0)
        trouble = await client.trouble(place).catch(() => trouble);
      const reply = progressReply(t, what, rollout, trouble);
      const look = JSON.stringify(reply);
      unchanged = look === shown ? unchanged + 1 : 0;
      if (look !== shown) await context.progress(reply);
      shown = look;
    }
    await setTimeout(pace.everyMs, undefined, { signal });
  }
}

/** Trouble that may pass by itself while a rollout goes on. */
function isPassing(error: unknown): boolean {
  return ['upstream_unreachable', 'upstream_timeout', 'upstream_failed', 'upstream_rate_limited'].some(
    (code) => isNoxError(error) && error.code === code,
  );
}

function lost(error: unknown): 'lost' {
  if (isPassing(error)) return 'lost';
  throw error;
}

/** The command that shows how it went. */
function lookingAt(place: RolledPlace): string {
  const { kind = 'deployment' } = place;
  return kind === 'deployment' ? 'k8s deployments' : `k8s describe ${kind} ${written(place)}`;
}

function progressReply(t: Translate, what: string, rollout: Rollout, trouble: Trouble | undefined): Reply {
  const { updated, available, old, kept } = rollout;
  const desired = rollout.desired - kept;
  // It looks done and is not: the cluster has not taken the change up yet.
  const isBefore = old === 0 && updated >= desired && available === rollout.desired;
  const text = isBefore
    ? t('k8s.follow.begun')
    : t('k8s.follow.progress', { updated, desired, available, old });
  const reasons = (trouble?.reasons ?? []).map(reasonLine);
  return {
    summary: t('k8s.follow.line', { what, text }),
    pending: true,
    blocks: [
      { kind: 'text', text: bold(what) },
      { kind: 'text', text },
      ...(reasons.length > 0 ? [{ kind: 'list' as const, items: reasons }] : []),
    ],
  };
}

function doneReply(t: Translate, { what }: Following, rollout: Rollout, elapsedMs: number): Reply {
  const { available, desired, kept } = rollout;
  const duration = durationOf(t, elapsedMs);
  if (kept === 0) return noticeReply('ok', t('k8s.follow.done', { what, duration, count: available }));
  return noticeReply('ok', t('k8s.follow.partition', { what, duration, count: desired - kept, kept }));
}

function failedReply(
  t: Translate,
  { what, place, cluster, undo }: Following,
  { available, desired, isOrdered }: Rollout,
  elapsedMs: number,
  outcome: 'failed' | 'unfinished',
  trouble: Trouble | undefined,
): Reply {
  const key: MessageKey = `k8s.follow.${outcome}`;
  const summary = t(key, { what, duration: durationOf(t, elapsedMs), available, desired });
  const command = `k8s rollback ${written(place)} --cluster "${cluster}"`;
  return {
    summary,
    failed: true,
    blocks: [
      { kind: 'notice', tone: outcome === 'failed' ? 'error' : 'warning', text: summary },
      ...whyBlocks(t, trouble),
      ...(isOrdered ? [{ kind: 'context' as const, text: t('k8s.follow.ordered') }] : []),
      ...(undo === 'rollback' ? [{ kind: 'context' as const, text: t('k8s.follow.undo', { command }) }] : []),
    ],
  };
}

function whyBlocks(t: Translate, trouble: Trouble | undefined): ReplyBlock[] {
  const reasons = (trouble?.reasons ?? []).map(reasonLine);
  const events = (trouble?.events ?? []).map((each): Inline => [code(each.reason), ` ${each.message}`]);
  const items = [...reasons, ...events];
  if (items.length === 0) return [{ kind: 'text', text: t('k8s.follow.no_reason') }];
  const words = trouble?.logs;
  return [
    { kind: 'text', text: t('k8s.follow.why') },
    { kind: 'list', items },
    ...(words
      ? [
          { kind: 'text' as const, text: t('k8s.follow.last_words', { pod: words.pod }) },
          { kind: 'code' as const, text: words.text, filename: `${words.pod}.log` },
        ]
      : []),
  ];
}

function reasonLine({ pod, reason, message }: Trouble['reasons'][number]): Inline {
  return [code(reason), ` ${pod}${message ? ` — ${message}` : ''}`];
}

function noticeReply(tone: 'ok' | 'warning', text: string): Reply {
  return { summary: text, blocks: [{ kind: 'notice', tone, text }] };
}

function durationOf(t: Translate, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 120
    ? t('k8s.seconds', { count: seconds })
    : t('k8s.minutes', { count: Math.round(seconds / 60) });
}
