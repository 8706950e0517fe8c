/** How often a report is written, and how long a time it covers. */
export const cadences = ['daily', 'weekly', 'monthly'] as const;
export type Cadence = (typeof cadences)[number];

/** The time that a report covers: from `start` to before `end`. */
export interface Period {
  readonly start: Date;
  readonly end: Date;
}
