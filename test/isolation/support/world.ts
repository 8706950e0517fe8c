import { startSlack } from '../../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import type { SimulatedNotion } from '../../../demo/notion/notion.ts';
import { startNox } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';
import { createWatch } from './canaries.ts';
import type { Watch } from './canaries.ts';
import { startOwnCluster } from './cluster.ts';
import { doorsOf, dump } from './databases.ts';
import { startGithub } from './github.ts';
import type { OwnGithub } from './github.ts';
import { makeCasts, populate, sharedChannel, sharing } from './people.ts';
import type { Cast } from './people.ts';
import { startOwnJira, startOwnNotion } from './papers.ts';
import { watchSlack } from './slack-traffic.ts';
import type { SlackTraffic } from './slack-traffic.ts';

export const signingSecret = 'a-signing-secret';

/** A tenant aboard, with tools of its own. */
export interface Inhabitant extends Cast {
  readonly tenantId: number;
  readonly token: string;
  readonly github: OwnGithub;
  readonly cluster: SimulatedCluster;
  readonly jira: SimulatedJira;
  readonly notion: SimulatedNotion;
}

/** Several tenants in one NOX, everything they reach, and a watch over all of it. */
export interface World {
  readonly nox: TestNox;
  readonly slack: SlackPlatform;
  readonly watch: Watch;
  readonly inhabitants: readonly Inhabitant[];
  /** An HTTP call, by a tenant or by nobody; the answer is looked through. */
  call(by: Inhabitant | undefined, method: string, path: string, body?: unknown): Promise<Answered>;
  /** Installs NOX in a workspace or an organisation through the front door; the last page's status. */
  install(by: Inhabitant, teamId: string): Promise<number>;
  /** Looks through all that went out, was logged or shown since the last time. */
  look(): Promise<void>;
  /** Looks through what is stored: the control database, and each tenant's own. */
  lookIntoDatabases(): Promise<void>;
  close(): Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/**
 * Starts it; every tenant comes aboard, installs NOX and connects its tools through the front doors.
 * @param keys who lives in it; everybody where nobody is named
 */
export async function startWorld(...keys: readonly string[]): Promise<World> {
  const casts = makeCasts().filter((cast) => keys.length === 0 || keys.includes(cast.key));
  const app = { appId: 'A1', clientId: '1.2', clientSecret: 'client-secret', signingSecret };
  const slack = await startSlack({ app, retryMs: 20 });
  populate(slack, casts);
  const nox = await startNox({
    SLACK_CLIENT_ID: app.clientId,
    SLACK_CLIENT_SECRET: app.clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  });
  slack.connectApp(nox.app.url);
  const owner = (id: string) =>
    casts.find(
      (cast) =>
        cast.enterpriseId === id ||
        cast.teamIds.includes(id) ||
        cast.people.some((person) => person.id === id),
    )?.key;
  const traffic = watchSlack(slack.url, nox.app.url, owner);
  const watch = createWatch(new Map(casts.map((cast) => [cast.key, cast.canary])));
  const world: World = createWorld(nox, slack, watch, traffic, []);
  const inhabitants = await Promise.all(casts.map((cast) => moveIn(world, cast)));
  return createWorld(nox, slack, watch, traffic, inhabitants);
}

async function moveIn(world: World, cast: Cast): Promise<Inhabitant> {
  const { key, canary, type, email, password } = cast;
  const space = { name: `Space ${canary}`, email, password };
  const aboard = await world.call(undefined, 'POST', `/api/${type}/onboard`, space);
  const [github, cluster, jira, notion] = await Promise.all([
    startGithub(key, canary),
    startOwnCluster(key, canary),
    startOwnJira(canary),
    startOwnNotion(canary),
  ]);
  const tools = { github, cluster, jira, notion };
  const tenantId = Number(aboard.body['tenantId']);
  const inhabitant: Inhabitant = { ...cast, tenantId, token: String(aboard.body['token']), ...tools };
  const teams = cast.enterpriseId ? cast.teamIds.slice(0, 1) : cast.teamIds;
  for (const teamId of teams) mustBe(200, await world.install(inhabitant, teamId), `${key} ${teamId}`);
  if (cast.enterpriseId) for (const teamId of cast.teamIds) await world.slack.grant(teamId);
  for (const teamId of cast.teamIds) world.slack.inviteApp(`C${teamId.slice(1)}`);
  if (sharing.includes(key)) world.slack.inviteApp(sharedChannel);
  for (const [path, body] of toolsOf(inhabitant)) {
    const connected = await world.call(inhabitant, 'POST', path, body);
    mustBe(201, connected.status, `${key} ${path} ${connected.text}`);
  }
  return inhabitant;
}

/** How each tool is connected: path and body. */
export function toolsOf({
  key,
  github,
  cluster,
  jira,
  notion,
}: Inhabitant): readonly (readonly [string, object])[] {
  return [
    ['/api/integrations/github', { name: `${key}-hub`, token: github.token, baseUrl: github.url }],
    ['/api/integrations/k8s', { name: `${key}-prod`, kubeconfig: cluster.kubeconfig() }],
    ['/api/integrations/jira', { name: `${key}-jira`, baseUrl: jira.url, ...jira.credentials }],
    ['/api/integrations/notion', { name: `${key}-notion`, token: notion.token, baseUrl: notion.url }],
  ];
}

function mustBe(expected: number, status: number, what: string): void {
  if (status !== expected) throw new Error(`${what} was answered ${status}`);
}

function createWorld(
  nox: TestNox,
  slack: SlackPlatform,
  watch: Watch,
  traffic: SlackTraffic,
  inhabitants: readonly Inhabitant[],
): World {
  let logged = 0;

  async function call(by: Inhabitant | undefined, method: string, path: string, body?: unknown) {
    const response = await fetch(new URL(path, nox.app.url), {
      method,
      headers: {
        'content-type': 'application/json',
        ...(by ? { authorization: `Bearer ${by.token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    watch.look(by?.key, 'answer', `${JSON.stringify([...response.headers])} ${text}`);
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, text, body: (json ? JSON.parse(text) : {}) as Record<string, unknown> };
  }

  async function install(by: Inhabitant, teamId: string): Promise<number> {
    const person = by.people.find((each) => each.teamId === teamId);
    const begun = await fetch(`${nox.app.url}/slack/install`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${by.token}` },
    });
    const where = by.enterpriseId ? { enterpriseId: by.enterpriseId } : { teamId };
    const back = slack.approve(begun.headers.get('location') ?? '', { userId: person?.id ?? '', ...where });
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { pathname, search } = new URL(back);
    const page = await fetch(`${nox.app.url}${pathname}${search}`, { headers: { cookie } });
    watch.look(by.key, 'page', await page.text());
    return page.status;
  }

  async function look(): Promise<void> {
    for (const { tenant, path, sent } of traffic.taken())
      watch.look(tenant, `slack ${path.split('/')[1]}`, sent);
    for (const { key, github, cluster, jira, notion, people } of inhabitants) {
      for (const request of github.taken()) watch.look(key, 'github', JSON.stringify(request));
      for (const request of cluster.requests.splice(0)) watch.look(key, 'cluster', JSON.stringify(request));
      for (const [where, kept] of [
        ['jira', jira.requests],
        ['notion', notion.requests],
      ] as const)
        for (const request of (kept as unknown[]).splice(0)) watch.look(key, where, JSON.stringify(request));
      for (const { id, channelId, teamId } of people)
        for (const channel of [channelId, sharedChannel, slack.direct(id, teamId)])
          watch.look(key, 'seen', JSON.stringify(slack.visible(id, channel)));
    }
    for (; logged < nox.logged.length; logged++) watch.look(undefined, 'log', nox.logged[logged] ?? '');
  }

  async function lookIntoDatabases(): Promise<void> {
    watch.look(undefined, 'control', await dump(nox, 'nox'));
    for (const door of await doorsOf(nox)) {
      const owner = inhabitants.find((each) => each.tenantId === door.id);
      watch.look(owner?.key, 'database', await dump(nox, door.database));
    }
  }

  return {
    nox,
    slack,
    watch,
    inhabitants,
    call,
    install,
    look,
    lookIntoDatabases,
    async close() {
      await nox.close();
      traffic.stop();
      await slack.close();
      await Promise.all(
        inhabitants.flatMap((each) =>
          [each.github, each.cluster, each.jira, each.notion].map((tool) => tool.close()),
        ),
      );
    },
  };
}
