/** Sentences of the area: notion. Keys are the same in both languages; ICU MessageFormat. */
export const notion = {} as const;
