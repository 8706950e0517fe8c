/** What every job of a kind is sent with; pg-boss keeps it with the job, so that a newer NOX changes it at once. */
export interface JobOptions {
  readonly retryLimit: number;
  readonly retryDelay: number;
  readonly retryBackoff: true;
  readonly retryDelayMax: number;
  readonly heartbeatSeconds: number;
  readonly expireInSeconds: number;
  readonly deleteAfterSeconds: number;
  readonly deadLetter: string;
}

/** How long a job waits after it failed for the first time, and at most; how long a process may say nothing. Seconds. */
export interface JobPace {
  readonly pollSeconds: number;
  readonly retrySeconds: number;
  /** At least 10. */
  readonly heartbeatSeconds: number;
  /** How often jobs of processes that died are looked for. */
  readonly superviseSeconds: number;
}

/** The job of a process that died is another's within a minute. */
export const usualJobPace: JobPace = {
  pollSeconds: 5,
  retrySeconds: 10,
  heartbeatSeconds: 15,
  superviseSeconds: 30,
};

/** The queue of the jobs of `queue` that failed for good, for the operator. */
export const deadQueueOf = (queue: string) => `${queue}-dead`;

/** Tried again for some two hours: after 10 seconds, then twice as long each time, a quarter of an hour at most. */
export function jobOptions(queue: string, { retrySeconds, heartbeatSeconds }: JobPace): JobOptions {
  return {
    retryLimit: 15,
    retryDelay: retrySeconds,
    retryBackoff: true,
    retryDelayMax: 900,
    heartbeatSeconds,
    expireInSeconds: 900,
    deleteAfterSeconds: 3600,
    deadLetter: deadQueueOf(queue),
  };
}
