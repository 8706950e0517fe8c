import type { KubeObject } from '../types.ts';

/** Only what identifies an object and its metadata. */
export function partial(object: KubeObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
}
