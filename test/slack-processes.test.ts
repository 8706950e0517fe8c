import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { startNox } from './support/nox.ts';
import type { TestNox } from './support/nox.ts';
import { startWorkspaces } from './support/workspaces.ts';
import type { Workspaces } from './support/workspaces.ts';

let nox: TestNox;
let other: App;
let workspaces: Workspaces;

beforeAll(async () => {
  workspaces = await startWorkspaces([
    { teamId: 'TCORP', name: 'techcorp', people: { UADA: 'Ada', UDEV: 'Dev' } },
  ]);
  nox = await startNox(workspaces.env);
  const masterKey = Buffer.alloc(32, 7).toString('base64');
  const config = readConfig({ PORT: '0', ...workspaces.env });
  other = await startApp({ ...config, databaseUrl: nox.databaseUrl, masterKey }, createLogger('silent'));
});
afterAll(async () => {
  await other?.close();
  await nox?.close();
  await workspaces?.close();
});

const say = (app: App, userId: string, text: string) => workspaces.say({ app }, userId, text);
const install = async (type: string) => (await workspaces.install(nox, 'TCORP', { type })).status;

/** A command that Slack sent before it heard of the uninstall. */
async function late({ url }: App, text: string): Promise<string> {
  const { slack } = workspaces;
  const fields = { command: '/nox', team_id: 'TCORP', user_id: 'UADA', channel_id: 'CCORP', text };
  slack.connectApp(url);
  return (await slack.send({ type: 'slash_commands', payload: fields })).body;
}

test('what one process changes counts at once in another that has served the same people', async () => {
  expect(await install('enterprise')).toBe(200);
  for (const app of [nox.app, other]) {
    expect(await say(app, 'UADA', 'status')).toMatch(/techcorp.*admin/s);
    expect(await say(app, 'UDEV', 'status')).toMatch(/techcorp.*developer/s);
  }
  await say(nox.app, 'UADA', 'role <@UDEV> viewer');
  expect(await say(other, 'UDEV', 'status')).toMatch(/techcorp.*viewer/s);
});

test('an uninstall in one process ends service in the other, and the next installer is another tenant there', async () => {
  workspaces.slack.connectApp(nox.app.url);
  await workspaces.slack.uninstall('TCORP');
  await nox.app.settled();
  expect(await late(other, 'status')).toContain('/slack/install');
  expect(await install('freelance')).toBe(200);
  const answer = await say(other, 'UADA', 'status');
  expect(answer).toContain('freelance');
  expect(answer).not.toContain('techcorp');
});
