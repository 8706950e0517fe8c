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
  Partial<Pick<Finding, 'member' | 'node' | 'since' | 'occurrence' | 'cause'>>;

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
 * Since when the pod of a workload that has been unready for longest is so: a rollout of many pods, of which one after the
 * other is unready for a moment, is not a workload that falls short. Undefined where it has none that is there and unready.
 */
export function unreadySince(view: ClusterView, workload: Owned): Date | undefined {
  const { kind, namespace, name } = workload;
  const unready = view.podsOf({ kind, namespace, name }).flatMap((pod) => {
    const ready = pod.conditions['Ready'];
    return pod.deletedAt || !ready || ready.status === 'True' ? [] : (ready.since ?? pod.createdAt ?? []);
  });
  return unready.length > 0 ? unready.reduce((a, b) => (a < b ? a : b)) : undefined;
}

/** Whether a moment lies within the last `ms` before `now`; a clock that is ahead counts as now. */
export function isWithin(at: Date | undefined, ms: number, now: Date): boolean {
  return at !== undefined && now.getTime() - at.getTime() <= ms;
}
