import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** What must never be written: by name wherever it stands at the top or one level down. */
const secretNames = [
  'token',
  'botToken',
  'userToken',
  'adminToken',
  'apiToken',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'password',
  'secret',
  'clientSecret',
  'signingSecret',
  'authorization',
  'cookie',
  'kubeconfig',
  'configuration',
  'privateKey',
  'body',
  'text',
];

/** What looks like a secret inside a text, or inside a line of JSON. */
const secretShapes =
  /xox[a-z]-[\w-]+|xoxe[.\w-]+|xapp-[\w-]+|gh[pousr]_[\w.-]{10,}|github_pat_\w+|secret_\w{10,}|ntn_\w{10,}|[sr]k_(?:live|test)_\w+|whsec_\w+|ey[\w-]{10,}\.[\w-]{10,}\.[\w-]*|\b\d+-[\w-]{32}\b|Bearer\s+[^\s"\\]+|Basic\s+[^\s"\\]+|postgres(?:ql)?:\/\/[^\s"\\]+/g;

/** Takes what looks like a secret out of a text. */
export function redact(text: string): string {
  return text.replace(secretShapes, '[redacted]');
}

/** The process's structured logger: ids and codes; secrets redacted by name and by shape, errors without their causes' payloads. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: {},
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    serializers: { err: describeError },
    // The whole line, last of all: whatever way a secret took into it.
    hooks: { streamWrite: redact },
  };
  return destination ? pino(options, destination) : pino(options);
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: redact(firstLine(error.message)).slice(0, 500),
    ...(typeof code === 'string' ? { code } : {}),
    stack: redact((error.stack ?? '').replace(error.message, ''))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, 11),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

/** What follows the first line is payload: drizzle's parameters of a failed query, an upstream's body. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
