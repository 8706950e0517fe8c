import type { Request } from 'express';

/** A field of a form that is text. */
export function fieldOf(request: Request, name: string): string | undefined {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** All values of a field that may come several times: boxes that were ticked. */
export function fieldsOf(request: Request, name: string): readonly string[] {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((each) => typeof each === 'string');
}
