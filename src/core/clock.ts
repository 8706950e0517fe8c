/** The time, so that tests can hold it still. */
export interface Clock {
  /** Now, as a Date. */
  now(): Date;
  /** Milliseconds that passed since some moment, whatever is done to the clock; absent where nobody sets it. */
  passedMs?(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date(), passedMs: () => performance.now() };
