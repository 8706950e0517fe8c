import type { Resource } from '../resources.ts';
import type {
  Condition,
  DaemonSet,
  Deployment,
  KubeEvent,
  KubeObject,
  LabelSelector,
  Pod,
  ReplicaSet,
  Service,
  StatefulSet,
} from '../types.ts';
import { duration, podReason, since } from './cells.ts';

export interface Column {
  name: string;
  type?: 'integer' | 'string';
  /** 1 shows only with `-o wide`. */
  priority?: number;
  cell(object: KubeObject, now: Date): string | number;
}

const name: Column = { name: 'Name', cell: (object) => object.metadata.name };
const age: Column = { name: 'Age', cell: (object, now) => since(object.metadata.creationTimestamp, now) };

/** The columns that `kubectl get` shows for a resource; undefined where there is no table. */
export function columnsOf(of: Resource): Column[] | undefined {
  switch (of.plural) {
    case 'namespaces':
      return [name, { name: 'Status', cell: (object) => phase(object) }, age];
    case 'pods':
      return podColumns;
    case 'deployments':
      return deploymentColumns;
    case 'replicasets':
      return replicaSetColumns;
    case 'statefulsets':
      return statefulSetColumns;
    case 'daemonsets':
      return daemonSetColumns;
    case 'nodes':
      return nodeColumns;
    case 'services':
      return serviceColumns;
    case 'events':
      return of.group === '' ? eventColumns : undefined;
    default:
      return undefined;
  }
}

const podColumns: Column[] = [
  name,
  {
    name: 'Ready',
    cell: (object) => {
      const statuses = (object as Pod).status?.containerStatuses ?? [];
      return `${statuses.filter((one) => one.ready).length}/${(object as Pod).spec.containers.length}`;
    },
  },
  { name: 'Status', cell: (object) => podReason(object as Pod) },
  { name: 'Restarts', cell: (object, now) => restarts(object as Pod, now) },
  age,
  { name: 'IP', priority: 1, cell: (object) => (object as Pod).status?.podIP ?? '<none>' },
  { name: 'Node', priority: 1, cell: (object) => (object as Pod).spec.nodeName ?? '<none>' },
  { name: 'Nominated Node', priority: 1, cell: () => '<none>' },
  { name: 'Readiness Gates', priority: 1, cell: () => '<none>' },
];

const deploymentColumns: Column[] = [
  name,
  {
    name: 'Ready',
    cell: (object) =>
      `${(object as Deployment).status?.readyReplicas ?? 0}/${(object as Deployment).spec.replicas}`,
  },
  {
    name: 'Up-to-date',
    type: 'integer',
    cell: (object) => (object as Deployment).status?.updatedReplicas ?? 0,
  },
  {
    name: 'Available',
    type: 'integer',
    cell: (object) => (object as Deployment).status?.availableReplicas ?? 0,
  },
  age,
  ...workloadColumns(),
];

const replicaSetColumns: Column[] = [
  name,
  { name: 'Desired', type: 'integer', cell: (object) => (object as ReplicaSet).spec.replicas },
  { name: 'Current', type: 'integer', cell: (object) => (object as ReplicaSet).status?.replicas ?? 0 },
  { name: 'Ready', type: 'integer', cell: (object) => (object as ReplicaSet).status?.readyReplicas ?? 0 },
  age,
  ...workloadColumns(),
];

const statefulSetColumns: Column[] = [
  name,
  {
    name: 'Ready',
    cell: (object) =>
      `${(object as StatefulSet).status?.readyReplicas ?? 0}/${(object as StatefulSet).spec.replicas}`,
  },
  age,
];

const daemonSetColumns: Column[] = [
  name,
  daemonSetCount('Desired', 'desiredNumberScheduled'),
  daemonSetCount('Current', 'currentNumberScheduled'),
  daemonSetCount('Ready', 'numberReady'),
  daemonSetCount('Up-to-date', 'updatedNumberScheduled'),
  daemonSetCount('Available', 'numberAvailable'),
  { name: 'Node Selector', cell: () => '<none>' },
  age,
  ...workloadColumns(),
];

const nodeColumns: Column[] = [
  name,
  { name: 'Status', cell: nodeStatus },
  { name: 'Roles', cell: nodeRoles },
  age,
  { name: 'Version', cell: (object) => nodeInfo(object).kubeletVersion ?? '' },
  { name: 'Internal-IP', priority: 1, cell: (object) => nodeAddress(object) },
  { name: 'External-IP', priority: 1, cell: () => '<none>' },
  { name: 'OS-Image', priority: 1, cell: (object) => nodeInfo(object).osImage ?? '' },
  { name: 'Kernel-Version', priority: 1, cell: (object) => nodeInfo(object).kernelVersion ?? '' },
  {
    name: 'Container-Runtime',
    priority: 1,
    cell: (object) => nodeInfo(object).containerRuntimeVersion ?? '',
  },
];

