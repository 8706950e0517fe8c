import { isNoxError, NoxError } from '../../core/errors.ts';
import { jqlError } from './jql-errors.ts';

const service = 'Jira';
export const requestSeconds = 10;

/** What came of a request: an answer of any status, or what went wrong on the way. */
export type Answered =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly kind: 'failure'; readonly error: unknown };

/** What a request is about, as a person calls it, and which act it is where that takes a right of its own. */
export interface About {
  readonly what: string;
  readonly act?: 'search' | 'create' | 'comment' | 'assign' | 'move';
}

/** A refusal of Jira's, or of the way there, in NOX's terms; never Jira's own body. */
export function jiraError(answered: Answered, name: string, { what, act }: About): NoxError {
  if (answered.kind === 'failure') return lost(answered.error, name);
  const { status, headers, text } = answered;
  if (isCaptcha(headers))
    return new NoxError('upstream_auth', { service, name }, { sentence: 'jira.captcha' });
  if (status === 401) return new NoxError('upstream_auth', { service, name });
  if (status === 403)
    return new NoxError('upstream_scope', { service, name, scope: rightsOf[act ?? ''] ?? 'jira.right.read' });
  if (status === 404)
    return new NoxError('upstream_not_found', { service, what }, { sentence: 'jira.not_found' });
  if (status === 429) {
    const seconds = Math.max(1, Math.ceil(Number(headers.get('retry-after')) || 30));
    return new NoxError('upstream_rate_limited', { service, seconds });
  }
  if (status === 400) return refused(text, act);
  return new NoxError('upstream_failed', { service, status });
}

/** The right that an act takes. */
const rightsOf: Readonly<Record<string, string>> = {
  create: 'jira.right.create',
  comment: 'jira.right.comment',
  assign: 'jira.right.assign',
  move: 'jira.right.move',
};

function lost(error: unknown, name: string): NoxError {
  for (let each = error; each instanceof Error; each = each.cause) if (isNoxError(each)) return each;
  if (error instanceof Error && /Abort|Timeout/.test(`${error.name} ${codeOf(error)}`))
    return new NoxError('upstream_timeout', { service, name, seconds: requestSeconds }, { cause: error });
  // An answer that is not Jira's: a login page, a proxy's page.
  if (error instanceof Error && /ZodError/.test(error.constructor.name))
    return new NoxError('upstream_failed', { service, status: 200 }, { cause: error });
  return new NoxError('upstream_unreachable', { service, name }, { cause: error });
}

/** A CAPTCHA stands before the sign-in (https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/). */
function isCaptcha(headers: Headers): boolean {
  return headers.get('x-seraph-loginreason')?.includes('AUTHENTICATION_DENIED') ?? false;
}

/** A request that Jira found wrong: a query is explained, fields are named. */
function refused(text: string, act: About['act']): NoxError {
  const { messages, errors } = collectionOf(text);
  if (act === 'search') return jqlError(messages);
  const fields = Object.entries(errors).map(([id, words]) => nameIn(words) ?? id);
  if (fields.length > 0)
    return new NoxError(
      'upstream_invalid',
      { service, fields: fields.slice(0, 10).join(', ') },
      { sentence: 'jira.refused_fields' },
    );
  return new NoxError('upstream_invalid', { service, reason: 'jira.reason.invalid' });
}

/** The name of a field in Jira's sentence about it: `Gravité is required.` */
function nameIn(words: unknown): string | undefined {
  return /^([^.]{1,60}?) (?:is required|est obligatoire|est requis)/.exec(String(words))?.[1];
}

function collectionOf(text: string): {
  messages: readonly string[];
  errors: Readonly<Record<string, unknown>>;
} {
  try {
    const body = JSON.parse(text) as { errorMessages?: unknown; errors?: unknown } | null;
    const messages = Array.isArray(body?.errorMessages) ? body.errorMessages.map(String) : [];
    const errors = typeof body?.errors === 'object' && body.errors !== null ? body.errors : {};
    return { messages, errors: errors as Readonly<Record<string, unknown>> };
  } catch {
    return { messages: [], errors: {} };
  }
}

function codeOf(error: Error): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}
