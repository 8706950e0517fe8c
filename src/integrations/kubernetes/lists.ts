import type { CoreV1Event, V1Deployment, V1Node } from '@kubernetes/client-node';
import type { ClusterConnection } from './connection.ts';
import { podOf } from './pod-status.ts';
import { redact } from './redact.ts';
import type { ClusterEvent, Deployment, Namespace, Node, Pod, Some } from './types.ts';

const pageSize = 500;
const most = 5_000;

interface Page<T> {
  readonly items: T[];
  readonly metadata?: { readonly _continue?: string };
}

/** Reads a list page by page, 5,000 objects at most. */
export async function pages<T>(
  read: (page: { limit: number; _continue?: string }) => Promise<Page<T>>,
): Promise<{ items: T[]; more: boolean }> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const page = await read({ limit: pageSize, ...(next ? { _continue: next } : {}) });
    items.push(...page.items);
    next = page.metadata?._continue || undefined;
  } while (next && items.length < most);
  return { items, more: next !== undefined };
}

export async function listNamespaces({ core, call }: ClusterConnection): Promise<Some<Namespace>> {
  const { items, more } = await call('namespaces', () => pages((page) => core.listNamespace(page)));
  const found = items.map((each) => ({
    name: each.metadata?.name ?? '',
    status: each.status?.phase ?? '',
    createdAt: each.metadata?.creationTimestamp,
  }));
  return { items: found, more };
}

export async function listPods(
  { core, call }: ClusterConnection,
  namespace?: string,
  labelSelector?: string,
): Promise<Some<Pod>> {
  const select = labelSelector ? { labelSelector } : {};
  const { items, more } = await call(namespace ? `namespace ${namespace}` : 'pods', () =>
    pages((page) =>
      namespace
        ? core.listNamespacedPod({ namespace, ...select, ...page })
        : core.listPodForAllNamespaces({ ...select, ...page }),
    ),
  );
  return { items: items.map(podOf), more };
}

export async function listDeployments(
  { apps, call }: ClusterConnection,
  namespace?: string,
): Promise<Some<Deployment>> {
  const { items, more } = await call(namespace ? `namespace ${namespace}` : 'deployments', () =>
    pages((page) =>
      namespace
        ? apps.listNamespacedDeployment({ namespace, ...page })
        : apps.listDeploymentForAllNamespaces(page),
    ),
  );
  return { items: items.map(deploymentOf), more };
}

export function deploymentOf({ metadata, spec, status }: V1Deployment): Deployment {
  const revision = Number(metadata?.annotations?.['deployment.kubernetes.io/revision']);
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
    containers: (spec?.template.spec?.containers ?? []).map(({ name, image = '' }) => ({ name, image })),
    isPaused: spec?.paused ?? false,
    revision: revision > 0 ? revision : undefined,
    createdAt: metadata?.creationTimestamp,
  };
}

export async function listNodes({ core, call }: ClusterConnection): Promise<Some<Node>> {
  const { items, more } = await call('nodes', () => pages((page) => core.listNode(page)));
  return { items: items.map(nodeOf), more };
}

function nodeOf({ metadata, spec, status }: V1Node): Node {
  const isReady =
    status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false;
  const isCordoned = spec?.unschedulable ?? false;
  const prefix = 'node-role.kubernetes.io/';
  return {
    name: metadata?.name ?? '',
    status: `${isReady ? 'Ready' : 'NotReady'}${isCordoned ? ',SchedulingDisabled' : ''}`,
    isHealthy: isReady && !isCordoned,
    roles: Object.keys(metadata?.labels ?? {})
      .filter((each) => each.startsWith(prefix))
      .map((each) => each.slice(prefix.length)),
    version: status?.nodeInfo?.kubeletVersion ?? '',
    cpu: status?.allocatable?.['cpu'] ?? '',
    memory: readableMemory(status?.allocatable?.['memory'] ?? ''),
    createdAt: metadata?.creationTimestamp,
  };
}

/** Events, latest first; `about` narrows them to one object. */
export async function listEvents(
  { core, call }: ClusterConnection,
  namespace?: string,
  about?: { readonly kind: string; readonly name: string },
): Promise<Some<ClusterEvent>> {
  const fieldSelector = about
    ? `involvedObject.kind=${about.kind},involvedObject.name=${about.name}`
    : undefined;
  const select = fieldSelector ? { fieldSelector } : {};
  const { items, more } = await call(namespace ? `namespace ${namespace}` : 'events', () =>
    pages((page) =>
      namespace
        ? core.listNamespacedEvent({ namespace, ...select, ...page })
        : core.listEventForAllNamespaces({ ...select, ...page }),
    ),
  );
  const found = items.map(eventOf).sort((a, b) => (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0));
  return { items: found, more };
}

function eventOf(event: CoreV1Event): ClusterEvent {
  const { involvedObject, lastTimestamp, series, eventTime, firstTimestamp, metadata } = event;
  return {
    namespace: metadata.namespace ?? '',
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    object: `${involvedObject.kind ?? ''}/${involvedObject.name ?? ''}`,
    message: redact(event.message ?? '').slice(0, 300),
    count: series?.count ?? event.count ?? 1,
    at:
      lastTimestamp ?? series?.lastObservedTime ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp,
  };
}

/** `33554432Ki`, as the kubelet reports it, as `32 GiB`; other quantities stay as they are written. */
function readableMemory(quantity: string): string {
  const kibibytes = /^(\d+)Ki$/.exec(quantity)?.[1];
  return kibibytes ? `${Math.round((Number(kibibytes) / 1024 ** 2) * 10) / 10} GiB` : quantity;
}
