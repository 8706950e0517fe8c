import { chain, pod, status } from './real.ts';

/** A Deployment and its one pod, as they should be. */
export const healthy = { at: 0, put: [...chain('api'), pod('api-7d9-x')] };

/** A second container of it. */
export const sidecar = (more = {}) => status('proxy', more);

/** A container of a pod `api-7d9-x` at a moment. */
export const one = (seconds: number, container: object, more: object = {}) => ({
  at: seconds,
  put: [pod('api-7d9-x', { containers: [status('app', container as never)], ...more })],
});

/** A Deployment before its pod is there. */
export const first = { at: 0, put: chain('api') };
