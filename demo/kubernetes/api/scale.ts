import { replicaCauses } from '../defaults.ts';
import type { Simulation } from '../simulation.ts';
import { conflict, invalid, methodNotAllowed } from '../status.ts';
import type { KubeObject, ReplicaSet } from '../types.ts';
import { existing } from './get.ts';
import { patched } from './patch.ts';
import type { Answer, ApiRequest } from './request.ts';
import { parseBody } from './request.ts';
import { dryRun } from './write.ts';

interface Scale extends KubeObject {
  spec: { replicas?: number };
}

/** Answers GET, PUT and PATCH of a workload's `scale`. */
export function scale(simulation: Simulation, request: ApiRequest): Answer {
  const current = existing(simulation, request) as ReplicaSet;
  if (request.method === 'GET') return { code: 200, body: scaleOf(current) };
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw methodNotAllowed();
  const sent = request.method === 'PUT' ? parseBody(request.body) : patched(request, scaleOf(current));
  const wanted = sent as Scale;
  const { name } = current.metadata;
  const stale = wanted.metadata?.resourceVersion;
  if (stale && stale !== current.metadata.resourceVersion) throw conflict(request.resource, name);
  const replicas = wanted.spec?.replicas ?? 0;
  const causes = replicaCauses(replicas);
  if (causes.length > 0)
    throw invalid({ ...request.resource, kind: 'Scale', group: 'autoscaling' }, name, causes);
  const next = structuredClone(current);
  if (next.spec.replicas !== replicas) {
    next.spec.replicas = replicas;
    next.metadata.generation = (current.metadata.generation ?? 1) + 1;
  }
  return {
    code: 200,
    body: scaleOf(dryRun(request) ? next : (simulation.store.write(request.resource, next) as ReplicaSet)),
  };
}

function scaleOf(workload: ReplicaSet): KubeObject {
  const { name, namespace = 'default', uid, resourceVersion, creationTimestamp } = workload.metadata;
  const labels = Object.entries(workload.spec.selector.matchLabels ?? {});
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      namespace,
      ...(uid ? { uid } : {}),
      ...(resourceVersion ? { resourceVersion } : {}),
      ...(creationTimestamp ? { creationTimestamp } : {}),
    },
    spec: { replicas: workload.spec.replicas },
    status: {
      replicas: workload.status?.replicas ?? 0,
      selector: labels.map(([key, value]) => `${key}=${value}`).join(','),
    },
  };
}
