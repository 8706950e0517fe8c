import type { Resource } from '../resources.ts';
import type { KubeObject } from '../types.ts';
import { columnsOf } from './table-columns.ts';
import { partial } from './partial.ts';

/**
 * What `kubectl get` prints, made by the server: columns, and a row for each object.
 * Undefined for a resource that has no table here.
 */
export function tableOf(
  of: Resource,
  objects: KubeObject[],
  metadata: Record<string, unknown>,
  query: URLSearchParams,
  options: { columns?: boolean; now: Date },
): unknown {
  const columns = columnsOf(of);
  if (!columns) return undefined;
  const include = query.get('includeObject') ?? 'Metadata';
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions:
      options.columns === false
        ? null
        : columns.map(({ name, type = 'string', priority = 0 }) => ({
            name,
            type,
            format: name === 'Name' ? 'name' : '',
            description: name,
            priority,
          })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object, options.now)),
      ...(include === 'None' ? {} : { object: include === 'Object' ? object : partial(object) }),
    })),
  };
}
