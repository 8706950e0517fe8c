import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { marieNotion, techcorpNotion } from '../../demo/notion/worlds.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { send, startSlack } from '../support/slack.ts';
import type { SmallSlack } from '../support/slack.ts';

const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';

/** An enterprise and a freelancer aboard one NOX, each with people in Slack, and the Notions that are theirs to connect. */
export interface NotionWorld {
  readonly nox: TestNox;
  readonly slack: SmallSlack;
  readonly techcorp: SimulatedNotion;
  readonly marie: SimulatedNotion;
  /** Connects a Notion over the HTTP API: the enterprise’s, unless it is the freelancer’s. */
  connect(fields: Readonly<Record<string, unknown>>, by?: 'freelance'): ReturnType<typeof call>;
  /** What the enterprise has connected, as the HTTP API lists it. */
  connected(): Promise<unknown>;
  /** Everything that is said in Slack because of a slash command; the freelancer is UMARIE. */
  say(text: string, userId?: string): Promise<string>;
  /** Everything that is said in Slack because of a click. */
  click(value: string, userId?: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts it; no Notion is connected. */
export async function startNotionWorld(): Promise<NotionWorld> {
  const people = { UADA: 'Ada', UDEV: 'Dev' };
  const slack = await startSlack([
    { teamId: 'TCORP', name: 'techcorp', token: 'xoxb-corp', people, locale: 'fr-FR' },
    { teamId: 'TMARIE', name: 'marie', token: 'xoxb-marie', people: { UMARIE: 'Marie' } },
  ]);
  const nox = await startNox({
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
  });
  const techcorp = await startNotion({ world: techcorpNotion() });
  const marie = await startNotion({ world: marieNotion() });
  const token = await comeAboard(nox, 'enterprise', 'ada@techcorp.fr', 'TCORP');
  const freelance = await comeAboard(nox, 'freelance', 'marie@freelance.com', 'TMARIE');

  async function heard(act: () => Promise<{ text: string }>): Promise<string> {
    const before = slack.calls.length;
    const { text } = await act();
    await nox.app.settled();
    return [text, ...slack.calls.slice(before).map((each) => decodeURIComponent(each.body))].join('\n');
  }

  function say(text: string, userId = 'UADA', teamId = userId === 'UMARIE' ? 'TMARIE' : 'TCORP') {
    const body = new URLSearchParams({
      command: '/nox',
      team_id: teamId,
      user_id: userId,
      channel_id: 'C1',
      text,
      is_enterprise_install: 'false',
      response_url: slack.apiUrl.replace('/api/', '/respond/1'),
    });
    return heard(() => send(nox.app.url, secret, body.toString(), form));
  }

  function click(value: string, userId = 'UADA', teamId = userId === 'UMARIE' ? 'TMARIE' : 'TCORP') {
    const payload = JSON.stringify({
      type: 'block_actions',
      team: { id: teamId },
      user: { id: userId, team_id: teamId },
      is_enterprise_install: false,
      channel: { id: 'C1' },
      container: { type: 'message', is_ephemeral: true },
      response_url: slack.apiUrl.replace('/api/', '/respond/2'),
      actions: [{ type: 'button', action_id: 'nox:act:0', block_id: 'b', value, text: { text: 'x' } }],
    });
    return heard(() => send(nox.app.url, secret, new URLSearchParams({ payload }).toString(), form));
  }

  return {
    nox,
    slack,
    techcorp,
    marie,
    connect: (fields, by) =>
      call(nox, 'POST', '/api/integrations/notion', fields, by === 'freelance' ? freelance : token),
    connected: async () => (await call(nox, 'GET', '/api/integrations', undefined, token)).body.integrations,
    say,
    click,
    async close() {
      await nox.close();
      await Promise.all([slack.close(), techcorp.close(), marie.close()]);
    },
  };
}

async function comeAboard(nox: TestNox, type: string, email: string, team: string): Promise<string> {
  const space = { name: email, email, password: 'correct horse battery' };
  const own = String((await call(nox, 'POST', `/api/${type}/onboard`, space)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${own}` },
  });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await fetch(`${nox.app.url}/slack/oauth_redirect?code=${team}&state=${state}`, { headers: { cookie } });
  return own;
}

/** The value of the button that says `label`. */
export function button(asked: string, label: RegExp): string {
  const buttons = [
    ...asked.matchAll(/"text":"([^"]*)","emoji":false\},"action_id":"[^"]+","value":"([^"]+)"/g),
  ];
  return buttons.find((each) => label.test(each[1] ?? ''))?.[2] ?? `no button ${label} in ${asked}`;
}
