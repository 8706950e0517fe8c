import type { Subject } from '../core/incident.ts';
import type {
  WatchedEvent,
  WatchedKind,
  WatchedObject,
  WatchedOf,
  WatchedPod,
} from '../integrations/kubernetes/watch/watched.ts';
import type { ClusterView, Owned } from './cluster-view.ts';

/** A cluster as it is kept: what the watch says goes in, detectors look at it. */
export interface ClusterState extends ClusterView {
  /** Puts an object in; false where it is the one that is there already (the same resourceVersion). */
  put(object: WatchedObject): boolean;
  gone(kind: WatchedKind, namespace: string, name: string): boolean;
  /** Everything of a kind; true where that changed anything. */
  replace(kind: WatchedKind, objects: readonly WatchedObject[]): boolean;
  /** How many objects are kept. */
  size(): number;
}

/** Events kept about one object. */
const eventsKept = 20;
/** Events about what is not known are forgotten after this long. */
const strayEventMs = 60 * 60_000;

/** An empty cluster. */
export function createClusterState(): ClusterState {
  const kinds = new Map<WatchedKind, Map<string, WatchedObject>>();
  const uids = new Set<string>();
  const events = new Map<string, WatchedEvent[]>();
  /** Made when it is asked for, forgotten when anything changes. */
  let podsByOwner: Map<string, WatchedPod[]> | undefined;

  function of(kind: WatchedKind): Map<string, WatchedObject> {
    let objects = kinds.get(kind);
    if (!objects) kinds.set(kind, (objects = new Map()));
    return objects;
  }

  function put(object: WatchedObject): boolean {
    if (object.kind === 'Event') return keepEvent(object);
    const objects = of(object.kind);
    const key = `${object.namespace}/${object.name}`;
    const before = objects.get(key);
    if (before?.uid === object.uid && before.resourceVersion === object.resourceVersion) return false;
    if (before && before.uid !== object.uid) forget(before.uid);
    podsByOwner = undefined;
    objects.set(key, object);
    uids.add(object.uid);
    return true;
  }

  function forget(uid: string): void {
    uids.delete(uid);
    events.delete(uid);
  }

  function gone(kind: WatchedKind, namespace: string, name: string): boolean {
    // The cluster forgets events after an hour; here they stay as long as what they are about.
    if (kind === 'Event') return false;
    const key = `${namespace}/${name}`;
    const before = of(kind).get(key);
    if (!before) return false;
    podsByOwner = undefined;
    of(kind).delete(key);
    forget(before.uid);
    return true;
  }

  function replace(kind: WatchedKind, objects: readonly WatchedObject[]): boolean {
    let changed = false;
    if (kind !== 'Event') {
      const kept = new Set(objects.map(({ namespace, name }) => `${namespace}/${name}`));
      for (const { namespace, name } of of(kind).values())
        if (!kept.has(`${namespace}/${name}`)) changed = gone(kind, namespace, name) || changed;
    }
    for (const object of objects) changed = put(object) || changed;
    if (kind === 'Event') dropStrays();
    return changed;
  }

  function keepEvent(event: WatchedEvent): boolean {
    const about = events.get(event.about.uid) ?? [];
    const same = about.findIndex(({ uid }) => uid === event.uid);
    if (same >= 0 && about[same]?.resourceVersion === event.resourceVersion) return false;
    if (same >= 0) about.splice(same, 1);
    about.push(event);
    about.sort((a, b) => (b.lastAt?.getTime() ?? 0) - (a.lastAt?.getTime() ?? 0));
    events.set(event.about.uid, about.slice(0, eventsKept));
    return true;
  }

  function dropStrays(): void {
    const newest = Math.max(0, ...[...events.values()].map(([first]) => first?.lastAt?.getTime() ?? 0));
    for (const [uid, about] of events) {
      if (!uids.has(uid) && newest - (about[0]?.lastAt?.getTime() ?? 0) > strayEventMs) events.delete(uid);
    }
  }

  function find<K extends WatchedKind>(kind: K, namespace: string, name: string): WatchedOf<K> | undefined {
    return of(kind).get(`${namespace}/${name}`) as WatchedOf<K> | undefined;
  }

  function topOwner(object: Owned): Subject {
    let top = object;
    for (let steps = 0; top.owner && steps < 5; steps++) {
      const { kind, name } = top.owner;
      // A static pod is its node's by name alone: whoever mends it looks at the pod.
      if (kind === 'Node') break;
      const above = isKept(kind) ? find(kind, object.namespace, name) : undefined;
      if (!above) return { ...unseenTop(kind, name), namespace: object.namespace };
      top = above;
    }
    return { kind: top.kind, namespace: top.namespace, name: top.name };
  }

  function podsOf({ kind, namespace, name }: Subject): readonly WatchedPod[] {
    podsByOwner ??= Map.groupBy(of('Pod').values() as Iterable<WatchedPod>, (pod) =>
      subjectKey(topOwner(pod)),
    );
    return podsByOwner.get(subjectKey({ kind, namespace, name })) ?? [];
  }

  return {
    put,
    gone,
    replace,
    find,
    topOwner,
    podsOf,
    all: <K extends WatchedKind>(kind: K) => of(kind).values() as Iterable<WatchedOf<K>>,
    eventsAbout: (uid) => events.get(uid) ?? [],
    size: () => [...kinds.values()].reduce((sum, objects) => sum + objects.size, 0),
  };
}

function subjectKey({ kind, namespace, name }: Subject): string {
  return `${kind}/${namespace}/${name}`;
}

/**
 * The top above an owner that is not there: not heard of yet, or taken away a moment before its pods. Its name tells whose
 * it is: `<Deployment>-<hash of the template>`, `<CronJob>-<minutes since 1970>`.
 */
function unseenTop(kind: string, name: string): Pick<Subject, 'kind' | 'name'> {
  const [, deployment] = (kind === 'ReplicaSet' && /^(.+)-[a-z0-9]{1,10}$/.exec(name)) || [];
  if (deployment) return { kind: 'Deployment', name: deployment };
  const [, cronJob] = (kind === 'Job' && /^(.+)-\d{8,10}$/.exec(name)) || [];
  return cronJob ? { kind: 'CronJob', name: cronJob } : { kind, name };
}

/** Kinds among which owners are looked up. */
function isKept(kind: string): kind is WatchedKind {
  return ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].includes(kind);
}
