import { fillDefaults } from '../defaults.ts';
import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { KubeObject, Pod, PodTemplate } from '../types.ts';

/** The pods of each controller that has any, by its uid. */
export function podsByOwner(simulation: Simulation): Map<string, Pod[]> {
  const owned = new Map<string, Pod[]>();
  for (const pod of simulation.store.all(resourceNamed('pods')) as Pod[]) {
    const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller)?.uid;
    if (owner) owned.set(owner, [...(owned.get(owner) ?? []), pod]);
  }
  return owned;
}

/** Makes a pod of a template that belongs to its controller. */
export function createOwnedPod(
  simulation: Simulation,
  owner: KubeObject,
  given: PodTemplate,
  named: { name: string; labels?: Record<string, string> },
): Pod {
  const pods = resourceNamed('pods');
  const template = structuredClone(given);
  const labels = { ...template.metadata?.labels, ...named.labels };
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: named.name,
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace ?? 'default',
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(template.metadata?.annotations ? { annotations: template.metadata.annotations } : {}),
      ownerReferences: [
        {
          apiVersion: owner.apiVersion,
          kind: owner.kind,
          name: owner.metadata.name,
          uid: owner.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: template.spec,
    status: { phase: 'Pending', qosClass: 'Burstable' },
  };
  fillDefaults(pods, pod);
  return simulation.store.write(pods, pod) as Pod;
}
