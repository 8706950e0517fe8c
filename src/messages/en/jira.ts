/** Sentences of the area: jira. Keys are the same in both languages; ICU MessageFormat. */
export const jira = {} as const;