const serviceColumns: Column[] = [
  name,
  { name: 'Type', cell: (object) => (object as Service).spec.type ?? 'ClusterIP' },
  { name: 'Cluster-IP', cell: (object) => (object as Service).spec.clusterIP ?? '<none>' },
  { name: 'External-IP', cell: () => '<none>' },
  {
    name: 'Port(s)',
    cell: (object) =>
      ((object as Service).spec.ports ?? [])
        .map((port) => `${port.port}/${port.protocol ?? 'TCP'}`)
        .join(','),
  },
  age,
  { name: 'Selector', priority: 1, cell: (object) => pairs((object as Service).spec.selector) },
];

const eventColumns: Column[] = [
  {
    name: 'Last Seen',
    cell: (object, now) => {
      const event = object as KubeEvent;
      return since(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp, now);
    },
  },
  { name: 'Type', cell: (object) => (object as KubeEvent).type },
  { name: 'Reason', cell: (object) => (object as KubeEvent).reason },
  {
    name: 'Object',
    cell: (object) => {
      const { kind, name: about } = (object as KubeEvent).involvedObject;
      return `${kind.toLowerCase()}/${about}`;
    },
  },
  { name: 'Subobject', priority: 1, cell: (object) => (object as KubeEvent).involvedObject.fieldPath ?? '' },
  { name: 'Source', priority: 1, cell: (object) => (object as KubeEvent).source?.component ?? '' },
  { name: 'Message', cell: (object) => (object as KubeEvent).message.trim() },
  {
    name: 'First Seen',
    priority: 1,
    cell: (object, now) => since((object as KubeEvent).firstTimestamp, now),
  },
  { name: 'Count', priority: 1, cell: (object) => String((object as KubeEvent).count ?? 1) },
  { name: 'Name', priority: 1, cell: (object) => object.metadata.name },
];

function daemonSetCount(title: string, field: keyof NonNullable<DaemonSet['status']>): Column {
  return { name: title, type: 'integer', cell: (object) => (object as DaemonSet).status?.[field] ?? 0 };
}

function workloadColumns(): Column[] {
  const containers = (object: KubeObject) => (object as Deployment).spec.template.spec.containers;
  return [
    {
      name: 'Containers',
      priority: 1,
      cell: (object) =>
        containers(object)
          .map((one) => one.name)
          .join(','),
    },
    {
      name: 'Images',
      priority: 1,
      cell: (object) =>
        containers(object)
          .map((one) => one.image)
          .join(','),
    },
    {
      name: 'Selector',
      priority: 1,
      cell: (object) => pairs((object.spec as { selector: LabelSelector }).selector.matchLabels),
    },
  ];
}

function restarts(pod: Pod, now: Date): string {
  const statuses = pod.status?.containerStatuses ?? [];
  const count = statuses.reduce((total, one) => total + one.restartCount, 0);
  const last = statuses
    .map((one) => one.lastState?.terminated?.finishedAt ?? '')
    .sort()
    .at(-1);
  return count > 0 && last ? `${count} (${duration(now.getTime() - Date.parse(last))} ago)` : String(count);
}

function phase(object: KubeObject): string {
  return (object.status as { phase?: string } | undefined)?.phase ?? '';
}

function nodeStatus(node: KubeObject): string {
  const conditions = (node.status as { conditions?: Condition[] } | undefined)?.conditions ?? [];
  const ready = conditions.find((condition) => condition.type === 'Ready');
  const status = !ready ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  const cordoned = (node.spec as { unschedulable?: boolean } | undefined)?.unschedulable;
  return cordoned ? `${status},SchedulingDisabled` : status;
}

function nodeRoles(node: KubeObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(node.metadata.labels ?? {}).filter((label) => label.startsWith(prefix));
  return roles.map((label) => label.slice(prefix.length)).join(',') || '<none>';
}

function nodeInfo(node: KubeObject): Record<string, string> {
  return (node.status as { nodeInfo?: Record<string, string> } | undefined)?.nodeInfo ?? {};
}

function nodeAddress(node: KubeObject): string {
  const status = node.status as { addresses?: { type: string; address: string }[] } | undefined;
  return status?.addresses?.find((one) => one.type === 'InternalIP')?.address ?? '<none>';
}

function pairs(labels: Record<string, string> | undefined): string {
  return (
    Object.entries(labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(',') || '<none>'
  );
}
