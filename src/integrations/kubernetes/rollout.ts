import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import type { ClusterConnection } from './connection.ts';
import { listEvents, pages } from './lists.ts';
import { linesOf } from './logs.ts';
import { stuckIn } from './pod-status.ts';
import { redact } from './redact.ts';
import { readRolled } from './rolled.ts';
import { selectorOf } from './selector.ts';
import { daemonSetRollout, statefulSetRollout } from './set-rollout.ts';
import type { RolledPlace, Rollout, Trouble } from './types.ts';

/** How far the rollout of a workload is. Errors: `upstream_not_found`. */
export async function readRollout(connection: ClusterConnection, place: RolledPlace): Promise<Rollout> {
  const found = await readRolled(connection, place);
  if (found.kind === 'statefulset') return statefulSetRollout(found.object);
  return found.kind === 'daemonset' ? daemonSetRollout(found.object) : rolloutOf(found.object);
}

/** The rules of `kubectl rollout status`, and one more: after scaling down, the surplus has to be gone. */
export function rolloutOf({ metadata, spec, status }: V1Deployment): Rollout {
  const desired = spec?.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  const replicas = status?.replicas ?? 0;
  const old = Math.max(0, replicas - Math.min(updated, desired));
  const seen = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
  const exceeded = status?.conditions?.some(
    (each) => each.type === 'Progressing' && each.reason === 'ProgressDeadlineExceeded',
  );
  const done = updated >= desired && old === 0 && available >= updated;
  const phase = !seen ? 'progressing' : exceeded ? 'failed' : done ? 'done' : 'progressing';
  return { phase, desired, updated, available, old, kept: 0, isOrdered: false };
}

/** Why a workload's pods do not come up: what they wait for, the last warnings, the last words of one that failed. */
export async function readTrouble(connection: ClusterConnection, place: RolledPlace): Promise<Trouble> {
  const { namespace, name } = place;
  const { core, call } = connection;
  const { kind, object } = await readRolled(connection, place);
  const labelSelector = selectorOf(object.spec?.selector);
  const { items } = await call(`${kind} ${namespace}/${name}`, () =>
    pages((page) => core.listNamespacedPod({ namespace, labelSelector, ...page })),
  );
  const reasons = items.flatMap(reasonsOf);
  const failing = new Set(reasons.map((each) => each.pod));
  const { items: events } = await listEvents(connection, namespace);
  const itself = `${kind}/${name}`;
  const warnings = events.filter(
    ({ type, object: about }) =>
      type === 'Warning' &&
      (failing.has(about.replace(/^Pod\//, '')) || about.replace(/^\w+/, lowerCase) === itself),
  );
  const once = new Map(reasons.map((each) => [`${each.reason} ${each.message}`, each]));
  return {
    reasons: [...once.values()].slice(0, 5),
    events: warnings.slice(0, 3),
    logs: await lastWords(connection, items, failing),
  };
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

interface Reason {
  readonly pod: string;
  readonly reason: string;
  readonly message: string;
}

function reasonsOf(pod: V1Pod): Reason[] {
  const { metadata, status } = pod;
  if (metadata?.deletionTimestamp) return [];
  const name = metadata?.name ?? '';
  const unschedulable = status?.conditions?.find(
    (each) => each.type === 'PodScheduled' && each.status === 'False',
  );
  if (unschedulable)
    return [
      { pod: name, reason: unschedulable.reason ?? 'Unschedulable', message: short(unschedulable.message) },
    ];
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].flatMap((each) => {
    const stuck = stuckIn(each);
    if (!stuck || ['ContainerCreating', 'PodInitializing', 'Completed'].includes(stuck)) return [];
    const { terminated } = each.lastState ?? {};
    const last = terminated ? `${terminated.reason ?? 'exit'} (${terminated.exitCode})` : '';
    return [{ pod: name, reason: stuck, message: short(each.state?.waiting?.message) || last }];
  });
}

async function lastWords(
  connection: ClusterConnection,
  pods: readonly V1Pod[],
  failing: ReadonlySet<string>,
): Promise<Trouble['logs']> {
  const crashed = pods.find(
    (pod) =>
      failing.has(pod.metadata?.name ?? '') &&
      pod.status?.containerStatuses?.some((each) => each.restartCount > 0),
  );
  const container = crashed?.status?.containerStatuses?.find((each) => each.restartCount > 0)?.name;
  if (!crashed?.metadata?.name || !container) return undefined;
  const place = { namespace: crashed.metadata.namespace ?? '', name: crashed.metadata.name };
  for (const previous of [true, false]) {
    const lines = await linesOf(connection, place, container, { tail: 15, previous }).catch(() => []);
    if (lines.length > 0) return { pod: place.name, text: lines.join('\n') };
  }
  return undefined;
}

function short(text: string | undefined): string {
  return redact(text ?? '').slice(0, 300);
}
