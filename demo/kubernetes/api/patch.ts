import { jsonPatch, mergePatch, strategicMergePatch } from '../patch.ts';
import type { Simulation } from '../simulation.ts';
import { unsupportedMediaType } from '../status.ts';
import type { KubeObject } from '../types.ts';
import { answer, existing } from './get.ts';
import type { Answer, ApiRequest } from './request.ts';
import { parseBody } from './request.ts';
import { update } from './write.ts';

const accepted = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

/** Patches the object; 415 for a patch format that is not taken (server-side apply is not). */
export function patch(simulation: Simulation, request: ApiRequest): Answer {
  const current = existing(simulation, request);
  const wanted = patched(request, current) as KubeObject;
  return answer(simulation, request, 200, update(simulation, request, current, wanted));
}

/** What the body of a PATCH makes of a value, by its content type. */
export function patched(request: ApiRequest, value: unknown): unknown {
  const type = request.contentType.split(';')[0]?.trim();
  const bare = withoutVersion(value);
  const body = parseBody(request.body);
  switch (type) {
    case accepted[0]:
      return jsonPatch(structuredClone(value), body);
    case accepted[1]:
      return mergePatch(structuredClone(bare), body);
    case accepted[2]:
      return strategicMergePatch(structuredClone(bare), body);
    default:
      throw unsupportedMediaType(accepted);
  }
}

/** Only a resourceVersion that the patch itself brings is a precondition. */
function withoutVersion(value: unknown): unknown {
  const object = value as KubeObject;
  if (!object.metadata) return value;
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
