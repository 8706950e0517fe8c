/** What the load process is asked for. */
export interface LoadOrder {
  readonly url: string;
  readonly signingSecret: string;
  readonly connections: number;
  /** So many requests, after each other on each connection. */
  readonly amount: number;
  /** Bodies of slash commands, sent in turn. */
  readonly bodies: readonly string[];
  /** What every right answer contains. */
  readonly contains: string;
}

export interface LoadResult {
  readonly answered: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}
