import { validationError } from '../errors.ts';

/** One page of a list, as Notion pages: the cursor is the id of the next item. */
export function listOf<T extends { readonly id: string }>(
  all: readonly T[],
  {
    start_cursor: cursor,
    page_size: size = 100,
  }: { start_cursor?: string | null | undefined; page_size?: number | undefined },
  type: string,
  render: (item: T) => unknown,
): Record<string, unknown> {
  const from = cursor ? all.findIndex((each) => each.id === cursor) : 0;
  if (from < 0) throw validationError(`The start_cursor provided is invalid: ${cursor}`);
  const next = all[from + size];
  return {
    object: 'list',
    results: all.slice(from, from + size).map(render),
    next_cursor: next?.id ?? null,
    has_more: next !== undefined,
    type,
    [type]: {},
  };
}
