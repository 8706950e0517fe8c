import type { Subject } from '../core/incident.ts';
import type { Surroundings } from './assess/absorb.ts';
import type { ClusterState } from './cluster-state.ts';

/** What stands where and on what in a cluster, for telling causes from consequences. */
export function surroundingsOf(state: ClusterState): Surroundings {
  function basisOf({ kind, namespace, name }: Subject): Subject[] {
    const service = kind === 'Service' ? state.find('Service', namespace, name) : undefined;
    if (!service) return [];
    const wanted = Object.entries(service.selector);
    const workloads = [...state.all('Deployment'), ...state.all('StatefulSet'), ...state.all('DaemonSet')];
    return workloads
      .filter((each) => each.namespace === namespace)
      .filter(({ podLabels }) => wanted.every(([key, value]) => podLabels[key] === value))
      .map((each) => ({ kind: each.kind, namespace, name: each.name }));
  }

  function nodesOf(subject: Subject): string[] {
    const subjects = subject.kind === 'Service' ? basisOf(subject) : [subject];
    return subjects.flatMap((each) => state.podsOf(each)).flatMap(({ node }) => node || []);
  }

  return { nodesOf, basisOf };
}
