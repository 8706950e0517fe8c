/** Sentences of the area: web. Keys are the same in both languages; ICU MessageFormat. */
export const web = {} as const;
