import type { AppOptions } from '../../src/app.ts';
import { call, startNox } from './nox.ts';
import type { TestNox } from './nox.ts';
import { send, startSlack } from './slack.ts';
import type { SmallSlack, Workspace } from './slack.ts';

const secret = 'a-signing-secret';
const form = 'application/x-www-form-urlencoded';

/** One tenant that has come aboard through the front doors: its account, its Slack, and people who speak there. */
export interface Space {
  readonly nox: TestNox;
  readonly slack: SmallSlack;
  /** Everything that is heard in Slack after `/nox <text>`. */
  say(text: string, userId?: string): Promise<string>;
  /** Everything that is heard after a button is pressed. */
  click(value: string, userId?: string): Promise<string>;
  /** Connects a tool over the HTTP API. */
  connect(type: string, fields: Readonly<Record<string, unknown>>): ReturnType<typeof call>;
  /** What the HTTP API lists as connected. */
  connected(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts a NOX with one tenant and one French workspace; the first of `people` (Slack id → name) installs it.
 * @param email of the account that owns the space
 */
export async function openSpace(
  type: 'enterprise' | 'freelance',
  email: string,
  people: Readonly<Record<string, string>>,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly app?: AppOptions;
    /** Workspaces that NOX is not in. */
    readonly others?: readonly Workspace[];
  } = {},
): Promise<Space> {
  const workspace = { teamId: 'T1', name: 'space', token: 'xoxb-space', people, locale: 'fr-FR' };
  const slack = await startSlack([workspace, ...(options.others ?? [])]);
  const given = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
    ...options.env,
  };
  const nox = await startNox(given, options.app);
  const account = { name: 'Space', email, password: 'correct horse battery' };
  const token = String((await call(nox, 'POST', `/api/${type}/onboard`, account)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await fetch(`${nox.app.url}/slack/oauth_redirect?code=T1&state=${state}`, { headers: { cookie } });
  const [installer = ''] = Object.keys(people);

  async function heard(body: URLSearchParams): Promise<string> {
    const before = slack.calls.length;
    const { text } = await send(nox.app.url, secret, body.toString(), form);
    await nox.app.settled();
    return [text, ...slack.calls.slice(before).map((each) => decodeURIComponent(each.body))].join('\n');
  }
  return {
    nox,
    slack,
    say: (text, userId = installer) =>
      heard(
        new URLSearchParams({
          command: '/nox',
          team_id: 'T1',
          user_id: userId,
          channel_id: 'C1',
          text,
          is_enterprise_install: 'false',
          response_url: slack.apiUrl.replace('/api/', '/respond/1'),
        }),
      ),
    click: (value, userId = installer) =>
      heard(
        new URLSearchParams({
          payload: JSON.stringify({
            type: 'block_actions',
            team: { id: 'T1' },
            user: { id: userId, team_id: 'T1' },
            is_enterprise_install: false,
            channel: { id: 'C1' },
            container: { type: 'message', is_ephemeral: true },
            response_url: slack.apiUrl.replace('/api/', '/respond/2'),
            actions: [
              { type: 'button', action_id: 'nox:act:0', block_id: 'b', value, text: { text: 'Oui' } },
            ],
          }),
        }),
      ),
    connect: (tool, fields) => call(nox, 'POST', `/api/integrations/${tool}`, fields, token),
    connected: async () => (await call(nox, 'GET', '/api/integrations', undefined, token)).text,
    async close() {
      await nox.close();
      await slack.close();
    },
  };
}

/** The value of the button that says this, in what was heard. */
export function buttonIn(asked: string, label: string): string {
  const all = [...asked.matchAll(/"text":"([^"]*)"[^{}]*\}[^{}]*?"value":"([^"]+)"/g)];
  return all.find((each) => each[1]?.includes(label))?.[2] ?? '';
}
