import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a route answers; `body` as GitHub's documentation shows it. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface SmallGithub {
  readonly url: string;
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[];
  /** Sets what `METHOD /path` answers (without the query). */
  on(route: string, answer: Answer): void;
  close(): Promise<void>;
}

/**
 * As much of GitHub's REST API as a test sets, behind a check of the token, for what the emulator lacks or cannot
 * refuse. What is not set is 404, as GitHub says it.
 */
export async function startSmallGithub(token: string): Promise<SmallGithub> {
  const routes = new Map<string, Answer>();
  const requests: { method: string; path: string; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const method = request.method ?? '';
    const path = request.url ?? '';
    requests.push({ method, path, body: text ? (JSON.parse(text) as unknown) : undefined });
    const known = request.headers.authorization === `token ${token}`;
    const {
      status = 200,
      headers = {},
      body,
    } = known
      ? (routes.get(`${method} ${path.split('?')[0]}`) ?? { status: 404, body: { message: 'Not Found' } })
      : { status: 401, body: { message: 'Bad credentials' } };
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    on: (route, answer) => void routes.set(route, answer),
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

/** A repository, as https://docs.github.com/en/rest/repos/repos shows it, as far as it is read. */
export function rawRepository(fullName: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    full_name: fullName,
    html_url: `https://github.com/${fullName}`,
    description: null,
    private: true,
    archived: false,
    default_branch: 'main',
    pushed_at: '2026-01-02T03:04:05Z',
    ...more,
  };
}

/** A workflow run, as https://docs.github.com/en/rest/actions/workflow-runs shows it, as far as it is read. */
export function rawRun(id: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    run_number: 562,
    name: 'Deploy',
    display_title: 'Update README.md',
    html_url: `https://github.com/octo/web/actions/runs/${id}`,
    head_branch: 'main',
    head_sha: 'acb5820ced9479c074f688cc328bf03f341a511d',
    event: 'push',
    status: 'completed',
    conclusion: 'failure',
    created_at: '2026-01-22T19:33:08Z',
    actor: { login: 'octocat' },
    ...more,
  };
}
