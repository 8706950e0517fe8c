import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/database/embedded.ts';
import { start } from './processes/ask.ts';
import type { Asked } from './processes/ask.ts';
import { startSlack } from './slack.ts';
import type { SmallSlack, Workspace } from './slack.ts';
import { signed, slashBody } from './slash.ts';

export const signingSecret = 'a-signing-secret-of-the-bench';

/** A PostgreSQL, a small Slack on loopback, and a NOX in a process of its own. */
export interface World {
  readonly nox: Asked;
  readonly url: string;
  readonly databaseUrl: string;
  readonly slackEnv: Readonly<Record<string, string>>;
  readonly workspaces: readonly Workspace[];
  /** Everything that the small Slack was asked. */
  readonly slackCalls: SmallSlack['calls'];
  /** What a further NOX on the same database is started with. */
  readonly noxEnv: Readonly<Record<string, string>>;
  /** Installs NOX in the next workspaces, through the OAuth flow, and has everybody there say `status` once. */
  comeAboard(count: number): Promise<void>;
  /** Says something once; the answer's text. Errors: an answer other than 200. */
  say(workspace: Workspace, text: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param size how many workspaces there are to come aboard
 * @param options.durable false turns fsync off, for parts in which no time is measured
 */
export async function startWorld(
  size: number,
  options: { readonly durable: boolean; readonly env?: Readonly<Record<string, string>> },
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'nox-bench-'));
  await chmod(folder, 0o755);
  const embedded = await startEmbedded(folder, { fast: !options.durable });
  const workspaces = Array.from({ length: size }, (_, i) => ({
    teamId: `T${i}`,
    name: `team-${i}`,
    token: `xoxb-${i}`,
    people: { [`U${i}A`]: 'Ada', [`U${i}B`]: 'Bob' },
  }));
  const slack = await startSlack(workspaces);
  const slackEnv = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'a-client-secret',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  const { databaseUrl } = embedded;
  const masterKey = Buffer.alloc(32, 7).toString('base64');
  const own = { PORT: '0', DATABASE_URL: databaseUrl, NOX_MASTER_KEY: masterKey, LOG_LEVEL: 'warn' };
  const nox = start('./nox.ts', { ...own, ...slackEnv, ...options.env });
  const url = await nox.ask<string>('url');
  let aboard = 0;

  async function install({ teamId }: Workspace): Promise<void> {
    const begun = await fetch(`${url}/slack/install?type=enterprise`, { redirect: 'manual' });
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const done = await fetch(`${url}/slack/oauth_redirect?code=${teamId}&state=${state}`, {
      headers: { cookie },
    });
    if (done.status !== 200) throw new Error(`${teamId} could not install NOX: ${done.status}`);
  }

  async function say(workspace: Workspace, text: string, who = 0): Promise<string> {
    const body = slashBody(workspace.teamId, Object.keys(workspace.people)[who] ?? '', text);
    const headers = signed(body, signingSecret);
    const answer = await fetch(`${url}/slack/events`, { method: 'POST', body, headers });
    if (answer.status !== 200) throw new Error(`${workspace.teamId} was answered ${answer.status}`);
    return answer.text();
  }

  return {
    nox,
    url,
    databaseUrl,
    slackEnv,
    workspaces,
    slackCalls: slack.calls,
    noxEnv: { ...own, ...slackEnv },
    say,
    async comeAboard(count) {
      const queue = workspaces.slice(aboard, aboard + count);
      aboard += count;
      const work = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          await install(next);
          for (const who of Object.keys(next.people).keys()) await say(next, 'status', who);
        }
      };
      await Promise.all([work(), work()]);
    },
    async stop() {
      await nox.stop();
      await slack.close();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
