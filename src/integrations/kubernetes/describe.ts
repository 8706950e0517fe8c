import { z } from 'zod';
import type { ClusterConnection } from './connection.ts';
import { factsOf, rawObject } from './facts.ts';
import { isClusterWide, kinds } from './kinds.ts';
import type { Kind } from './kinds.ts';
import { listEvents } from './lists.ts';
import type { Description } from './types.ts';

/** Everything worth telling about one object. Errors: `upstream_not_found` and the other `upstream_*`. */
export async function describe(
  connection: ClusterConnection,
  kind: Kind,
  { namespace, name }: { readonly namespace?: string | undefined; readonly name: string },
): Promise<Description> {
  const { path, plural } = kinds[kind];
  const within = namespace && !isClusterWide(kind) ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const found = await connection.call(`${kind} ${within ? `${namespace}/` : ''}${name}`, async () =>
    rawObject.parse(await connection.json(`${path}${within}/${plural}/${encodeURIComponent(name)}`)),
  );
  const { creationTimestamp } = found.metadata;
  const { items } = await listEvents(connection, within ? namespace : undefined, { kind, name });
  return {
    kind,
    namespace: found.metadata.namespace,
    name: found.metadata.name,
    createdAt: creationTimestamp ? new Date(creationTimestamp) : undefined,
    facts: factsOf(kind, found),
    conditions: (found.status?.conditions ?? []).map(({ type, status, reason = '' }) => ({
      type,
      status,
      reason,
    })),
    events: items.slice(0, 8),
  };
}

/** The namespaces where an object of that kind and name stands. */
export async function findNamespaces(
  connection: ClusterConnection,
  kind: Kind,
  name: string,
): Promise<string[]> {
  const { path, plural } = kinds[kind];
  const query = new URLSearchParams({ fieldSelector: `metadata.name=${name}`, limit: '100' });
  const list = z.object({ items: z.array(rawObject) });
  const { items } = await connection.call(`${kind} ${name}`, async () =>
    list.parse(await connection.json(`${path}/${plural}?${query}`)),
  );
  return items.map((each) => each.metadata.namespace ?? '');
}
