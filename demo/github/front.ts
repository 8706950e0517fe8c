import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppDesk } from './app-desk.ts';
import { startEmulator } from './emulator.ts';
import { installPage } from './install-page.ts';
import { ownAnswer } from './own-answers.ts';
import type { AppGithubSeed } from './types.ts';

/** A request that arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
}

export type Mood = 'well' | 'limited' | 'silent';

/** A GitHub with one registered App: the emulator, behind what it lacks or is lenient about. */
export interface AppGithub {
  readonly url: string;
  /** The App’s private key, PEM, as GitHub gives it once. */
  readonly privateKey: string;
  readonly arrived: readonly Arrived[];
  /** Installs the App without a browser; gives GitHub’s number for it. */
  install(account: string, only?: readonly string[]): number;
  suspend(installationId: number, isSuspended?: boolean): void;
  uninstall(installationId: number): void;
  /** Where the App has people sent back to. */
  register(callbackUrl: string): void;
  /** From now on it answers as usual, that too much was asked of it, or not at all. */
  be(mood: Mood): void;
  close(): Promise<void>;
}

/** Stands for the App’s callback address inside the emulator, which must know it from the beginning. */
const wayBack = '/_back';

type Json = Readonly<Record<string, unknown>>;

/**
 * Starts it. In front of the emulator: tokens that nobody issued are refused; the App’s own tokens last ten minutes at most;
 * an installation exists once it was made, on its page or by `install`, may be suspended and removed, and reaches the
 * repositories that were granted.
 */
