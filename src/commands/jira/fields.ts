import { z } from 'zod';
import type { Parameter } from '../contracts/command.ts';

/** An issue as people write it: `PAY-12`, `pay-12`, or its address in the browser. */
export const issueWord = z
  .string()
  .max(600)
  .refine((word) => keyIn(word) !== undefined);
export const jiraName = z.string().max(60).optional();
export const projectWord = z.string().trim().min(1).max(100);
/** Further fields of a screen, as `name=value`. */
export const pairs = z.record(z.string().max(60), z.string().max(2_000)).optional();
export type Pairs = Readonly<Record<string, string>>;

export const jiraParameter: Parameter = { name: 'jira', label: 'jira.parameter.jira' };
export const issueParameter: Parameter = { name: 'issue', position: 0, label: 'jira.parameter.issue' };
export const projectFilter: Parameter = {
  name: 'project',
  flags: ['projet'],
  prepositions: ['dans', 'in'],
  label: 'jira.parameter.project',
};
export const pairsParameter: Parameter = { name: 'fields', kind: 'pairs', label: 'jira.parameter.fields' };

/** The key in what was written, in capitals; undefined where there is none. */
export function keyIn(written: string): string | undefined {
  const word = written.trim();
  const found = /^https?:\/\//i.test(word)
    ? (/[?&]selectedIssue=([a-z][a-z0-9_]*-\d+)/i.exec(word) ??
      /\/(?:browse|issues)\/([a-z][a-z0-9_]*-\d+)(?![\w-])/i.exec(word))
    : /^#?([a-z][a-z0-9_]{0,30}-\d{1,10})[.,:;]?$/i.exec(word);
  return found?.[1]?.toUpperCase();
}

/** The host of an address that was written; undefined for a bare key. */
export function hostIn(written: string): string | undefined {
  const word = written.trim();
  return URL.canParse(word) ? new URL(word).host : undefined;
}
