import { NoxError } from '../../core/errors.ts';
import type { ClusterConnection } from './connection.ts';

/** What a credential may do across the cluster: change deployments, read pods, or less than that. */
export type Access = 'operate' | 'read' | 'limited';

/** The cluster's version and what this credential may do there. Errors: `upstream_*`. */
export async function readAccess(
  connection: ClusterConnection,
): Promise<{ version: string; access: Access }> {
  const { version, call } = connection;
  const { gitVersion } = await call('version', () => version.getCode());
  if (typeof gitVersion !== 'string' || !/^v\d/.test(gitVersion))
    throw new NoxError('upstream_not_found', { service: 'Kubernetes', what: '/version' });
  const [operate, read] = await Promise.all([
    may(connection, { verb: 'patch', group: 'apps', resource: 'deployments' }),
    may(connection, { verb: 'list', group: '', resource: 'pods' }),
  ]);
  return { version: gitVersion.slice(0, 40), access: operate ? 'operate' : read ? 'read' : 'limited' };
}

async function may(
  { authorization, call }: ClusterConnection,
  resourceAttributes: { verb: string; group: string; resource: string },
): Promise<boolean> {
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  };
  const review = await call('access', () => authorization.createSelfSubjectAccessReview({ body }));
  return review.status?.allowed ?? false;
}
