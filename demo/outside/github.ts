import { startEmulator } from '../github/emulator.ts';

/** A GitHub of one tenant's own. */
export interface Github {
  readonly url: string;
  close(): Promise<void>;
}

/** What a GitHub is filled with. */
export interface GithubSeed {
  /** Login → token. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly users: readonly { readonly login: string; readonly name: string }[];
  readonly repositories: readonly Repository[];
}

interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly language: string;
  readonly isPrivate?: boolean;
  readonly issues?: readonly Ticket[];
  readonly pulls?: readonly (Ticket & { readonly branch: string })[];
}

interface Ticket {
  readonly by: string;
  readonly title: string;
  readonly body?: string;
}

/** Starts GitHub's emulator and fills it: repositories as seeds, issues and pull requests over its API. */
export async function startGithub({ tokens, users, repositories }: GithubSeed): Promise<Github> {
  const emulator = await startEmulator({
    tokens,
    users,
    repositories: repositories.map(({ owner, name, description, language, isPrivate = false }) => ({
      owner,
      name,
      description,
      language,
      isPrivate,
    })),
  });

  async function call(login: string, method: string, path: string, body?: object): Promise<{ sha?: string }> {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[login]}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${method} ${path}`);
    const answer = (await response.json()) as { object?: { sha: string } };
    return answer.object ?? {};
  }

  for (const { owner, name, issues = [], pulls = [] } of repositories) {
    const path = `/repos/${owner}/${name}`;
    const colleagues = Object.keys(tokens).filter((login) => login !== owner);
    for (const login of colleagues) await call(owner, 'PUT', `${path}/collaborators/${login}`, {});
    for (const { by, ...issue } of issues) await call(by, 'POST', `${path}/issues`, issue);
    for (const { by, branch, ...pull } of pulls) {
      const { sha } = await call(by, 'GET', `${path}/git/ref/heads/main`);
      await call(by, 'POST', `${path}/git/refs`, { ref: `refs/heads/${branch}`, sha });
      const content = Buffer.from(`${pull.title}\n`).toString('base64');
      await call(by, 'PUT', `${path}/contents/CHANGES-${branch.replace(/\W/g, '-')}.md`, {
        message: pull.title,
        content,
        branch,
      });
      await call(by, 'POST', `${path}/pulls`, { ...pull, head: branch, base: 'main' });
    }
  }
  return emulator;
}
