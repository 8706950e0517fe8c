import type { Resource } from '../resources.ts';
import { qualifiedName } from '../resources.ts';
import { StatusError } from '../status.ts';
import type { ApiRequest } from './request.ts';

export interface Caller {
  username: string;
  readOnly: boolean;
}

const readVerbs = ['get', 'list', 'watch'];

/** The verb that RBAC knows a request by. */
export function verbOf(request: Pick<ApiRequest, 'method' | 'name' | 'query'>): string {
  switch (request.method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return request.name ? 'delete' : 'deletecollection';
    default:
      if (['true', '1'].includes(request.query.get('watch') ?? '')) return 'watch';
      return request.name ? 'get' : 'list';
  }
}

/** Whether RBAC lets a caller do this: the read-only account reads everything but secrets. */
export function may(caller: Caller, verb: string, plural: string): boolean {
  return (
    !caller.readOnly || (readVerbs.includes(verb) && plural !== 'secrets' && plural !== '*' && verb !== '*')
  );
}

/** Refuses (403) what RBAC does not allow, in the words of Kubernetes. */
export function authorize(caller: Caller, request: ApiRequest): void {
  const verb = verbOf(request);
  const { resource, name, namespace, subresource } = request;
  if (may(caller, verb, resource.plural)) return;
  const what = subresource ? `${resource.plural}/${subresource}` : resource.plural;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const words =
    `${forbiddenSubject(resource, name)} is forbidden: User "${caller.username}" cannot ${verb} ` +
    `resource "${what}" in API group "${resource.group}" ${where}`;
  throw new StatusError(403, 'Forbidden', words, {
    ...(name ? { name } : {}),
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
  });
}

function forbiddenSubject(resource: Resource, name: string | undefined): string {
  return name ? `${qualifiedName(resource)} "${name}"` : qualifiedName(resource);
}
