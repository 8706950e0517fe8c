/** Sentences of the area: kubernetes. Keys are the same in both languages; ICU MessageFormat. */
export const kubernetes = {} as const;
