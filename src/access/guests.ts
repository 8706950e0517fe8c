/** What is kept of a person's limits. */
interface Limits {
  readonly active: boolean;
  readonly onlyIntegrations: readonly number[] | null;
  readonly accessUntil: Date | null;
}

/** Whether a person may still come in: not removed, and not after the end of a guest's time. */
export function hasAccess({ active, accessUntil }: Limits, now: Date): boolean {
  return active && (accessUntil === null || accessUntil > now);
}

/** The integrations that a guest reaches, as an actor carries them; nothing for everybody else. */
export function reachOf({ onlyIntegrations }: Limits): { readonly only?: readonly number[] } {
  return onlyIntegrations === null ? {} : { only: onlyIntegrations };
}
