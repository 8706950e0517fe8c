import type { AppOptions } from '../../src/app.ts';
import { call, startNox } from './nox.ts';
import type { TestNox } from './nox.ts';
import { startWorkspaces } from './workspaces.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** One tenant that has come aboard through the front doors: its account, its Slack, and people who speak there. */
export interface Space {
  readonly nox: TestNox;
  readonly workspaces: Workspaces;
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
  const workspace = { teamId: 'T1', name: 'space', people, locale: 'fr-FR' };
  const workspaces = await startWorkspaces([workspace, ...(options.others ?? [])]);
  const nox = await startNox({ ...workspaces.env, ...options.env }, options.app);
  const account = { name: 'Space', email, password: 'correct horse battery' };
  const token = String((await call(nox, 'POST', `/api/${type}/onboard`, account)).body.token);
  await workspaces.install(nox, 'T1', { token });
  const [installer = ''] = Object.keys(people);
  return {
    nox,
    workspaces,
    say: (text, userId = installer) => workspaces.say(nox, userId, text),
    click: (value, userId = installer) => workspaces.click(nox, userId, value),
    connect: (tool, fields) => call(nox, 'POST', `/api/integrations/${tool}`, fields, token),
    connected: async () => (await call(nox, 'GET', '/api/integrations', undefined, token)).text,
    async close() {
      await nox.close();
      await workspaces.close();
    },
  };
}

/** The value of the button that says this, in what was heard. */
export function buttonIn(asked: string, label: string): string {
  const all = [...asked.matchAll(/"text":"([^"]*)"[^{}]*\}[^{}]*?"value":"([^"]+)"/g)];
  return all.find((each) => each[1]?.includes(label))?.[2] ?? '';
}
