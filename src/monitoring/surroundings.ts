import type { Subject } from '../core/incident.ts';
import type { Surroundings } from './assess/absorb.ts';
import type { WatchedOf } from '../integrations/kubernetes/watch/watched.ts';
import type { ClusterState } from './cluster-state.ts';

type Workload = WatchedOf<'Deployment' | 'StatefulSet' | 'DaemonSet'>;

/** What stands where and on what in a cluster at one look, for telling causes from consequences. */
export function surroundingsOf(state: ClusterState): Surroundings {
  let byNamespace: Map<string, Workload[]> | undefined;

  function basisOf(subject: Subject): Subject[] {
    const { kind, namespace, name } = subject;
    if (kind === 'HorizontalPodAutoscaler') {
      const target = state.find(kind, namespace, name)?.target;
      return target ? [{ ...target, namespace }] : [];
    }
    const isSelecting = kind === 'Service' || kind === 'PodDisruptionBudget';
    const selector = isSelecting ? state.find(kind, namespace, name)?.selector : undefined;
    if (!selector) return [];
    const wanted = Object.entries(selector);
    byNamespace ??= Map.groupBy(
      [...state.all('Deployment'), ...state.all('StatefulSet'), ...state.all('DaemonSet')],
      (each) => each.namespace,
    );
    return (byNamespace.get(namespace) ?? [])
      .filter(({ podLabels }) => wanted.every(([key, value]) => podLabels[key] === value))
      .map((each) => ({ kind: each.kind, namespace, name: each.name }));
  }

  function nodesOf(subject: Subject): string[] {
    return [subject, ...basisOf(subject)]
      .flatMap((each) => state.podsOf(each))
      .flatMap(({ node }) => node || []);
  }

  return { nodesOf, basisOf };
}
