import type { Resource } from '../resources.ts';
import { resourceAt, reviews } from '../resources.ts';
import { badRequest, unknownResource } from '../status.ts';
import type { KubeObject } from '../types.ts';

/** A request for a resource, as its path says it. */
export interface ApiRequest {
  method: string;
  resource: Resource;
  namespace: string | undefined;
  name: string | undefined;
  subresource: string | undefined;
  query: URLSearchParams;
  accept: string;
  contentType: string;
  body: string;
}

export interface Answer {
  code: number;
  body: unknown;
}

export type ReviewKind = (typeof reviews)[number]['kind'];

/** What a path under /api or /apis asks for: objects of a resource, or a review. 404 for anything else. */
export function parsePath(
  path: string,
): { resource: Resource; namespace?: string; name?: string; subresource?: string } | { review: ReviewKind } {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const root = parts.shift();
  const group = root === 'apis' ? (parts.shift() ?? '') : '';
  const version = parts.shift() ?? '';
  const review = reviews.find(
    (one) => one.group === group && one.version === version && one.plural === parts[0],
  );
  if (review && parts.length === 1) return { review: review.kind };
  const scoped = parts[0] === 'namespaces' && parts.length > 2 && parts[2] !== 'status';
  const namespace = scoped ? parts[1] : undefined;
  const [plural = '', name, subresource, ...rest] = scoped ? parts.slice(2) : parts;
  const resource = resourceAt(group, version, plural);
  if (!resource || rest.length > 0) throw unknownResource();
  if (scoped && !resource.namespaced) throw unknownResource();
  if (!scoped && resource.namespaced && name !== undefined) throw unknownResource();
  if (subresource && !resource.subresources.includes(subresource)) throw unknownResource();
  return {
    resource,
    ...(namespace !== undefined ? { namespace } : {}),
    ...(name !== undefined ? { name } : {}),
    ...(subresource !== undefined ? { subresource } : {}),
  };
}

/** The JSON of a body; 400 where it is none. */
export function parseBody(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // told below, as for any body that is no object
  }
  throw badRequest(
    "the object provided is unrecognized (must be of type object): couldn't get version/kind; json parse error",
  );
}

/** The object in a body, checked against the resource it was sent to; 400 where they differ. */
export function parseObject(request: ApiRequest): KubeObject {
  const object = parseBody(request.body) as KubeObject;
  const { resource } = request;
  if (object.kind && object.kind !== resource.kind) {
    throw badRequest(
      `${object.kind} in version "${object.apiVersion}" cannot be handled as a ${resource.kind}: no kind "${object.kind}" is registered`,
    );
  }
  object.kind = resource.kind;
  object.apiVersion = resource.group ? `${resource.group}/${resource.version}` : resource.version;
  object.metadata ??= { name: '' };
  if (resource.namespaced) {
    if (object.metadata.namespace && object.metadata.namespace !== request.namespace) {
      throw badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    object.metadata.namespace = request.namespace ?? 'default';
  } else delete object.metadata.namespace;
  return object;
}

/** The whole number of a query parameter, or undefined; 400 where it is none. */
export function numberParameter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = Number(text);
  if (!Number.isInteger(value)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return value;
}

/** Whether a yes-or-no query parameter is set. */
export function flag(query: URLSearchParams, name: string): boolean {
  return ['true', '1'].includes(query.get(name) ?? '');
}
