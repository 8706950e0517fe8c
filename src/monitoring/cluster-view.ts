import type { Subject } from '../core/incident.ts';
import type {
  Owner,
  WatchedEvent,
  WatchedKind,
  WatchedOf,
  WatchedPod,
} from '../integrations/kubernetes/watch/watched.ts';

/** A cluster as it stands now, for detectors: read-only, indexed where they need it. */
export interface ClusterView {
  all<K extends WatchedKind>(kind: K): Iterable<WatchedOf<K>>;
  find<K extends WatchedKind>(kind: K, namespace: string, name: string): WatchedOf<K> | undefined;
  /** The owner at the top (ReplicaSet → Deployment, Job → CronJob), or the object itself. */
  topOwner(object: Owned): Subject;
  /** The pods whose top owner is this. */
  podsOf(subject: Subject): readonly WatchedPod[];
  /**
   * The events about an object, latest first. They stay as long as the object does, although the cluster forgets them
   * after an hour: a condition that lasts must not end in silence.
   */
  eventsAbout(uid: string): readonly WatchedEvent[];
}

/** What has an owner, or is its own. */
export interface Owned {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner | undefined;
}
