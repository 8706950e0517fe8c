import type { Simulation } from '../simulation.ts';
import { notFound } from '../status.ts';
import type { KubeObject } from '../types.ts';
import { representOne, shapeOf } from './represent.ts';
import type { Answer, ApiRequest } from './request.ts';

/** Answers one object. */
export function get(simulation: Simulation, request: ApiRequest): Answer {
  return answer(simulation, request, 200, existing(simulation, request));
}

/** The stored object that a request names; 404 where there is none. */
export function existing(simulation: Simulation, request: ApiRequest): KubeObject {
  const { resource, name = '', namespace } = request;
  const object = simulation.store.find(resource, name, namespace);
  if (!object) throw notFound(resource, name);
  return object;
}

/** An object as the answer to a request, in the form its caller wants. */
export function answer(
  simulation: Simulation,
  request: ApiRequest,
  code: number,
  object: KubeObject,
): Answer {
  const options = { now: simulation.clock.now() };
  const body = representOne(request.resource, object, shapeOf(request.accept), request.query, options);
  return { code, body };
}
