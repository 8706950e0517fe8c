import { isDeepStrictEqual } from 'node:util';
import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Deployment, PodTemplate, ReplicaSet } from '../types.ts';
import { writeDeploymentStatus } from './deployment-status.ts';
import { recordEvent } from './events.ts';
import { templateHash } from './names.ts';
import { limits, revisionKey, revisionOf } from './revisions.ts';

const hashLabel = 'pod-template-hash';

/** One step of the Deployment controller: the right ReplicaSets at the right sizes, and a status that says so. */
export function syncDeployments(simulation: Simulation): void {
  for (const deployment of simulation.store.all(resourceNamed('deployments')) as Deployment[]) {
    if (!deployment.metadata.deletionTimestamp) syncDeployment(simulation, deployment);
  }
}

function syncDeployment(simulation: Simulation, deployment: Deployment): void {
  const paused = deployment.spec.paused === true;
  let owned = replicaSetsOf(simulation, deployment);
  let current = owned.find((set) => sameTemplate(set.spec.template, deployment.spec.template));
  if (!paused) {
    const newest = Math.max(0, ...owned.filter((set) => set !== current).map(revisionOf));
    if (!current) current = createReplicaSet(simulation, deployment, newest + 1);
    else if (revisionOf(current) < newest) current = renumber(simulation, current, newest + 1);
    owned = replicaSetsOf(simulation, deployment);
    current = owned.find((set) => set.metadata.uid === current?.metadata.uid);
  }
  const older = owned.filter((set) => set !== current);
  if (paused) scaleLatest(simulation, deployment, owned);
  else if (current) rollOut(simulation, deployment, current, older);
  if (!paused) dropOldHistory(simulation, deployment, older);
  writeDeploymentStatus(
    simulation,
    deployment,
    current?.metadata.name,
    replicaSetsOf(simulation, deployment),
  );
}

function replicaSetsOf(simulation: Simulation, deployment: Deployment): ReplicaSet[] {
  const all = simulation.store.all(
    resourceNamed('replicasets'),
    deployment.metadata.namespace,
  ) as ReplicaSet[];
  return all.filter((set) =>
    set.metadata.ownerReferences?.some((owner) => owner.uid === deployment.metadata.uid),
  );
}

function sameTemplate(ofReplicaSet: PodTemplate, wanted: PodTemplate): boolean {
  const bare = structuredClone(ofReplicaSet);
  if (bare.metadata?.labels) delete bare.metadata.labels[hashLabel];
  return isDeepStrictEqual(withoutEmptyMetadata(bare), withoutEmptyMetadata(structuredClone(wanted)));
}

function withoutEmptyMetadata(template: PodTemplate): unknown {
  const { creationTimestamp: _, ...metadata } = { creationTimestamp: null, ...template.metadata };
  return JSON.parse(JSON.stringify({ ...template, metadata }));
}

function createReplicaSet(simulation: Simulation, deployment: Deployment, revision: number): ReplicaSet {
  const { metadata, spec } = structuredClone(deployment);
  const hash = templateHash(spec.template);
  const labels = { ...spec.template.metadata?.labels, [hashLabel]: hash };
  const replicaSet: ReplicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace ?? 'default',
      generation: 1,
      labels,
      annotations: { ...inherited(metadata.annotations), [revisionKey]: String(revision) },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: metadata.name,
          uid: metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [hashLabel]: hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  };
  return simulation.store.write(resourceNamed('replicasets'), replicaSet) as ReplicaSet;
}

function renumber(simulation: Simulation, replicaSet: ReplicaSet, revision: number): ReplicaSet {
  const next = structuredClone(replicaSet);
  const before = [
    next.metadata.annotations?.['deployment.kubernetes.io/revision-history'],
    revisionOf(replicaSet),
  ];
  next.metadata.annotations = {
    ...next.metadata.annotations,
    [revisionKey]: String(revision),
    'deployment.kubernetes.io/revision-history': before.filter(Boolean).join(','),
  };
  return simulation.store.write(resourceNamed('replicasets'), next) as ReplicaSet;
}