export async function startAppGithub(seed: AppGithubSeed): Promise<AppGithub> {
  const { app, accounts, repositories, tokens = {} } = seed;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const innerIds = new Map(accounts.map(({ login }, at) => [login, 900 + at]));
  const emulator = await startEmulator({
    tokens,
    users: accounts.filter(({ owners }) => !owners),
    repositories: repositories.map(({ owner, name, description = '', isPrivate = true }) => ({
      owner,
      name,
      description,
      isPrivate,
    })),
    more: {
      orgs: accounts
        .filter(({ owners }) => owners)
        .map(({ login, name, owners = [], members = [] }) => ({
          login,
          name,
          members: [
            ...owners.map((owner) => ({ login: owner, role: 'admin' as const })),
            ...members.map((member) => ({ login: member, role: 'member' as const })),
          ],
        })),
      oauth_apps: [
        {
          client_id: app.clientId,
          client_secret: app.clientSecret,
          name: app.name,
          redirect_uris: [`${url}${wayBack}`],
        },
      ],
      apps: [
        {
          app_id: app.id,
          slug: app.slug,
          name: app.name,
          permissions: {
            actions: 'write',
            checks: 'read',
            contents: 'write',
            issues: 'write',
            metadata: 'read',
            pull_requests: 'write',
            statuses: 'read',
            members: 'read',
          },
          events: [],
          installations: accounts.map(({ login }) => ({
            installation_id: innerIds.get(login) ?? 0,
            account: login,
            repository_selection: 'all' as const,
          })),
        },
      ],
    },
  });
  const privateKey = emulator.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value;
  if (!privateKey) throw new Error('the emulator gave no private key');
  const arrived: Arrived[] = [];
  let mood: Mood = 'well';
  let callbackUrl = '';
  const desk = createAppDesk(seed, innerIds);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = 'GET', url: path = '/' } = request;
    const { authorization = '' } = request.headers;
    arrived.push({ method, path, authorization });
    // The emulator names its own address in what it answers.
    const say = (status: number, data: unknown) =>
      void response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(status === 204 ? undefined : JSON.stringify(data).replaceAll(emulator.url, url));
    const { pathname, searchParams } = new URL(path, url);
    if (mood === 'silent') return;
    if (mood === 'limited') {
      response.setHeader('retry-after', '60');
      return say(403, { message: 'You have exceeded a secondary rate limit.' });
    }

    if (pathname === `/apps/${app.slug}/installations/new`) {
      if (method === 'GET')
        return void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(installPage(seed, searchParams.get('state') ?? ''));
      return install(new URLSearchParams(body.toString()), response);
    }
    if (pathname === '/login/oauth/authorize') {
      if (searchParams.get('redirect_uri') !== callbackUrl)
        return say(400, { message: 'The redirect_uri is not associated with this application.' });
      searchParams.set('redirect_uri', `${url}${wayBack}`);
      const page = await pass('GET', `${pathname}?${searchParams}`, {});
      return void response.writeHead(page.status, { 'content-type': 'text/html' }).end(await page.text());
    }
    if (method === 'DELETE' && pathname === `/applications/${app.clientId}/token`) {
      desk.forget(body.toString());
      return void response.writeHead(204).end();
    }
    const bearer = authorization ? desk.whoIs(authorization) : undefined;
    if (authorization && !bearer) return say(401, { message: 'Bad credentials' });
    if (bearer?.kind === 'installation' && bearer.installation.isSuspended)
      return say(403, { message: 'This installation has been suspended' });
    const minting = /^\/app\/installations\/(\d+)(\/access_tokens)?$/.exec(pathname);
    if (minting) return mint(minting, method, authorization, say);
    const own = bearer && (await ownAnswer(seed, desk, bearer, path, ask(authorization)));
    if (own) return say(own.status, own.body);

    const answered = await pass(method, path, request.headers as Record<string, string>, body);
    const text = (await answered.text()).replaceAll(emulator.url, url);
    if (pathname === '/login/oauth/access_token') desk.noteUser(text, await loginOf(text));
    const headers = kept(answered, emulator.url, url);
    const location = headers['location']?.replace(`${url}${wayBack}`, callbackUrl);
    response.writeHead(answered.status, { ...headers, ...(location ? { location } : {}) }).end(text);
  }

  function pass(method: string, path: string, headers: Readonly<Record<string, string>>, body?: Buffer) {
    const { host: _host, connection: _connection, 'content-length': _length, ...others } = headers;
    return fetch(`${emulator.url}${path}`, {
      method,
      headers: others,
      redirect: 'manual',
      ...(body && body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
  }

  /** Asks the emulator in the name of whoever asks. */
  function ask(authorization: string) {
    return async (path: string): Promise<unknown> => {
      const answered = await pass('GET', path, { authorization });
      return answered.ok ? answered.json() : undefined;
    };
  }

  async function loginOf(text: string): Promise<string> {
    const token = /gho_[\w-]+/.exec(text)?.[0];
    const me = token ? ((await ask(`Bearer ${token}`)('/user')) as Json | undefined) : undefined;
    return String(me?.['login'] ?? '');
  }

  async function mint(
    [, id, isMinting]: RegExpExecArray,
    method: string,
    authorization: string,
    say: (status: number, data: unknown) => void,
  ): Promise<void> {
    const installation = desk.find(Number(id));
    if (!desk.isFreshAppToken(authorization))
      return say(401, { message: "'Expiration time' claim ('exp') is too far in the future" });
    if (!installation) return say(404, { message: 'Not Found' });
    const inner = `/app/installations/${installation.innerId}`;
    if (!isMinting) {
      const found = (await ask(authorization)(inner)) as Json | undefined;
      if (!found) return say(401, { message: 'A JSON web token could not be decoded' });
      if (method === 'DELETE') {
        desk.uninstall(installation.id);
        return say(204, '');
      }
      const suspendedAt = installation.isSuspended ? new Date().toISOString() : null;
      return say(200, { ...found, id: installation.id, suspended_at: suspendedAt });
    }
    if (installation.isSuspended) return say(403, { message: 'This installation has been suspended' });
    const granted = installation.only && {
      repositories: installation.only.map((name) => name.split('/')[1]),
    };
    const headers = { authorization, 'content-type': 'application/json' };
    const answered = await pass(
      'POST',
      `${inner}/access_tokens`,
      headers,
      Buffer.from(JSON.stringify(granted ?? {})),
    );
    const minted = (await answered.json()) as { token?: string };
    if (minted.token) desk.noteInstallation(minted.token, installation);
    say(answered.status, minted);
  }

  /** What GitHub does after the button: installs, has the person authorise the App, and sends them back with both. */
  async function install(form: URLSearchParams, response: ServerResponse): Promise<void> {
    const installation = desk.install(form.get('account') ?? '', form.getAll('repository'));
    const fields = {
      login: form.get('login') ?? '',
      redirect_uri: callbackUrl,
      scope: '',
      state: form.get('state') ?? '',
      client_id: app.clientId,
    };
    const authorised = await fetch(`${emulator.url}/login/oauth/callback`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    });
    const back = new URL(authorised.headers.get('location') ?? '', url);
    back.searchParams.set('installation_id', String(installation.id));
    back.searchParams.set('setup_action', 'install');
    response.writeHead(302, { location: back.href }).end();
  }

  return {
    url,
    privateKey,
    arrived,
    install: (account, only) => desk.install(account, only ?? []).id,
    suspend(id, isSuspended = true) {
      const found = desk.find(id);
      if (found) found.isSuspended = isSuspended;
    },
    uninstall: (id) => desk.uninstall(id),
    register: (next) => void (callbackUrl = next),
    be: (next) => void (mood = next),
    async close() {
      await new Promise((done) => server.close(done).closeAllConnections());
      await emulator.close();
    },
  };
}

function kept(answered: Response, from: string, to: string): Record<string, string> {
  const names = ['content-type', 'link', 'location', 'set-cookie', 'x-oauth-scopes'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = answered.headers.get(name);
      return value === null ? [] : [[name, value.replaceAll(from, to)] as const];
    }),
  );
}
