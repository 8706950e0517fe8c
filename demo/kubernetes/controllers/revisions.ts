import type { Deployment } from '../types.ts';

export const revisionKey = 'deployment.kubernetes.io/revision';

/** The number of a ReplicaSet's (or Deployment's) revision. */
export function revisionOf(object: { metadata: { annotations?: Record<string, string> } }): number {
  return Number(object.metadata.annotations?.[revisionKey] ?? 0);
}

/** How many pods a rollout may have too many and too few. */
export function limits(deployment: Deployment): { surge: number; unavailable: number } {
  const { replicas, strategy } = deployment.spec;
  if (strategy?.type === 'Recreate') return { surge: 0, unavailable: replicas };
  const surge = portion(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, Math.ceil);
  const unavailable = portion(strategy?.rollingUpdate?.maxUnavailable ?? '25%', replicas, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** A number, or a percentage of one. */
export function portion(value: number | string, of: number, round: (value: number) => number): number {
  if (typeof value === 'number') return value;
  return value.endsWith('%') ? round((Number.parseFloat(value) / 100) * of) : Number(value);
}
