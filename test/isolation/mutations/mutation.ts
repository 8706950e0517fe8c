/** A guard taken out of the sources, and the tests that must notice. */
export interface Mutation {
  readonly name: string;
  readonly changes: readonly Change[];
  /** The test file, and which of its tests. */
  readonly noticedBy: readonly [file: string, name: string];
}

interface Change {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly put: string;
}

/** @param changes file, what stands there exactly once, and what is put there instead */
export const mutation = (
  name: string,
  noticedBy: readonly [string, string],
  ...changes: readonly (readonly [file: string, find: string, put: string])[]
): Mutation => ({ name, noticedBy, changes: changes.map(([file, find, put]) => ({ file, find, put })) });
