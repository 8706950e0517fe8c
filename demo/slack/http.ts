import type { IncomingMessage, ServerResponse } from 'node:http';

/** Larger requests are cut off. */
const most = 8 * 1024 * 1024;

/** The body of a request. Errors: an Error for one of more than 8 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Arguments as a form or as JSON. Errors: SyntaxError. */
export function argumentsOf(raw: string, type = ''): Readonly<Record<string, unknown>> {
  if (type.includes('json')) return JSON.parse(raw || '{}') as Readonly<Record<string, unknown>>;
  return Object.fromEntries(new URLSearchParams(raw));
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
