import type { ClusterConnection } from './connection.ts';
import type { Place, RolledPlace } from './types.ts';

const fieldManager = 'nox';

/** Replaces every pod of a workload, as `kubectl rollout restart` does. Errors: `upstream_*`. */
export async function restart(connection: ClusterConnection, place: RolledPlace, at: Date): Promise<void> {
  const annotations = { 'kubectl.kubernetes.io/restartedAt': at.toISOString() };
  await patchTemplate(connection, place, { metadata: { annotations } });
}

/** Gives one container of a deployment another image. */
export async function setImage(
  connection: ClusterConnection,
  place: Place,
  container: string,
  image: string,
): Promise<void> {
  await patchTemplate(connection, place, { spec: { containers: [{ name: container, image }] } });
}

async function patchTemplate(
  { apps, call }: ClusterConnection,
  { kind = 'deployment', namespace, name }: RolledPlace,
  template: object,
): Promise<void> {
  const asked = { namespace, name, body: { spec: { template } }, fieldManager };
  const patches = {
    deployment: () => apps.patchNamespacedDeployment(asked),
    statefulset: () => apps.patchNamespacedStatefulSet(asked),
    daemonset: () => apps.patchNamespacedDaemonSet(asked),
  };
  await call(`${kind} ${namespace}/${name}`, async () => void (await patches[kind]()));
}

/** Changes how many replicas a deployment has, through its scale subresource. */
export async function scale(
  { apps, call }: ClusterConnection,
  place: Place,
  replicas: number,
): Promise<void> {
  const { namespace, name } = place;
  const body = { spec: { replicas } };
  await call(`deployment ${namespace}/${name}`, () =>
    apps.patchNamespacedDeploymentScale({ namespace, name, body, fieldManager }),
  );
}
