import type { Evidence, Finding } from '../../core/incident.ts';
import type { ClusterView, Owned } from '../cluster-view.ts';

/** One condition: pure, the cluster and the time in, findings out. It never remembers; holding back is done elsewhere. */
export type Detector = (view: ClusterView, now: Date) => Iterable<Finding>;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What a detector says of an object; the rest follows from the object. */
type Sign = Pick<Finding, 'reason' | 'holdMs' | 'severity' | 'evidence'> &
  Partial<Pick<Finding, 'member' | 'node' | 'since' | 'occurrence' | 'cause' | 'stage' | 'holdsFromSight'>>;

/** A finding about an object, told of its top owner. */
export function findingOf(view: ClusterView, object: Owned, sign: Sign): Finding {
  return {
    subject: view.topOwner(object),
    member: object.name,
    node: '',
    since: undefined,
    occurrence: undefined,
    cause: undefined,
    ...sign,
  };
}

/** A field that was read; long values are cut. */
export function evidence(field: string, value: string | number | Date | undefined): Evidence {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  return { field, value: text.length > 300 ? `${text.slice(0, 299)}…` : text };
}

/** The latest event about an object for one of these reasons. */
export function latestEvent(view: ClusterView, uid: string, reasons: readonly string[]) {
  return view.eventsAbout(uid).find((event) => reasons.includes(event.reason));
}

/**
 * Since when the pod of a workload that has been unready for longest is so. Undefined where it has none that is there and
 * unready; what is left of pods that ended is not there.
 */
export function unreadySince(view: ClusterView, workload: Owned): Date | undefined {
  const unready = podsOf(view, workload).flatMap(({ deletedAt, phase, conditions, createdAt }) => {
    const ready = conditions['Ready'];
    const isThere = !deletedAt && phase !== 'Failed' && phase !== 'Succeeded';
    return isThere && ready && ready.status !== 'True' ? (ready.since ?? createdAt ?? []) : [];
  });
  return unready.length > 0 ? unready.reduce((a, b) => (a < b ? a : b)) : undefined;
}

/** A workload as far as a rollout of it goes. */
interface Rolling extends Owned {
  readonly isRollingOut: boolean;
  readonly updated: number;
}

/**
 * Since when a workload falls short, and at which stage: a rollout that replaces one pod after another moves on, and each
 * pod has its time.
 */
export function shortfallOf(view: ClusterView, workload: Rolling): Pick<Sign, 'since' | 'stage'> {
  if (!workload.isRollingOut) return { since: unreadySince(view, workload) };
  const moves = podsOf(view, workload).map(({ deletedAt, createdAt }) => (deletedAt ?? createdAt)?.getTime());
  return { stage: `${workload.updated} updated, moved ${Math.max(0, ...moves.map((at) => at ?? 0))}` };
}

export function podsOf(view: ClusterView, { kind, namespace, name }: Owned) {
  return view.podsOf({ kind, namespace, name });
}

/** Whether a moment lies within the last `ms` before `now`; a clock that is ahead counts as now. */
export function isWithin(at: Date | undefined, ms: number, now: Date): boolean {
  return at !== undefined && now.getTime() - at.getTime() <= ms;
}
