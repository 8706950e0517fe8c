import { z } from 'zod';
import type { Kind } from './kinds.ts';
import { redact } from './redact.ts';

/** What every object has, whatever its kind. */
export const rawObject = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    creationTimestamp: z.string().optional(),
  }),
  status: z
    .looseObject({
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), reason: z.string().optional() }))
        .nullish(),
    })
    .nullish(),
});
type RawObject = z.infer<typeof rawObject>;

interface Fact {
  readonly label: string;
  readonly value: string;
}
type Path = readonly string[];

/** The fields worth telling of each kind, in Kubernetes' own words, and where they stand. */
const told: Readonly<Record<Kind, readonly Path[]>> = {
  Pod: [
    ['status', 'phase'],
    ['status', 'reason'],
    ['spec', 'nodeName'],
    ['status', 'podIP'],
    ['status', 'qosClass'],
    ['spec', 'serviceAccountName'],
  ],
  Deployment: [
    ['spec', 'replicas'],
    ['status', 'readyReplicas'],
    ['status', 'updatedReplicas'],
    ['status', 'unavailableReplicas'],
    ['spec', 'strategy', 'type'],
    ['spec', 'paused'],
  ],
  ReplicaSet: [
    ['spec', 'replicas'],
    ['status', 'readyReplicas'],
  ],
  StatefulSet: [
    ['spec', 'replicas'],
    ['status', 'readyReplicas'],
    ['status', 'updatedReplicas'],
    ['spec', 'serviceName'],
  ],
  DaemonSet: [
    ['status', 'desiredNumberScheduled'],
    ['status', 'numberReady'],
    ['status', 'numberUnavailable'],
    ['status', 'numberMisscheduled'],
  ],
  Job: [
    ['spec', 'completions'],
    ['status', 'succeeded'],
    ['status', 'failed'],
    ['status', 'active'],
    ['spec', 'backoffLimit'],
  ],
  CronJob: [
    ['spec', 'schedule'],
    ['spec', 'timeZone'],
    ['spec', 'suspend'],
    ['status', 'lastScheduleTime'],
    ['status', 'lastSuccessfulTime'],
  ],
  Service: [
    ['spec', 'type'],
    ['spec', 'clusterIP'],
    ['spec', 'selector'],
  ],
  PersistentVolumeClaim: [
    ['status', 'phase'],
    ['spec', 'storageClassName'],
    ['status', 'capacity', 'storage'],
    ['spec', 'volumeName'],
  ],
  HorizontalPodAutoscaler: [
    ['spec', 'scaleTargetRef', 'name'],
    ['spec', 'minReplicas'],
    ['spec', 'maxReplicas'],
    ['status', 'currentReplicas'],
    ['status', 'desiredReplicas'],
  ],
  Namespace: [['status', 'phase']],
  Node: [
    ['status', 'nodeInfo', 'kubeletVersion'],
    ['status', 'nodeInfo', 'osImage'],
    ['status', 'nodeInfo', 'containerRuntimeVersion'],
    ['status', 'allocatable', 'cpu'],
    ['status', 'allocatable', 'memory'],
    ['status', 'allocatable', 'pods'],
    ['spec', 'unschedulable'],
  ],
};

/** The facts of an object. Environment variables, commands and annotations are left out: they may hold secrets. */
export function factsOf(kind: Kind, object: RawObject): Fact[] {
  const plain = told[kind].map((path) => ({ label: path.at(-1) ?? '', value: textOf(at(object, path)) }));
  const labels = { label: 'labels', value: textOf(object.metadata['labels']) };
  return [...plain, ...containersOf(object), ...portsOf(object), labels]
    .filter((each) => each.value !== '')
    .map(({ label, value }) => ({ label, value: redact(value).slice(0, 500) }));
}

function containersOf(object: RawObject): Fact[] {
  const containers = list(
    at(object, ['spec', 'containers']) ?? at(object, ['spec', 'template', 'spec', 'containers']),
  );
  const statuses = list(at(object, ['status', 'containerStatuses']));
  return containers.map((container) => {
    const name = textOf(at(container, ['name']));
    const status = statuses.find((each) => at(each, ['name']) === name);
    const state = Object.keys(record(at(status, ['state'])))[0];
    const parts = [
      textOf(at(container, ['image'])),
      state === undefined ? '' : textOf(at(status, ['state', state, 'reason'])) || state,
      status === undefined ? '' : `restarts ${textOf(at(status, ['restartCount']))}`,
      prefixed('requests', at(container, ['resources', 'requests'])),
      prefixed('limits', at(container, ['resources', 'limits'])),
    ];
    return { label: `container ${name}`, value: parts.filter(Boolean).join(' · ') };
  });
}

function portsOf(object: RawObject): Fact[] {
  const ports = list(at(object, ['spec', 'ports'])).map(
    (each) =>
      `${textOf(at(each, ['port']))}/${textOf(at(each, ['protocol'])) || 'TCP'} → ${textOf(at(each, ['targetPort']))}`,
  );
  return [{ label: 'ports', value: ports.join(', ') }];
}

function prefixed(word: string, value: unknown): string {
  const text = textOf(value);
  return text ? `${word} ${text}` : '';
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => {
    const fields = record(inner);
    return Object.hasOwn(fields, key) ? fields[key] : undefined;
  }, value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return Object.entries(record(value))
    .map(([key, each]) => `${key}=${textOf(each)}`)
    .join(', ');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
