import { z } from 'zod';
import type { IssueLine, JiraPerson, JiraStatus } from './types.ts';

/** The fields of Jira's answers that NOX reads; everything else is left alone. */
export const userShape = z.object({
  accountId: z.string().optional(),
  accountType: z.string().optional(),
  name: z.string().optional(),
  displayName: z.string().default(''),
  emailAddress: z.string().optional(),
  active: z.boolean().default(true),
});

export const statusShape = z.object({
  name: z.string(),
  statusCategory: z.object({ key: z.string() }).optional(),
});

const named = z.object({ name: z.string() });

export const lineFields = ['summary', 'status', 'issuetype', 'priority', 'assignee', 'updated'];
export const lineShape = z.object({
  key: z.string(),
  fields: z.object({
    summary: z.string().nullish(),
    status: statusShape,
    issuetype: named.nullish(),
    priority: named.nullish(),
    assignee: userShape.nullish(),
    updated: z.string(),
  }),
});

/** Answers without anything to read. */
export const nothing = z.unknown();

export function personOf(user: z.infer<typeof userShape>): JiraPerson {
  const { accountId, name, displayName, emailAddress } = user;
  return { id: accountId ?? name ?? '', name: displayName, email: emailAddress };
}

export function statusOf({ name, statusCategory }: z.infer<typeof statusShape>): JiraStatus {
  const key = statusCategory?.key;
  const category = key === 'new' || key === 'indeterminate' || key === 'done' ? key : 'undefined';
  return { name, category };
}

export function lineOf({ key, fields }: z.infer<typeof lineShape>, url: string): IssueLine {
  return {
    key,
    url,
    summary: fields.summary ?? '',
    type: fields.issuetype?.name ?? '',
    status: statusOf(fields.status),
    priority: fields.priority?.name ?? '',
    assignee: fields.assignee ? personOf(fields.assignee) : undefined,
    updated: dateOf(fields.updated),
  };
}

/** Jira writes `+0000` where ISO 8601 has `+00:00`. */
export function dateOf(text: string): Date {
  return new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}
