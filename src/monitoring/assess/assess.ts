import type { Change, Condition, Finding, Past, Pending, Reason, Standing } from '../../core/incident.ts';
import { absorb, isCauseOf } from './absorb.ts';
import type { Surroundings } from './absorb.ts';
import { isOnlyBeginning, keyOf, worse } from './condition.ts';
import type { Assessment } from './state.ts';

const minute = 60_000;

/** How long a condition must be gone before it counts as over; a crashing container runs between two crashes. */
const quietMs: Readonly<Partial<Record<Reason, number>>> = { crash_loop: 10 * minute, not_ready: 3 * minute };
const usualQuietMs = 2 * minute;
/** Within this time the same again is the same incident. */
const returnMs = 30 * minute;
/** So many returns within an hour are flapping: then it must be gone for longer. */
const flapping = { returns: 3, withinMs: 60 * minute, quietMs: 15 * minute };
/** How long what is over is remembered. */
const rememberMs = 60 * minute;

/** What is known of the cluster besides its objects. */
export interface Look extends Surroundings {
  readonly now: Date;
  /** How far the cluster's clock is ahead of ours, milliseconds; what it says of times is understood by that. */
  readonly aheadMs?: number;
  /** Part of the cluster is seen for the first time: what is found there was there before. */
  readonly isPartlyFirst?: boolean;
  /** False while the cluster does not answer: then nothing is called over, and nothing new is believed. */
  readonly isReachable: boolean;
  /** False while part of the cluster is not seen: then nothing is called over, but what is new is believed. */
  readonly mayEnd: boolean;
}

/**
 * Looks at a cluster's findings: what must be told now, and what is remembered for the next look. Pure. Call it whenever
 * the cluster changed, and now and then when it did not, since holds pass without a change.
 */
export function assess(
  before: Assessment,
  findings: readonly Finding[],
  look: Look,
): { readonly after: Assessment; readonly changes: readonly Change[] } {
  const { now, isReachable } = look;
  const believed = isReachable ? findings : findings.filter(({ reason }) => reason === 'cluster_unreachable');
  // Where nothing may end, a node that is back must not hide for long what is wrong on it.
  const told = [...before.standing.values()]
    .map((each) => each.condition)
    .filter(({ reason }) => look.mayEnd || reason !== 'node_not_ready');
  const { conditions, suppressed, consequences } = absorb(believed, look, told);
  const isFirstLook = before.isFirst || look.isPartlyFirst === true;
  const pending = new Map<string, Pending>();
  const standing = new Map<string, Standing>();
  const past = new Map([...before.past].filter(([, { overAt }]) => since(overAt, now) <= rememberMs));
  const changes: Change[] = [];
  /** The keys of what goes by the name of its cause from now on. */
  const became = new Set<string>();

  for (const [key, seen] of conditions) {
    const waits = [seen, ...(consequences.get(key) ?? [])].map((each) => {
      const wait = waitOf(before.pending.get(each.key), each, isFirstLook, look);
      return { ...each, wait, isDue: since(wait.beganAt, now) >= each.holdMs };
    });
    for (const each of waits) pending.set(each.key, each.wait);
    const due = waits.filter(({ isDue }) => isDue);
    const condition = { ...seen, severity: due.map(({ severity }) => severity).reduce(worse, seen.severity) };
    const known = before.standing.get(key);
    if (known) {
      const [next, change] = isOnlyBeginning(condition, known.condition)
        ? restBetween(known, condition, now)
        : goOn(known, condition);
      standing.set(key, next);
      if (change) changes.push(change);
      continue;
    }
    // A consequence that is told already does not hurry its cause.
    if (due.every((each) => before.standing.has(each.key))) continue;
    const consequence = [...before.standing].find(
      ([other, { condition: told }]) =>
        !standing.has(other) && !became.has(other) && isCauseOf(condition, told),
    );
    if (consequence) {
      const [from, known] = consequence;
      became.add(from);
      const since =
        known.condition.since && condition.since && earliest(known.condition.since, condition.since);
      const next: Standing = { ...known, condition: { ...condition, since }, goneSince: undefined };
      standing.set(key, next);
      changes.push({ kind: 'became', standing: next, from });
      continue;
    }
    const wasBefore = isFirstLook || due.every(({ wait }) => wait.wasBefore);
    const change = open(condition, past.get(key), wasBefore, now);
    past.delete(key);
    standing.set(key, change.standing);
    changes.push(change);
  }

  // What is counted under another is not over, and neither is the cause of what is seen; a node that is back is.
  const absorbedKeys = new Set(
    suppressed.flatMap(({ reason, subject, under, because }) => [
      keyOf(reason, subject),
      ...(because === 'consequence' ? [under] : []),
    ]),
  );
  for (const [key, known] of before.standing) {
    if (standing.has(key) || became.has(key)) continue;
    const mayEnd = (isReachable && look.mayEnd) || known.condition.reason === 'cluster_unreachable';
    if (!mayEnd || absorbedKeys.has(key)) {
      standing.set(key, { ...known, goneSince: undefined });
      continue;
    }
    const goneSince = known.goneSince ?? now;
    if (since(goneSince, now) < quietOf(known, now)) standing.set(key, { ...known, goneSince });
    else {
      const over: Past = { ...pastOf(known), overAt: now };
      past.set(key, over);
      changes.push({ kind: 'resolved', past: over });
    }
  }
  if (!isReachable) for (const [key, wait] of before.pending) if (!pending.has(key)) pending.set(key, wait);
  const isFirst = before.isFirst && !isReachable;
  return { after: { isFirst, pending, standing, past, suppressed }, changes };
}

