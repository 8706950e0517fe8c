import type { Incident } from '../database/tenant/monitoring/incidents.ts';

/** How long an incident waited for somebody to take it, milliseconds; undefined where nobody did. */
export function takenAfter({ takenAt, openedAt }: Incident): number | undefined {
  return takenAt ? takenAt.getTime() - openedAt.getTime() : undefined;
}

/** How long an incident lasted from its first sign, milliseconds; undefined while it does. */
export function resolvedAfter({ resolvedAt, since, openedAt }: Incident): number | undefined {
  return resolvedAt ? resolvedAt.getTime() - (since ?? openedAt).getTime() : undefined;
}
