import { terminatePod } from '../controllers/pod-state.ts';
import { removePod } from '../controllers/kubelet.ts';
import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import { conflict, deletedStatus, StatusError } from '../status.ts';
import type { KubeObject, Pod } from '../types.ts';
import { answer, existing } from './get.ts';
import { list, matcherOf } from './list.ts';
import type { Answer, ApiRequest } from './request.ts';
import { numberParameter, parseBody } from './request.ts';
import { dryRun } from './write.ts';

interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: string;
  preconditions?: { uid?: string; resourceVersion?: string };
}

/** Deletes one object: pods and namespaces in their own time, anything else at once. */
export function remove(simulation: Simulation, request: ApiRequest): Answer {
  const object = existing(simulation, request);
  const options = optionsOf(request);
  const { resource } = request;
  const { name, uid } = object.metadata;
  const { preconditions } = options;
  if (preconditions?.uid && preconditions.uid !== uid) {
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${uid}`,
    );
  }
  if (resource.kind === 'Namespace' && ['default', 'kube-system', 'kube-public'].includes(name)) {
    throw new StatusError(
      403,
      'Forbidden',
      `namespaces "${name}" is forbidden: this namespace may not be deleted`,
      {
        name,
        kind: 'namespaces',
      },
    );
  }
  if (dryRun(request)) return { code: 200, body: deletedStatus(resource, name, uid) };
  const remaining = removeObject(simulation, request, object, options);
  if (remaining) return answer(simulation, request, 200, remaining);
  return { code: 200, body: deletedStatus(resource, name, uid) };
}

/** Deletes every object that the selectors let through, and answers them as a list. */
export function removeAll(simulation: Simulation, request: ApiRequest): Answer {
  const answered = list(simulation, request);
  const options = optionsOf(request);
  for (const object of simulation.store.all(request.resource, request.namespace).filter(matcherOf(request))) {
    removeObject(simulation, request, object, options);
  }
  return answered;
}

function removeObject(
  simulation: Simulation,
  request: ApiRequest,
  object: KubeObject,
  options: DeleteOptions,
): KubeObject | undefined {
  const { resource } = request;
  const { name, namespace } = object.metadata;
  if (resource.kind === 'Pod') {
    if (options.gracePeriodSeconds === 0) removePod(simulation, object as Pod);
    else return terminatePod(simulation, object as Pod, options.gracePeriodSeconds);
    return undefined;
  }
  if (resource.kind === 'Namespace') {
    const doomed = structuredClone(object);
    doomed.metadata.deletionTimestamp = simulation.timestamp();
    doomed.status = { phase: 'Terminating' };
    return simulation.store.write(resource, doomed);
  }
  if (options.propagationPolicy === 'Orphan') setFree(simulation, object.metadata.uid ?? '');
  simulation.store.remove(resource, name, namespace);
  return undefined;
}

function setFree(simulation: Simulation, uid: string): void {
  for (const owned of ['replicasets', 'pods', 'jobs'].map(resourceNamed)) {
    for (const object of simulation.store.all(owned)) {
      const owners = object.metadata.ownerReferences ?? [];
      if (!owners.some((owner) => owner.uid === uid)) continue;
      const free = structuredClone(object);
      free.metadata.ownerReferences = owners.filter((owner) => owner.uid !== uid);
      simulation.store.write(owned, free);
    }
  }
}

function optionsOf(request: ApiRequest): DeleteOptions {
  const sent = request.body ? (parseBody(request.body) as DeleteOptions) : {};
  const grace = numberParameter(request.query, 'gracePeriodSeconds');
  const policy = request.query.get('propagationPolicy');
  return {
    ...sent,
    ...(grace !== undefined ? { gracePeriodSeconds: grace } : {}),
    ...(policy ? { propagationPolicy: policy } : {}),
  };
}
