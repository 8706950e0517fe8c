/** Sentences of the area: github. Keys are the same in both languages; ICU MessageFormat. */
export const github = {} as const;
