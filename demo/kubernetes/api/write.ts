import { isDeepStrictEqual } from 'node:util';
import { randomSuffix } from '../controllers/names.ts';
import { fillDefaults, validate } from '../defaults.ts';
import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import { alreadyExists, conflict, invalid, notFound } from '../status.ts';
import type { KubeObject } from '../types.ts';
import { answer, existing } from './get.ts';
import { unconvert } from './represent.ts';
import type { Answer, ApiRequest } from './request.ts';
import { flag, parseObject } from './request.ts';

/** Creates the object in the body; 409 where its name is taken, 404 where its namespace is missing. */
export function create(simulation: Simulation, request: ApiRequest): Answer {
  const { resource } = request;
  const object = unconvert(resource, parseObject(request));
  const { metadata } = object;
  if (!metadata.name && metadata.generateName) metadata.name = `${metadata.generateName}${randomSuffix()}`;
  if (!metadata.name) {
    const message = 'Required value: name or generateName is required';
    throw invalid(resource, '', [{ reason: 'FieldValueRequired', field: 'metadata.name', message }]);
  }
  const namespaces = resourceNamed('namespaces');
  if (resource.namespaced && !simulation.store.find(namespaces, metadata.namespace ?? '')) {
    throw notFound(namespaces, metadata.namespace ?? '');
  }
  if (simulation.store.find(resource, metadata.name, metadata.namespace)) {
    throw alreadyExists(resource, metadata.name);
  }
  delete metadata.uid;
  delete metadata.resourceVersion;
  metadata.creationTimestamp = simulation.timestamp();
  if (resource.statusIsSeparate) delete object.status;
  validate(resource, object);
  fillDefaults(resource, object);
  if (object.spec && resource.kind !== 'Pod') metadata.generation = 1;
  if (dryRun(request)) return answer(simulation, request, 201, object);
  return answer(simulation, request, 201, simulation.store.write(resource, object));
}

/** Replaces the object (PUT); 409 where the body's resourceVersion is stale. */
export function replace(simulation: Simulation, request: ApiRequest): Answer {
  const current = existing(simulation, request);
  const object = unconvert(request.resource, parseObject(request));
  return answer(simulation, request, 200, update(simulation, request, current, object));
}

/**
 * Stores a new state of an existing object as the API server does: what belongs to the server is kept,
 * the status changes only through its own endpoint, the generation rises with the spec.
 */
export function update(
  simulation: Simulation,
  request: ApiRequest,
  current: KubeObject,
  wanted: KubeObject,
): KubeObject {
  const { resource, subresource } = request;
  const { name } = current.metadata;
  const stale = wanted.metadata.resourceVersion ?? '';
  if (stale !== '' && stale !== current.metadata.resourceVersion) throw conflict(resource, name);
  if (wanted.metadata.uid && wanted.metadata.uid !== current.metadata.uid) {
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${wanted.metadata.uid}, UID in object meta: ${current.metadata.uid}`,
    );
  }
  if (wanted.metadata.name !== name) {
    const message = `Invalid value: "${wanted.metadata.name}": field is immutable`;
    throw invalid(resource, name, [{ reason: 'FieldValueInvalid', field: 'metadata.name', message }]);
  }
  const next = subresource === 'status' ? { ...current, status: wanted.status } : structuredClone(wanted);
  if (resource.statusIsSeparate && subresource !== 'status') {
    if (current.status === undefined) delete next.status;
    else next.status = current.status;
  }
  const { uid, creationTimestamp, generation, deletionTimestamp } = current.metadata;
  next.metadata = structuredClone(subresource === 'status' ? current.metadata : wanted.metadata);
  Object.assign(next.metadata, { uid, creationTimestamp, resourceVersion: current.metadata.resourceVersion });
  if (generation !== undefined) next.metadata.generation = generation;
  if (deletionTimestamp !== undefined) next.metadata.deletionTimestamp = deletionTimestamp;
  validate(resource, next);
  fillDefaults(resource, next);
  immutableSelector(request, current, next);
  if (generation !== undefined && !isDeepStrictEqual(current.spec, next.spec)) {
    next.metadata.generation = generation + 1;
  }
  return dryRun(request) ? next : simulation.store.write(resource, next);
}

/** Whether a request asks only what would happen. */
export function dryRun(request: ApiRequest): boolean {
  return request.query.get('dryRun') === 'All' || flag(request.query, 'dryRun');
}

function immutableSelector(request: ApiRequest, current: KubeObject, next: KubeObject): void {
  if (request.resource.group !== 'apps') return;
  const before = (current.spec as { selector?: unknown }).selector;
  const after = (next.spec as { selector?: unknown }).selector;
  if (isDeepStrictEqual(before, after)) return;
  const message = `Invalid value: ${JSON.stringify(after)}: field is immutable`;
  const cause = { reason: 'FieldValueInvalid', field: 'spec.selector', message };
  throw invalid(request.resource, current.metadata.name, [cause]);
}