function rollOut(
  simulation: Simulation,
  deployment: Deployment,
  current: ReplicaSet,
  older: ReplicaSet[],
): void {
  const { replicas } = deployment.spec;
  const { surge, unavailable } = limits(deployment);
  const oldSize = sum(older.map((set) => set.spec.replicas));
  if (deployment.spec.strategy?.type === 'Recreate') {
    for (const set of older) scale(simulation, deployment, set, 0);
    const remaining = sum(older.map((set) => set.status?.replicas ?? 0));
    if (remaining === 0) scale(simulation, deployment, current, replicas);
    return;
  }
  const size = current.spec.replicas;
  const room = Math.max(0, replicas + surge - size - oldSize);
  const next = size > replicas ? replicas : Math.min(replicas, size + room);
  scale(simulation, deployment, current, next);
  if (oldSize === 0) return;
  const available = sum([current, ...older].map((set) => set.status?.availableReplicas ?? 0));
  const newUnavailable = size - (current.status?.availableReplicas ?? 0);
  let removable = size + oldSize - (replicas - unavailable) - newUnavailable;
  let spare = available - (replicas - unavailable);
  for (const set of [...older].sort((a, b) => revisionOf(a) - revisionOf(b))) {
    const unhealthy = Math.max(0, set.spec.replicas - (set.status?.availableReplicas ?? 0));
    const cleaned = Math.max(0, Math.min(unhealthy, removable));
    const healthy = set.spec.replicas - unhealthy;
    const taken = Math.max(0, Math.min(healthy, spare, removable - cleaned));
    removable -= cleaned + taken;
    spare -= taken;
    scale(simulation, deployment, set, set.spec.replicas - cleaned - taken);
  }
}

function scaleLatest(simulation: Simulation, deployment: Deployment, owned: ReplicaSet[]): void {
  const active = owned
    .filter((set) => set.spec.replicas > 0)
    .sort((a, b) => revisionOf(b) - revisionOf(a))[0];
  if (!active) return;
  const others = sum(owned.filter((set) => set !== active).map((set) => set.spec.replicas));
  scale(simulation, deployment, active, Math.max(0, deployment.spec.replicas - others));
}

function scale(simulation: Simulation, deployment: Deployment, set: ReplicaSet, replicas: number): void {
  const next = structuredClone(set);
  const { surge } = limits(deployment);
  next.metadata.annotations = {
    ...next.metadata.annotations,
    'deployment.kubernetes.io/desired-replicas': String(deployment.spec.replicas),
    'deployment.kubernetes.io/max-replicas': String(deployment.spec.replicas + surge),
  };
  next.spec.replicas = replicas;
  if (replicas !== set.spec.replicas) {
    next.metadata.generation = (set.metadata.generation ?? 1) + 1;
    const direction = replicas > set.spec.replicas ? 'up' : 'down';
    recordEvent(simulation, deployment, {
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${set.metadata.name} from ${set.spec.replicas} to ${replicas}`,
      component: 'deployment-controller',
    });
  }
  simulation.store.write(resourceNamed('replicasets'), next);
}

function dropOldHistory(simulation: Simulation, deployment: Deployment, older: ReplicaSet[]): void {
  const idle = older.filter((set) => set.spec.replicas === 0 && (set.status?.replicas ?? 0) === 0);
  const surplus = idle.length - (deployment.spec.revisionHistoryLimit ?? 10);
  const oldestFirst = idle.sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of oldestFirst.slice(0, Math.max(0, surplus))) {
    simulation.store.remove(resourceNamed('replicasets'), set.metadata.name, set.metadata.namespace);
  }
}

function inherited(annotations: Record<string, string> = {}): Record<string, string> {
  const own = ['kubectl.kubernetes.io/last-applied-configuration', revisionKey];
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !own.includes(key)));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
