import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';

/** What arrived at one tenant's GitHub. */
export interface Arrived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How it answers: as GitHub, or in one of the ways in which upstreams fail. */
export type Mood = 'well' | 'broken' | 'refusing' | 'silent' | 'rubbish';

/** A GitHub of one tenant's own: an independent emulator, behind a door that keeps what comes and knows one token. */
export interface OwnGithub {
  readonly url: string;
  readonly token: string;
  /** Takes out what arrived since the last time. */
  taken(): readonly Arrived[];
  be(mood: Mood): void;
  close(): Promise<void>;
}

/** @param canary stands in the token, in repositories' names and descriptions, and in the issues' titles */
export async function startGithub(key: string, canary: string): Promise<OwnGithub> {
  const token = `ghp_${canary}000000`;
  const owner = `owner-${key}`;
  const names = [`${key}-api`, `${key}-site`, `repo-${canary}`];
  const repos = names.map((name) => ({ owner, name, description: `about ${canary}` }));
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: { [token]: { login: owner, scopes: ['repo'] } },
      github: { users: [{ login: owner, name: `Owner ${canary}`, email: `${canary}@example.com` }], repos },
    },
  });
  for (const name of names) {
    await fetch(`${emulator.url}/repos/${owner}/${name}/issues`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: `Issue ${canary}`, body: canary }),
    });
  }
  let arrived: Arrived[] = [];
  let mood: Mood = 'well';
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const path = request.url ?? '/';
    arrived.push({ path, headers: request.headers, body });
    if (mood === 'silent') return;
    if (mood === 'rubbish') return void response.end(`<html>${canary}`);
    if (mood === 'broken') return void response.writeHead(500).end(JSON.stringify({ message: canary }));
    // The emulator takes an unknown token for its first user's; GitHub does not.
    if (mood === 'refusing' || !request.headers.authorization?.includes(token))
      return void response.writeHead(401).end(JSON.stringify({ message: `Bad credentials ${canary}` }));
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answered = await fetch(`${emulator.url}${path}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body ? { body } : {}),
    });
    const kept = ['content-type', 'link', 'x-oauth-scopes'].flatMap((name) => {
      const value = answered.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(answered.status, Object.fromEntries(kept)).end(await answered.text());
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    taken() {
      const now = arrived;
      arrived = [];
      return now;
    },
    be: (next) => void (mood = next),
    async close() {
      await new Promise((done) => server.close(done).closeAllConnections());
      await emulator.close();
    },
  };
}
