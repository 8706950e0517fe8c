import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { ClusterConnection } from './connection.ts';
import { selectorOf } from './selector.ts';
import type { Place, Revision } from './types.ts';

const revisionKey = 'deployment.kubernetes.io/revision';
/** Annotations that stay a deployment's own when it goes back, as kubectl has them. */
const kept = [
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionKey,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

const labels = z.record(z.string(), z.string()).optional();
const replicaSet = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    annotations: labels,
    creationTimestamp: z.string().optional(),
    ownerReferences: z.array(z.object({ uid: z.string(), controller: z.boolean().optional() })).optional(),
  }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels, annotations: labels }),
      spec: z.looseObject({ containers: z.array(z.looseObject({ image: z.string().optional() })) }),
    }),
  }),
});
const replicaSets = z.object({ items: z.array(replicaSet) });
type ReplicaSet = z.infer<typeof replicaSet>;

interface History {
  readonly annotations: Readonly<Record<string, string>>;
  readonly isPaused: boolean;
  /** Latest first. */
  readonly sets: readonly { readonly revision: number; readonly set: ReplicaSet }[];
}

/** The versions of a deployment that its cluster still knows, latest first. Errors: `upstream_*`. */
export async function listRevisions(connection: ClusterConnection, place: Place): Promise<Revision[]> {
  const { sets } = await readHistory(connection, place);
  return sets.map(({ revision, set }, at) => ({
    number: revision,
    images: set.spec.template.spec.containers.map((each) => each.image ?? ''),
    isCurrent: at === 0,
    podMetadata: { ...set.spec.template.metadata.labels, ...set.spec.template.metadata.annotations },
    createdAt: set.metadata.creationTimestamp ? new Date(set.metadata.creationTimestamp) : undefined,
  }));
}

/**
 * Puts back the pod template of a revision, as `kubectl rollout undo` does.
 * Errors: `not_found` for a revision that is gone, `conflict` where the deployment is paused, `upstream_*`.
 */
export async function rollback(connection: ClusterConnection, place: Place, revision: number): Promise<void> {
  const { namespace, name } = place;
  const history = await readHistory(connection, place);
  if (history.isPaused) throw new NoxError('conflict', { reason: 'k8s.reason.paused' });
  const found = history.sets.find((each) => each.revision === revision)?.set;
  if (!found) throw new NoxError('not_found', { kind: 'k8s.kind.revision', name: String(revision) });
  const { metadata, ...template } = found.spec.template;
  const { 'pod-template-hash': _hash, ...own } = metadata.labels ?? {};
  const body = [
    { op: 'replace', path: '/spec/template', value: { ...template, metadata: { ...metadata, labels: own } } },
    { op: 'add', path: '/metadata/annotations', value: annotationsAfter(history.annotations, found) },
  ];
  await connection.call(`deployment ${namespace}/${name}`, () =>
    connection.apps.patchNamespacedDeployment({ namespace, name, body, fieldManager: 'nox' }),
  );
}

/** Read raw: a template that passed through the generated types would lose the fields of a newer Kubernetes. */
async function readHistory({ apps, call, json }: ClusterConnection, place: Place): Promise<History> {
  const { namespace, name } = place;
  const what = `deployment ${namespace}/${name}`;
  const { metadata, spec } = await call(what, () => apps.readNamespacedDeployment({ namespace, name }));
  const query = new URLSearchParams({ labelSelector: selectorOf(spec?.selector) });
  const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/replicasets?${query}`;
  const { items } = await call(what, async () => replicaSets.parse(await json(path)));
  const sets = items
    .filter((set) =>
      set.metadata.ownerReferences?.some((owner) => owner.controller && owner.uid === metadata?.uid),
    )
    .map((set) => ({ revision: Number(set.metadata.annotations?.[revisionKey] ?? 0), set }))
    .filter((each) => each.revision > 0)
    .sort((a, b) => b.revision - a.revision);
  return { annotations: metadata?.annotations ?? {}, isPaused: spec?.paused ?? false, sets };
}

function annotationsAfter(current: History['annotations'], { metadata }: ReplicaSet): Record<string, string> {
  const stay = Object.entries(current).filter(([key]) => kept.includes(key));
  const back = Object.entries(metadata.annotations ?? {}).filter(([key]) => !kept.includes(key));
  return Object.fromEntries([...stay, ...back]);
}
