import type { AppOptions } from '../../src/app.ts';
import { startSlack } from '../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../demo/slack/platform.ts';
import { startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

export const publicUrl = 'https://nox.test';
export const slackApp = {
  appId: 'A0NOX',
  clientId: '1.2',
  clientSecret: 'client-secret',
  signingSecret: 'signing-secret',
};

/** NOX on real PostgreSQL beside a simulated Slack: a Grid of two workspaces, Marie's own and her client's. */
export interface AboardWorld {
  readonly nox: TestNox;
  readonly slack: SlackPlatform;
  close(): Promise<void>;
}

type Approval = Parameters<SlackPlatform['approve']>[1];

export async function startWorld(
  options: {
    readonly rotation?: boolean;
    readonly env?: Readonly<Record<string, string>>;
    readonly app?: AppOptions;
  } = {},
): Promise<AboardWorld> {
  const slack = await startSlack({ app: { ...slackApp, rotation: options.rotation ?? false }, retryMs: 20 });
  people(slack);
  const nox = await startNox({ ...slackEnvironment(slack), ...options.env }, options.app);
  slack.connectApp(nox.app.url);
  return {
    nox,
    slack,
    async close() {
      await nox.close();
      await slack.close();
    },
  };
}

/** What NOX is started with to speak to a Slack. */
export function slackEnvironment(slack: Pick<SlackPlatform, 'apiUrl'>): Readonly<Record<string, string>> {
  return {
    PUBLIC_URL: publicUrl,
    SLACK_CLIENT_ID: slackApp.clientId,
    SLACK_CLIENT_SECRET: slackApp.clientSecret,
    SLACK_SIGNING_SECRET: slackApp.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
}

/** Fills a Slack: TechCorp's Grid, Marie's workspace, her client's. */
export function people(slack: SlackPlatform): void {
  const person = (id: string, teamId: string, name: string, more: object = {}) =>
    slack.addPerson({
      id,
      teamId,
      name,
      realName: name,
      locale: 'fr-FR',
      tz: 'Europe/Paris',
      email: `${name}@example.com`,
      ...more,
    });
  slack.addEnterprise({ id: 'E0TECH', name: 'TechCorp', domain: 'techcorp' });
  slack.addWorkspace({ id: 'T0PLAT', name: 'Plateforme', domain: 'techcorp-plat', enterpriseId: 'E0TECH' });
  slack.addWorkspace({ id: 'T0DATA', name: 'Data', domain: 'techcorp-data', enterpriseId: 'E0TECH' });
  slack.addWorkspace({ id: 'T0PERSO', name: 'Marie', domain: 'marie-perso' });
  slack.addWorkspace({ id: 'T0CLIENT', name: 'Client A', domain: 'client-a' });
  person('U0ADA', 'T0PLAT', 'ada', { alsoIn: ['T0DATA'], isAdmin: true });
  person('U0DEV', 'T0DATA', 'dev', { alsoIn: ['T0PLAT'] });
  person('U0GUEST', 'T0PLAT', 'guest', { isRestricted: true });
  person('U0MARIE', 'T0PERSO', 'marie', { isAdmin: true });
  person('U0BOSS', 'T0CLIENT', 'boss', { isAdmin: true, locale: 'en-US', tz: 'America/New_York' });
  person('U0MARIEC', 'T0CLIENT', 'marie.at.client', { locale: 'en-GB' });
  slack.addChannel({ id: 'C0PLAT', teamId: 'T0PLAT', name: 'ops', members: ['U0ADA', 'U0DEV', 'U0GUEST'] });
  slack.addChannel({ id: 'C0DATA', teamId: 'T0DATA', name: 'data', members: ['U0ADA', 'U0DEV'] });
  slack.addChannel({ id: 'C0PERSO', teamId: 'T0PERSO', name: 'moi', members: ['U0MARIE'] });
  slack.addChannel({ id: 'C0CLIENT', teamId: 'T0CLIENT', name: 'ops', members: ['U0BOSS', 'U0MARIEC'] });
}

/** A page that a browser got. */
export interface Got {
  readonly status: number;
  readonly html: string;
  readonly location: string | undefined;
  readonly cookie: string;
}

/** What a browser does: GET or a form's POST, with cookies and the headers that browsers add. */
export async function browse(
  nox: TestNox,
  path: string,
  options: {
    readonly form?: Readonly<Record<string, string>>;
    readonly cookie?: string;
    readonly origin?: string;
    readonly language?: string;
    readonly bearer?: string;
  } = {},
): Promise<Got> {
  const url = new URL(path.replace(publicUrl, ''), nox.app.url);
  const response = await fetch(url, {
    redirect: 'manual',
    ...(options.form ? { method: 'POST', body: new URLSearchParams(options.form) } : {}),
    headers: {
      ...(options.form ? { origin: options.origin ?? publicUrl } : {}),
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.language ? { 'accept-language': options.language } : {}),
      ...(options.bearer ? { authorization: `Bearer ${options.bearer}` } : {}),
    },
  });
  return {
    status: response.status,
    html: await response.text(),
    location: response.headers.get('location') ?? undefined,
    cookie: response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0] ?? '')
      .join('; '),
  };
}

/** Walks through an installation: our page, Slack's page, back to ours. */
export async function install(
  { nox, slack }: AboardWorld,
  query: string,
  approval: Approval,
  session: { readonly cookie?: string; readonly bearer?: string } = {},
): Promise<Got> {
  const begun = await browse(nox, `/slack/install?${query}`, session);
  if (!begun.location) return begun;
  const back = slack.approve(begun.location, approval);
  return browse(nox, back, { cookie: begun.cookie });
}

/** A slash command; what the person sees last in that channel, blocks included, as one text. */
export async function slash(
  { nox, slack }: AboardWorld,
  userId: string,
  channelId: string,
  text: string,
): Promise<string> {
  await slack.slash({ userId, channelId }, text);
  await nox.app.settled();
  const last = slack.visible(userId, channelId).at(-1);
  return last ? `${last.text}\n${JSON.stringify(last.blocks ?? [])}` : '';
}

/** The first address of NOX's own pages in a text. */
export function linkIn(said: string): string {
  return /https:\/\/nox\.test\/slack\/(?:link|signin)\/[\w-]+/.exec(said)?.[0] ?? '';
}
