/** How a queue of jobs stands, over all processes; `failures` are this process's alone. */
export interface QueueDepth {
  readonly queue: string;
  /** To be worked on now, and not begun. */
  readonly due: number;
  readonly later: number;
  readonly running: number;
  /** Failed for good: kept for the operator. */
  readonly dead: number;
  readonly failures: number;
}
