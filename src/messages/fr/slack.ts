/** Sentences of the area: slack. Keys are the same in both languages; ICU MessageFormat. */
export const slack = {} as const;
