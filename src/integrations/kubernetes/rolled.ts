import type { V1DaemonSet, V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import type { ClusterConnection } from './connection.ts';
import { statefulSetRollout } from './set-rollout.ts';
import type { RolledPlace, RolledWorkload } from './types.ts';

/** A workload as its cluster has it. */
type Rolled =
  | { readonly kind: 'deployment'; readonly object: V1Deployment }
  | { readonly kind: 'statefulset'; readonly object: V1StatefulSet }
  | { readonly kind: 'daemonset'; readonly object: V1DaemonSet };

/** Reads a workload, whatever its kind. Errors: `upstream_*`. */
export function readRolled(
  { apps, call }: ClusterConnection,
  { kind = 'deployment', namespace, name }: RolledPlace,
): Promise<Rolled> {
  const at = { namespace, name };
  return call(`${kind} ${namespace}/${name}`, async () => {
    if (kind === 'statefulset') return { kind, object: await apps.readNamespacedStatefulSet(at) };
    if (kind === 'daemonset') return { kind, object: await apps.readNamespacedDaemonSet(at) };
    return { kind, object: await apps.readNamespacedDeployment(at) };
  });
}

/** How a workload replaces its pods. Errors: `upstream_*`. */
export async function readWorkload(
  connection: ClusterConnection,
  place: RolledPlace,
): Promise<RolledWorkload> {
  const { namespace, name } = place;
  const found = await readRolled(connection, place);
  const own = { kind: found.kind, namespace, name, kept: 0, isOnDelete: false, isWaiting: false };
  if (found.kind === 'deployment') return { ...own, desired: found.object.spec?.replicas ?? 1 };
  const isOnDelete = found.object.spec?.updateStrategy?.type === 'OnDelete';
  if (found.kind === 'daemonset')
    return { ...own, isOnDelete, desired: found.object.status?.desiredNumberScheduled ?? 0 };
  const { desired, available, kept, isOrdered } = statefulSetRollout(found.object);
  return { ...own, isOnDelete, desired, kept, isWaiting: isOrdered && available < desired };
}
