import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Capabilities } from './api/route.ts';
import { titleOf } from './api/render.ts';
import { plainText } from './rich-text.ts';
import { storeOf } from './seed.ts';
import { NotionServer } from './server.ts';
import type { Failure, LoggedRequest } from './server.ts';
import type { NotionWorld } from './world.ts';

export interface SimulatedNotion {
  readonly url: string;
  readonly port: number;
  /** Reads, inserts, updates and sees people. */
  readonly token: string;
  /** Reads content and nothing else. */
  readonly readOnlyToken: string;
  /** What was asked, oldest first; the last thousand. */
  readonly requests: readonly LoggedRequest[];
  /** The next request fails so; call it again for the one after. */
  failNext(failure: Failure): void;
  /** As when somebody revokes the integration's secret in Notion. */
  revoke(token: string): void;
  /** The id of the first page, database or data source of that title (and kind), shared or not. */
  idOf(title: string, kind?: 'page' | 'database' | 'data_source'): string;
  /** What the cloud in front of several workspaces does with one of them. */
  readonly workspace: NotionWorkspace;
  close(): Promise<void>;
}

/** One workspace, as the consent page and the one address of all workspaces need it. */
export interface NotionWorkspace {
  readonly id: string;
  readonly name: string;
  readonly botId: string;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string } | undefined;
  /** What stands at its top. */
  readonly top: readonly { readonly id: string; readonly title: string }[];
  knows(token: string): boolean;
  /** Lets a token in that sees these pages and databases, with all that stands below them. */
  admit(token: string, picked: ReadonlySet<string>): void;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface NotionOptions {
  readonly world: NotionWorld;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Fixed tokens, for a demo that is started twice; random where nothing is said. */
  readonly tokens?: { readonly full: string; readonly readOnly: string };
  readonly now?: () => Date;
}

const everything: Capabilities = { read: true, insert: true, update: true, users: true };

/** Starts a simulated Notion workspace on 127.0.0.1 over http, on the API's version 2025-09-03. */
export async function startNotion(options: NotionOptions): Promise<SimulatedNotion> {
  const now = options.now ?? (() => new Date());
  const store = storeOf(options.world, now());
  const token = options.tokens?.full ?? secret();
  const readOnlyToken = options.tokens?.readOnly ?? secret();
  const callers = new Map<string, Caller>([
    [token, everything],
    [readOnlyToken, { ...everything, insert: false, update: false, users: false }],
  ]);
  const server = new NotionServer(store, callers, now);
  const port = await server.listen(options.port ?? 0);
  const top = [...store.things.values()].flatMap((thing) => {
    if (thing.object === 'block' || thing.object === 'data_source' || thing.parent.type !== 'workspace')
      return [];
    return [{ id: thing.id, title: thing.object === 'page' ? titleOf(thing) : plainText(thing.title) }];
  });
  return {
    workspace: {
      id: store.workspaceId,
      name: store.workspace,
      botId: store.botId,
      owner: store.people[0],
      top,
      knows: (asked) => callers.has(asked),
      admit: (admitted, picked) => void callers.set(admitted, { ...everything, picked }),
      answer: (request, response) => server.answer(request, response),
    },
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    readOnlyToken,
    requests: server.requests,
    failNext: (failure) => void server.failures.push(failure),
    revoke: (revoked) => void callers.delete(revoked),
    idOf(title, kind) {
      for (const thing of store.things.values()) {
        if (kind !== undefined && thing.object !== kind) continue;
        const own =
          thing.object === 'page' ? titleOf(thing) : thing.object === 'block' ? '' : plainText(thing.title);
        if (own === title) return thing.id;
      }
      throw new Error(`nothing is called ${title}`);
    },
    close: () => server.close(),
  };
}

function secret(): string {
  return `ntn_${randomBytes(24).toString('hex')}`;
}
