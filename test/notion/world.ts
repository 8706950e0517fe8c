import { startNotion } from '../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../demo/notion/notion.ts';
import { marieNotion, techcorpNotion } from '../../demo/notion/worlds.ts';
import { call, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';
import { startWorkspaces } from '../support/workspaces.ts';

/** An enterprise and a freelancer aboard one NOX, each with people in Slack, and the Notions that are theirs to connect. */
export interface NotionWorld {
  readonly nox: TestNox;
  /** Of something that is no Notion. */
  readonly slackUrl: string;
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
  const workspaces = await startWorkspaces([
    { teamId: 'TCORP', name: 'techcorp', people, locale: 'fr-FR' },
    { teamId: 'TMARIE', name: 'marie', people: { UMARIE: 'Marie' } },
  ]);
  const nox = await startNox(workspaces.env);
  const techcorp = await startNotion({ world: techcorpNotion() });
  const marie = await startNotion({ world: marieNotion() });
  const comeAboard = async (type: string, email: string, teamId: string) => {
    const space = { name: email, email, password: 'correct horse battery' };
    const own = String((await call(nox, 'POST', `/api/${type}/onboard`, space)).body.token);
    await workspaces.install(nox, teamId, { token: own });
    return own;
  };
  const token = await comeAboard('enterprise', 'ada@techcorp.fr', 'TCORP');
  const freelance = await comeAboard('freelance', 'marie@freelance.com', 'TMARIE');

  return {
    nox,
    slackUrl: workspaces.slack.apiUrl,
    techcorp,
    marie,
    connect: (fields, by) =>
      call(nox, 'POST', '/api/integrations/notion', fields, by === 'freelance' ? freelance : token),
    connected: async () => (await call(nox, 'GET', '/api/integrations', undefined, token)).body.integrations,
    say: (text, userId = 'UADA') => workspaces.say(nox, userId, text),
    click: (value, userId = 'UADA') => workspaces.click(nox, userId, value),
    async close() {
      await nox.close();
      await Promise.all([workspaces.close(), techcorp.close(), marie.close()]);
    },
  };
}

/** The value of the button that says `label`. */
export function button(asked: string, label: RegExp): string {
  const buttons = [
    ...asked.matchAll(/"text":"([^"]*)","emoji":false\},"action_id":"[^"]+","value":"([^"]+)"/g),
  ];
  return buttons.find((each) => label.test(each[1] ?? ''))?.[2] ?? `no button ${label} in ${asked}`;
}
