import type { WorkloadLook } from '../database/tenant/monitoring/workloads.ts';
import type { ClusterView } from './cluster-view.ts';

/** Five minutes apart: twelve looks an hour are enough for a report, and cost a large cluster little. */
const everyMs = 5 * 60_000;

/**
 * Looks at the workloads of one cluster now and then; undefined while the next look is not due. Restarts are counted from
 * one look to the next: those before the first are not known.
 */
export function createWorkloadLooks(): (view: ClusterView, now: Date) => WorkloadLook | undefined {
  let lookedAt: number | undefined;
  let restartsOf = new Map<string, number>();
  let revisions = new Map<string, number>();

  return (view, now) => {
    if (lookedAt !== undefined && now.getTime() - lookedAt < everyMs) return undefined;
    const isFirst = lookedAt === undefined;
    lookedAt = now.getTime();
    const restarts = new Map<string, number>();
    const counted = new Map<string, number>();
    for (const pod of view.all('Pod')) {
      const count = pod.containers.reduce((sum, each) => sum + each.restarts, 0);
      counted.set(pod.uid, count);
      const more = isFirst ? 0 : Math.max(0, count - (restartsOf.get(pod.uid) ?? 0));
      const { kind, namespace, name } = view.topOwner(pod);
      const key = `${kind}/${namespace}/${name}`;
      restarts.set(key, (restarts.get(key) ?? 0) + more);
    }
    restartsOf = counted;
    const all = [...view.all('Deployment'), ...view.all('StatefulSet'), ...view.all('DaemonSet')];
    const workloads = all
      .filter(({ desired }) => desired > 0)
      .map(({ kind, namespace, name, desired, ready }) => ({
        kind,
        namespace,
        name,
        isWhole: ready >= desired,
        isDown: ready === 0,
        restarts: restarts.get(`${kind}/${namespace}/${name}`) ?? 0,
      }));
    return { at: now, workloads, rollouts: rolloutsOf(view, now) };
  };

  /** Revisions that were not seen before. One that is current again after a rollback is a new one of now. */
  function rolloutsOf(view: ClusterView, now: Date): WorkloadLook['rollouts'] {
    const known = revisions;
    revisions = new Map();
    const createdAt = new Map<string, Date>();
    for (const { owner, namespace, revision, createdAt: at } of view.all('ReplicaSet'))
      if (owner?.kind === 'Deployment' && at) createdAt.set(`${namespace}/${owner.name}/${revision}`, at);
    const rollouts: WorkloadLook['rollouts'][number][] = [];
    for (const { namespace, name, revision, images } of view.all('Deployment')) {
      if (revision === undefined) continue;
      const key = `${namespace}/${name}`;
      const before = known.get(key);
      revisions.set(key, revision);
      if (before === revision) continue;
      const made = createdAt.get(`${key}/${revision}`);
      const isOld = made !== undefined && now.getTime() - made.getTime() > 2 * everyMs;
      rollouts.push({
        namespace,
        name,
        revision,
        images,
        at: before !== undefined && isOld ? now : (made ?? now),
      });
    }
    return rollouts;
  }
}
