/** Sentences of the area: tenant. Keys are the same in both languages; ICU MessageFormat. */
export const tenant = {} as const;
