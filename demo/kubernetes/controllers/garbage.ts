import { resourceNamed, resources } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Pod } from '../types.ts';
import { removePod } from './kubelet.ts';
import { terminatePod } from './pod-state.ts';

/** Takes away what belongs to an owner, or to a namespace, that is gone. */
export function collectGarbage(simulation: Simulation): void {
  const { store } = simulation;
  const namespaces = resourceNamed('namespaces');
  const uids = new Set(resources.flatMap((of) => store.all(of).map((object) => object.metadata.uid)));
  for (const resource of resources) {
    for (const object of store.all(resource)) {
      const owners = object.metadata.ownerReferences ?? [];
      if (owners.length === 0 || owners.some((owner) => uids.has(owner.uid))) continue;
      if (resource.kind === 'Pod') terminatePod(simulation, object as Pod);
      else store.remove(resource, object.metadata.name, object.metadata.namespace);
    }
  }
  for (const namespace of store.all(namespaces)) {
    if (!namespace.metadata.deletionTimestamp) continue;
    const { name } = namespace.metadata;
    for (const resource of resources.filter((one) => one.namespaced)) {
      for (const object of store.all(resource, name)) {
        if (resource.kind === 'Pod') removePod(simulation, object as Pod);
        else store.remove(resource, object.metadata.name, name);
      }
    }
    store.remove(namespaces, name);
  }
}
