/** An error in Notion's own terms (https://developers.notion.com/reference/status-codes). */
export class NotionError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly additional: Readonly<Record<string, unknown>> | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly additional?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.additional = more.additional;
  }
}

export function validationError(
  message: string,
  additional?: Readonly<Record<string, unknown>>,
): NotionError {
  return new NotionError(400, 'validation_error', message, additional ? { additional } : {});
}

/** What does not exist and what is not shared are told in the same words. */
export function notFound(kind: 'page' | 'block' | 'database' | 'data source', id: string): NotionError {
  return new NotionError(
    404,
    'object_not_found',
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  );
}

export function rateLimited(retryAfterSeconds: number): NotionError {
  return new NotionError(
    429,
    'rate_limited',
    'You have been rate limited. Please try again in a few minutes.',
    {
      headers: { 'retry-after': String(retryAfterSeconds) },
    },
  );
}
