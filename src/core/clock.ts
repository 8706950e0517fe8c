/** The time, so that tests can hold it still. */
export interface Clock {
  /** Now, as a Date. */
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