/**
 * A container of a crash loop that runs, and whose last crash is not long ago: it may have come right. What it did stays
 * told, and it is not over while that crash is near.
 */
function restBetween(known: Standing, seen: Condition, now: Date): [Standing, Change | undefined] {
  const severity = worse(known.condition.severity, seen.severity);
  const told = worse(known.told, severity);
  const next: Standing = {
    ...known,
    condition: { ...known.condition, severity },
    told,
    goneSince: known.goneSince ?? now,
  };
  return [next, told === known.told ? undefined : { kind: 'escalated', standing: next }];
}

/** A condition that is told already: worse than before, changed, or the same. */
function goOn(known: Standing, seen: Condition): [Standing, Change | undefined] {
  // A container that crashes again did not begin to crash now.
  const begun = known.condition.since ?? seen.since;
  const condition = { ...seen, since: begun && seen.since ? earliest(begun, seen.since) : begun };
  const told = worse(known.told, condition.severity);
  const next: Standing = { ...known, condition, told, goneSince: undefined };
  if (told !== known.told) return [next, { kind: 'escalated', standing: next }];
  return [next, looksDifferent(known, condition) ? { kind: 'updated', standing: next } : undefined];
}

function looksDifferent({ condition: before, goneSince }: Standing, after: Condition): boolean {
  if (goneSince) return false;
  const look = ({ reason, severity, members, cause, also, occurrences, suppressed }: Condition) =>
    JSON.stringify([reason, severity, members, cause, also, occurrences, suppressed.length]);
  return look(before) !== look(after);
}

/**
 * What was begun at another time than before waits anew, and what reached another stage does; else time passes by our
 * clock, whatever becomes of the cluster's.
 */
function waitOf(
  before: Pending | undefined,
  { since, stage, holdsFromSight }: Condition,
  isFirstLook: boolean,
  { now, aheadMs = 0 }: Look,
): Pending {
  const said = holdsFromSight ? undefined : since;
  const isSame = before?.since?.getTime() === said?.getTime() && before?.stage === stage;
  if (before && isSame) return before;
  // The cluster's clock may be ahead of what we know of it.
  const begun = said ? earliest(new Date(said.getTime() - aheadMs), now) : now;
  const countsOn = before && stage !== undefined && before.stage === stage;
  const beganAt = countsOn ? earliest(before.beganAt, begun) : begun;
  const wasBefore = before?.wasBefore ?? (isFirstLook && said === undefined);
  return { beganAt, since: said, stage, wasBefore };
}

function open(
  condition: Condition,
  past: Past | undefined,
  wasBefore: boolean,
  now: Date,
): Change & { readonly standing: Standing } {
  const fresh = { condition, told: condition.severity, goneSince: undefined };
  if (past && since(past.overAt, now) <= returnMs) {
    const returns = [...past.returns.filter((at) => since(at, now) <= flapping.withinMs), now];
    const standing = {
      ...fresh,
      told: worse(past.told, condition.severity),
      openedAt: past.openedAt,
      returns,
    };
    return { kind: 'reopened', standing, isFlapping: returns.length >= flapping.returns };
  }
  const standing: Standing = { ...fresh, openedAt: now, returns: [] };
  return { kind: wasBefore ? 'baselined' : 'opened', standing };
}

function quietOf({ condition, returns }: Standing, now: Date): number {
  const lately = returns.filter((at) => since(at, now) <= flapping.withinMs).length;
  const usual = quietMs[condition.reason] ?? usualQuietMs;
  return lately >= flapping.returns ? Math.max(usual, flapping.quietMs) : usual;
}

function pastOf({ condition, told, openedAt, returns }: Standing): Omit<Past, 'overAt'> {
  return { condition, told, openedAt, returns };
}

function since(at: Date, now: Date): number {
  return now.getTime() - at.getTime();
}

/** The cluster's clock may be ahead of ours. */
function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
