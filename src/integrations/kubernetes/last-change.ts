import type { ClusterConnection } from './connection.ts';
import { redact } from './redact.ts';
import { listRevisions } from './revisions.ts';
import type { LastChange, Place, Revision } from './types.ts';

/** Those that write of their own accord all the time, and changed nothing that anybody asked for. */
const controllers = /^(kube-controller-manager|k3s|horizontal-pod-autoscaler|cluster-autoscaler)$/;
/** Labels and annotations by which builds tell where an image came from. */
const originKeys =
  /^(org\.opencontainers\.image\.(revision|source)|app\.kubernetes\.io\/version|.*(git|commit|revision-sha).*)$/i;

/**
 * What changed last in a deployment's pods, when, and by which program, as its revisions and `managedFields` tell
 * (https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management). Errors: `upstream_*`.
 */
export async function readLastChange(connection: ClusterConnection, place: Place): Promise<LastChange> {
  const { namespace, name } = place;
  const { metadata, spec } = await connection.call(`deployment ${namespace}/${name}`, () =>
    connection.apps.readNamespacedDeployment({ namespace, name }),
  );
  const [current, before] = await listRevisions(connection, place);
  const writers = (metadata?.managedFields ?? []).filter(
    ({ manager, subresource, time }) => time && !subresource && !controllers.test(manager ?? ''),
  );
  const latest = writers.sort((a, b) => Number(b.time) - Number(a.time))[0];
  const words = { ...metadata?.labels, ...metadata?.annotations };
  const template = { ...spec?.template.metadata?.labels, ...spec?.template.metadata?.annotations };
  const told = Object.entries({ ...words, ...template }).filter(
    ([key, value]) => originKeys.test(key) && value.length <= 300 && isOfNow(key, template, current, before),
  );
  const written = latest?.time ? new Date(latest.time) : undefined;
  // What was gone back to was made before what it replaces.
  const wentBack = Number(current?.createdAt ?? 0) < Number(before?.createdAt ?? 0);
  return {
    at: wentBack ? written : (current?.createdAt ?? written),
    by: latest?.manager,
    cause: redact(metadata?.annotations?.['kubernetes.io/change-cause'] ?? '').slice(0, 300),
    images: current?.images ?? spec?.template.spec?.containers.map((each) => each.image ?? '') ?? [],
    imagesBefore: before?.images ?? [],
    origin: Object.fromEntries(told),
  };
}

/**
 * Whoever changes an image alone (`kubectl set image`, `nox k8s deploy`) leaves the labels as they were: those then tell of
 * the image before. Where a repository is stays true.
 */
function isOfNow(
  key: string,
  template: Readonly<Record<string, string>>,
  current: Revision | undefined,
  before: Revision | undefined,
): boolean {
  if (/image\.source$/i.test(key) || !current || !before) return true;
  if (current.images.join() === before.images.join()) return true;
  return key in template && before.podMetadata[key] !== template[key];
}
