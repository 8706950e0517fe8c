/** Sentences of the area: commands. Keys are the same in both languages; ICU MessageFormat. */
export const commands = {} as const;
