import { listPods } from './lists.ts';
import type { ClusterConnection } from './connection.ts';
import { podOf } from './pod-status.ts';
import { redact } from './redact.ts';
import { selectorOf } from './selector.ts';
import type { LogOptions, Logs, Place, Pod } from './types.ts';

const bytesAPod = 512 * 1024;
const linesToSearch = 5_000;
const mostPods = 5;

/**
 * The last lines of a pod, or of a deployment's pods (5 at most, each line then headed by its pod).
 * Errors: `upstream_not_found`, `upstream_invalid` (no such container, no previous one, not started yet).
 */
export async function readLogs(
  connection: ClusterConnection,
  target: Place & { readonly kind: 'pod' | 'deployment' },
  options: LogOptions,
): Promise<Logs> {
  const all = target.kind === 'pod' ? [await readPod(connection, target)] : await podsOf(connection, target);
  const pods = all.slice(0, mostPods);
  const container = options.container ?? pods[0]?.containers[0] ?? '';
  const read = await Promise.allSettled(pods.map((pod) => linesOf(connection, pod, container, options)));
  const parts = read.flatMap((each, at) => {
    const pod = pods[at];
    return pod && each.status === 'fulfilled' ? [{ pod: pod.name, lines: each.value }] : [];
  });
  const failed = read.find((each) => each.status === 'rejected');
  if (parts.length === 0 && failed) throw failed.reason;
  const named = parts.length > 1;
  const text = parts
    .flatMap(({ pod, lines }) => lines.map((line) => (named ? `[${pod.slice(-5)}] ${line}` : line)))
    .join('\n');
  return { pods: parts.map((each) => each.pod), container, text };
}

/** The pods of a deployment, the failing ones first. */
export async function podsOf(connection: ClusterConnection, place: Place): Promise<Pod[]> {
  const { namespace, name } = place;
  const deployment = await connection.call(`deployment ${namespace}/${name}`, () =>
    connection.apps.readNamespacedDeployment({ namespace, name }),
  );
  const { items } = await listPods(connection, namespace, selectorOf(deployment.spec?.selector));
  return [...items].sort((a, b) => Number(a.isHealthy) - Number(b.isHealthy));
}

/** The last lines of one container, secrets masked. */
export async function linesOf(
  { call, text }: ClusterConnection,
  pod: Place,
  container: string,
  { tail, previous, grep }: Omit<LogOptions, 'container'>,
): Promise<string[]> {
  const query = new URLSearchParams({
    tailLines: String(grep ? linesToSearch : tail),
    limitBytes: String(bytesAPod),
    ...(container ? { container } : {}),
    ...(previous ? { previous: 'true' } : {}),
  });
  const path = `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}/log?${query}`;
  const raw = await call(`pod ${pod.namespace}/${pod.name}`, () => text(path));
  const lines = redact(raw.replace(/\n$/, '')).split('\n');
  const wanted = grep?.toLowerCase();
  const kept = wanted ? lines.filter((line) => line.toLowerCase().includes(wanted)) : lines;
  return kept.length === 1 && kept[0] === '' ? [] : kept.slice(-tail);
}

async function readPod({ core, call }: ClusterConnection, { namespace, name }: Place): Promise<Pod> {
  return podOf(await call(`pod ${namespace}/${name}`, () => core.readNamespacedPod({ namespace, name })));
}
