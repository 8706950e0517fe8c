import type { V1LabelSelector } from '@kubernetes/client-node';
import { z } from 'zod';
import { listPods } from './lists.ts';
import type { ClusterConnection } from './connection.ts';
import { kindOf, kinds } from './kinds.ts';
import type { LoggedKind } from './kinds.ts';
import { podOf } from './pod-status.ts';
import { redact } from './redact.ts';
import { selectorOf } from './selector.ts';
import type { LogOptions, Logs, Place, Pod } from './types.ts';

const bytesAPod = 512 * 1024;
const linesToSearch = 5_000;
const mostPods = 5;

/** What lines are read of. */
type Target = Place & { readonly kind: LoggedKind };

/**
 * The last lines of a pod, or of a workload's pods (5 at most, each line then headed by its pod); of a Job, and of a
 * CronJob's latest one, the last attempt alone.
 * Errors: `upstream_not_found`, `upstream_invalid` (no such container, no previous one, not started yet).
 */
export async function readLogs(
  connection: ClusterConnection,
  target: Target,
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

/** The pods of a workload, the failing ones first, of these the latest. */
async function podsOf(connection: ClusterConnection, target: Target): Promise<Pod[]> {
  const selector = await podSelector(connection, target);
  if (selector === undefined) return [];
  const { items } = await listPods(connection, target.namespace, selector);
  const createdAt = (pod: Pod) => pod.createdAt?.getTime() ?? 0;
  const sorted = [...items].sort(
    (a, b) => Number(a.isHealthy) - Number(b.isHealthy) || createdAt(b) - createdAt(a),
  );
  return target.kind === 'job' || target.kind === 'cronjob' ? sorted.slice(0, 1) : sorted;
}

const owning = z.object({
  spec: z.object({ selector: z.custom<V1LabelSelector>().optional() }).optional(),
});
const jobs = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        creationTimestamp: z.string().optional(),
        ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).optional(),
      }),
    }),
  ),
});

/** What selects the pods of a workload; undefined for a CronJob that has no run. */
async function podSelector(
  connection: ClusterConnection,
  { kind, namespace, name }: Target,
): Promise<string | undefined> {
  const { path, plural } = kinds[kindOf(kind) ?? 'Pod'];
  const within = `/namespaces/${encodeURIComponent(namespace)}`;
  return connection.call(`${kind} ${namespace}/${name}`, async () => {
    const found = owning.parse(
      await connection.json(`${path}${within}/${plural}/${encodeURIComponent(name)}`),
    );
    if (kind === 'job') return `job-name=${name}`;
    if (kind !== 'cronjob') return selectorOf(found.spec?.selector);
    const { items } = jobs.parse(await connection.json(`${path}${within}/jobs`));
    const [latest] = items
      .map(({ metadata }) => metadata)
      .filter(({ ownerReferences = [] }) =>
        ownerReferences.some((each) => each.kind === 'CronJob' && each.name === name),
      )
      .toSorted((a, b) => (b.creationTimestamp ?? '').localeCompare(a.creationTimestamp ?? ''));
    return latest && `job-name=${latest.name}`;
  });
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
