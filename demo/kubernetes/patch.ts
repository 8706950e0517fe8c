import { badRequest, StatusError } from './status.ts';

type Fields = Record<string, unknown>;

const mergeKeys: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  secrets: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  hostAliases: 'ip',
  conditions: 'type',
  containerStatuses: 'name',
  initContainerStatuses: 'name',
  ownerReferences: 'uid',
  topologySpreadConstraints: 'topologyKey',
};

/** RFC 7396: gives the patched value; null takes a field away. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const result: Fields = isFields(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete result[field];
    else result[field] = mergePatch(result[field], value);
  }
  return result;
}

/** Kubernetes' strategic merge for its built-in types: known lists are merged by their key. */
export function strategicMergePatch(target: unknown, patch: unknown, field = ''): unknown {
  if (Array.isArray(patch)) return mergeLists(Array.isArray(target) ? target : [], patch, field);
  if (!isFields(patch)) return patch;
  const { $patch: directive, ...rest } = patch;
  if (directive === 'replace') return withoutDirectives(rest);
  const result: Fields = isFields(target) ? { ...target } : {};
  const retained = rest.$retainKeys;
  if (Array.isArray(retained)) {
    for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key];
  }
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith('$deleteFromPrimitiveList/') && Array.isArray(value)) {
      const name = key.slice(key.indexOf('/') + 1);
      const kept = result[name];
      if (Array.isArray(kept)) result[name] = kept.filter((item) => !value.includes(item));
    }
    if (key.startsWith('$')) continue;
    if (value === null || (isFields(value) && value.$patch === 'delete')) delete result[key];
    else result[key] = strategicMergePatch(result[key], value, key);
  }
  return result;
}

/** RFC 6902; 422 where a path is missing or a test fails, 400 where the patch is no list of operations. */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations))
    throw badRequest('error decoding patch: a JSON patch is a list of operations');
  let document: unknown = structuredClone(target);
  for (const operation of operations as Fields[]) document = applyOperation(document, operation);
  return document;
}

function applyOperation(document: unknown, operation: Fields): unknown {
  const { op, path, from, value } = operation;
  if (typeof op !== 'string' || typeof path !== 'string') {
    throw badRequest('error decoding patch: an operation needs "op" and "path"');
  }
  if (op === 'move' || op === 'copy') {
    const moved = structuredClone(lookUp(document, String(from)));
    if (op === 'move') change(document, String(from), 'remove', undefined);
    change(document, path, 'add', moved);
    return document;
  }
  if (op === 'test') {
    if (JSON.stringify(lookUp(document, path)) !== JSON.stringify(value)) {
      throw unprocessable(`testing value ${path} failed`);
    }
    return document;
  }
  if (path === '') return value;
  change(document, path, op, value);
  return document;
}

function change(document: unknown, path: string, op: string, value: unknown): void {
  const keys = pointer(path);
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => step(at, key, path), document);
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (op === 'add') parent.splice(index, 0, value);
    else if (index >= parent.length) throw missing(path);
    else if (op === 'remove') parent.splice(index, 1);
    else parent[index] = value;
    return;
  }
  if (!isFields(parent)) throw missing(path);
  if (op !== 'add' && !(last in parent)) throw missing(path);
  if (op === 'remove') delete parent[last];
  else if (op === 'add' || op === 'replace') parent[last] = value;
  else throw badRequest(`error decoding patch: unexpected kind: ${op}`);
}

function lookUp(document: unknown, path: string): unknown {
  return pointer(path).reduce((at, key) => step(at, key, path), document);
}

function step(at: unknown, key: string, path: string): unknown {
  const next = Array.isArray(at) ? at[Number(key)] : isFields(at) ? at[key] : undefined;
  if (next === undefined) throw missing(path);
  return next;
}

function pointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function mergeLists(target: unknown[], patch: unknown[], field: string): unknown[] {
  const key = mergeKey(field, [...patch, ...target]);
  if (field === 'finalizers') return [...new Set([...target, ...patch])];
  if (!key) return withoutDirectives(patch) as unknown[];
  if (patch.some((item) => isFields(item) && item.$patch === 'replace')) {
    return patch.filter((item) => !(isFields(item) && item.$patch === 'replace'));
  }
  const result = [...target];
  for (const item of patch) {
    if (!isFields(item)) continue;
    const at = result.findIndex((kept) => isFields(kept) && kept[key] === item[key]);
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = strategicMergePatch(result[at], item);
    else result.push(withoutDirectives(item));
  }
  return result;
}

function mergeKey(field: string, items: unknown[]): string | undefined {
  if (field !== 'ports') return mergeKeys[field];
  return items.some((item) => isFields(item) && 'containerPort' in item) ? 'containerPort' : 'port';
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([key, item]) => !key.startsWith('$') && item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutDirectives(item)]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(path: string): StatusError {
  return unprocessable(`the path "${path}" does not exist in the object`);
}

function unprocessable(why: string): StatusError {
  const words = `the server rejected our request due to an error in our request: ${why}`;
  return new StatusError(422, 'Invalid', words, {});
}
