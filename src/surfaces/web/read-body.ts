import type { NextFunction, Request, Response } from 'express';
import type { z } from 'zod';
import { NoxError } from '../../core/errors.ts';

/** A body against its schema. Errors: `bad_input` naming the fields, never their values. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body'],
  );
  throw new NoxError(
    'bad_input',
    { fields: [...new Set(names)].join(', ') },
    { sentence: 'tools.bad_fields' },
  );
}

/** The body's fields without `tenantId`, which `authenticate` has compared already. Errors: `bad_input`. */
export function fieldsOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new NoxError('bad_input', {}, { sentence: 'web.bad_json' });
  }
  const { tenantId: _same, ...fields } = body as Record<string, unknown>;
  return fields;
}

/**
 * Lets JSON through and nothing else that has a body; and no text that PostgreSQL cannot hold (U+0000), however deep.
 * Errors: `bad_input`.
 */
export function onlyJson(request: Request, _response: Response, next: NextFunction): void {
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'];
  if ((hasBody && !request.is('application/json')) || holdsNul(request.body)) {
    throw new NoxError('bad_input', {}, { sentence: 'web.bad_json' });
  }
  next();
}

/** Lets a form through that PostgreSQL can hold the text of. Errors: `bad_input`. */
export function noNul(request: Request, _response: Response, next: NextFunction): void {
  if (holdsNul(request.body)) throw new NoxError('bad_input', {}, { sentence: 'web.bad_request' });
  next();
}

function holdsNul(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).includes('\\u0000');
}
