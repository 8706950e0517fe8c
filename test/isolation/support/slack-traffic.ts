/** One call that NOX made of Slack, and whose it was. */
export interface SlackCall {
  /** The tenant whose token, way back or upload it was; undefined where that cannot be told. */
  readonly tenant: string | undefined;
  readonly path: string;
  readonly sent: string;
}

/** Everything that goes to Slack from this process, seen on its way: calls, answers at response URLs, files. */
export interface SlackTraffic {
  taken(): readonly SlackCall[];
  stop(): void;
}

/**
 * Watches `fetch`, by which Slack's clients and NOX's own answers go out.
 * @param tenantOf a tenant's name by the id of a team, an organisation or a person
 */
export function watchSlack(
  slackUrl: string,
  noxUrl: string,
  tenantOf: (id: string) => string | undefined,
): SlackTraffic {
  const original = globalThis.fetch;
  const byToken = new Map<string, string>();
  const byWay = new Map<string, string>();
  const byFile = new Map<string, string>();
  let calls: SlackCall[] = [];

  /** Slack opens a way back for the person who acts: who it is stands beside it. */
  function learnWays(body: string): void {
    const text = body.startsWith('{') ? body : decodeURIComponent(body.replaceAll('+', ' '));
    const way = /\/response\/(\w+)/.exec(text)?.[1];
    const user = /user_id=(\w+)/.exec(text)?.[1] ?? /"user":\{"id":"(\w+)"/.exec(text)?.[1];
    const tenant = user && tenantOf(user);
    if (way && tenant) byWay.set(way, tenant);
  }

  function learnTokens(path: string, sent: string, tenant: string | undefined, answer: string): void {
    const found = JSON.parse(answer) as {
      access_token?: string;
      team?: { id: string } | null;
      enterprise?: { id: string } | null;
      file_id?: string;
    };
    if (path === '/api/oauth.v2.access' && found.access_token) {
      const owner = tenantOf(found.team?.id ?? found.enterprise?.id ?? '');
      if (owner) byToken.set(found.access_token, owner);
    }
    if (found.file_id && tenant && sent) byFile.set(found.file_id, tenant);
  }

  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.origin === noxUrl && url.pathname === '/slack/events') learnWays(String(init?.body ?? ''));
    if (url.origin !== slackUrl) return original(input, init);
    const request = new Request(input, init);
    const sent = await request.clone().text();
    const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const named = token ?? new URLSearchParams(sent).get('token') ?? '';
    const last = url.pathname.split('/').at(-1) ?? '';
    const tenant = byToken.get(named) ?? byWay.get(last) ?? byFile.get(last);
    calls.push({ tenant, path: url.pathname, sent: `${sent}\n${decoded(sent)}` });
    const answer = await original(request);
    if (answer.ok && url.pathname.startsWith('/api/'))
      learnTokens(url.pathname, sent, tenant, await answer.clone().text());
    return answer;
  };

  return {
    taken() {
      const now = calls;
      calls = [];
      return now;
    },
    stop: () => void (globalThis.fetch = original),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
