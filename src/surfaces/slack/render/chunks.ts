/** The items in groups of `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_each, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}
