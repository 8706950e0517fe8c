import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';

export interface Reply {
  code: number;
  text: string;
  body: Record<string, never> & { [field: string]: unknown };
}

export interface Call {
  method?: string;
  token?: string | null;
  body?: unknown;
  type?: string;
  accept?: string;
}

/** One request to the cluster over its own authority; gives status and body. */
export async function call(cluster: SimulatedCluster, path: string, given: Call = {}): Promise<Reply> {
  const response = await open(cluster, path, given);
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { code: response.statusCode ?? 0, text, body: parsed(text) as Reply['body'] };
}

/** Starts a request and gives its response as soon as its head is there. */
export function open(cluster: SimulatedCluster, path: string, given: Call = {}): Promise<IncomingMessage> {
  const {
    method = 'GET',
    token = cluster.token,
    body,
    type = 'application/json',
    accept = 'application/json',
  } = given;
  const ca = Buffer.from(cluster.certificateAuthorityData, 'base64');
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const headers = { accept, ...authorization, ...(body === undefined ? {} : { 'content-type': type }) };
    const sent = request(`${cluster.url}${path}`, { method, ca, headers, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** The lines of a watch or a followed log, one by one. */
export async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of response) {
    rest += String(chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
