import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { JiraServer } from './server.ts';
import type { LoggedRequest, Trouble } from './server.ts';
import { Site } from './site.ts';
import type { Issue, JiraWorld } from './types.ts';

export interface SimulatedJira {
  readonly url: string;
  /** May do everything. */
  readonly credentials: { readonly email: string; readonly apiToken: string };
  /** The issues as they stand, by key. */
  readonly issues: ReadonlyMap<string, Issue>;
  /** What is called what: the name behind an id that an issue holds (status, type, person…). */
  nameOf(id: string | null): string | undefined;
  /** The credentials of somebody of the world. Throws for those who have no token. */
  credentialsOf(name: string): { readonly email: string; readonly apiToken: string };
  /** What was asked, oldest first; the last thousand. */
  readonly requests: readonly LoggedRequest[];
  /** The next requests go wrong. */
  fail(trouble: Trouble): void;
  /** Nothing goes wrong any more. */
  mend(): void;
  /** What the address of all sites does with this one. */
  readonly site: JiraSite;
  close(): Promise<void>;
}

/** One site, as Atlassian's consent page and its API's address need it. */
export interface JiraSite {
  readonly cloudId: string;
  readonly title: string;
  knows(name: string): boolean;
  /** Answers as the person of this name, at this path. */
  serve(request: IncomingMessage, response: ServerResponse, name: string, path: string): Promise<void>;
}

export interface JiraOptions {
  readonly world: JiraWorld;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** `server` is a Data Center: version 2 only, the old search, personal access tokens. Default: `cloud`. */
  readonly deployment?: 'cloud' | 'server';
  readonly now?: () => Date;
}

/** Starts a simulated Jira site on 127.0.0.1 over http. */
export async function startJira(options: JiraOptions): Promise<SimulatedJira> {
  const { world, port = 0, deployment = 'cloud', now = () => new Date() } = options;
  const site = new Site(world, now());
  const server = new JiraServer(site, deployment === 'cloud', now);
  const url = await server.listen(port);
  const named = [site.statuses, site.types, site.priorities, site.resolutions].flat();

  function credentialsOf(name: string) {
    const { email, apiToken } = site.named(name);
    if (apiToken === undefined) throw new Error(`${name} has no token`);
    return { email, apiToken };
  }
  const [first] = site.people.filter((each) => each.apiToken && each.access === 'write');
  return {
    site: {
      cloudId: randomUUID(),
      title: site.title,
      knows: (name) => site.people.some((each) => each.name === name),
      serve: (request, response, name, path) =>
        server.serve(request, response, { me: site.named(name), path }),
    },
    url,
    credentials: credentialsOf(first?.name ?? ''),
    credentialsOf,
    issues: site.issues,
    nameOf: (id) => named.find((each) => each.id === id)?.name ?? site.person(id)?.name,
    requests: server.requests,
    fail: ({ how, times = 1, retryAfterSeconds = 30 }) =>
      void server.trouble.push({ how, left: times, retryAfterSeconds }),
    mend: () => void server.trouble.splice(0),
    close: () => server.close(),
  };
}
