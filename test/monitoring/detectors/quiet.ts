import { deployment, node, pod, replicaSet } from '../support/objects.ts';
import type { KubernetesObject } from '../support/objects.ts';
import { replay } from '../support/replay.ts';

/** A Deployment without its pod, and a node. */
export const base = [deployment('api'), replicaSet('api-1', 'api'), node('node-1')];
/** The cluster as it should be. */
export const quiet = { at: 0, put: [...base, pod('api-1-a')] };
/** The cluster is well, then this is seen ten seconds later. */
export function seen(
  objects: readonly KubernetesObject[],
  until = 2_000,
  later: Parameters<typeof replay>[0] = [],
) {
  return replay([quiet, { at: 10, put: objects }, ...later], until).lines;
}
