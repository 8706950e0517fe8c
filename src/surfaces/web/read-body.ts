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
