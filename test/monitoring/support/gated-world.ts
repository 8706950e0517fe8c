import postgres from 'postgres';
import { expect, vi } from 'vitest';
import { startJira } from '../../../demo/jira/jira.ts';
import { techcorpJira } from '../../../demo/jira/worlds.ts';
import { startGithub } from '../../../demo/outside/github.ts';
import { startNotion } from '../../../demo/notion/notion.ts';
import { techcorpNotion } from '../../../demo/notion/worlds.ts';
import { startSlack } from '../../../demo/slack/platform.ts';
import { usualJobPace } from '../../../src/jobs/job-options.ts';
import { people, slackApp, slackEnvironment } from '../../aboard/world.ts';
import { openGate } from '../../support/gate.ts';
import type { Gate, GateAnswer, GatedCall } from '../../support/gate.ts';
import { startLeanClusters } from '../../support/lean-cluster.ts';
import { startNox } from '../../support/nox.ts';
import { any, node } from './objects.ts';
import { quickTimes } from './times.ts';
import { bringTechcorpAboard } from './world.ts';
import { ask, connectTool } from './ask.ts';

/** Slack, Jira, GitHub and Notion behind gates that can be closed, a cluster that is put together by hand, and a clock that can be set. */
export type GatedWorld = Awaited<ReturnType<typeof startGatedWorld>>;

const soon = { timeout: 50_000, interval: 25 };

/** Starts all of that, and a NOX of TechCorp's that watches the cluster `prod`. */
export async function startGatedWorld() {
  /** How far the clock is ahead, milliseconds. */
  let ahead = 0;
  const gates: Record<string, Gate> = {};
  /** What a service answers instead of doing anything; undefined: it is there. */
  const away: Record<string, ((call: GatedCall) => GateAnswer | boolean) | undefined> = {};
  /** The calls that came to the gates. */
  const calls: GatedCall[] = [];
  const clock = { now: () => new Date(Date.now() + ahead), passedMs: () => performance.now() + ahead };
  const slack = await startSlack({ app: slackApp, retryMs: 20, now: () => Date.now() + ahead });
  people(slack);
  const jira = await startJira({ world: techcorpJira(), now: clock.now });
  const github = await startGithub({
    tokens: { acme: 'ghp_acme' },
    users: [{ login: 'acme', name: 'Acme' }],
    repositories: [{ owner: 'acme', name: 'web', description: 'Site', language: 'TypeScript' }],
  });
  const notion = await startNotion({ world: techcorpNotion(), now: clock.now });
  const lean = await startLeanClusters();
  lean.put(1, node('node-1') as never);
  const targets = { slack: slack.url, jira: jira.url, github: github.url, notion: notion.url };
  for (const [name, target] of Object.entries(targets))
    gates[name] = await openGate(name, target, (each, moment) => {
      if (moment === 'after') return true;
      calls.push(each);
      return away[name]?.(each) ?? true;
    });
  const gated = { apiUrl: `${gates['slack']?.url}/api/` };
  const nox = await startNox(slackEnvironment(gated), {
    monitoring: quickTimes,
    clock,
    jobPace: { ...usualJobPace, pollSeconds: 0.5 },
  });
  slack.connectApp(nox.app.url);
  const token = await bringTechcorpAboard(nox, slack);
  const own = postgres(Object.assign(new URL(nox.superuserUrl), { pathname: '/nox_t_1' }).href, { max: 1 });
  const connect = (type: string, body: object) => connectTool(nox, token, type, body);
  const say = (words: string) => ask({ nox, slack }, words);
  await connect('jira', { name: 'techcorp', baseUrl: gates['jira']?.url, ...jira.credentials });
  await connect('github', { name: 'acme', token: 'ghp_acme', baseUrl: gates['github']?.url });
  await connect('notion', { name: 'techcorp', token: notion.token, baseUrl: gates['notion']?.url });
  await connect('k8s', { name: 'prod', kubeconfig: lean.kubeconfig(1) });
  await vi.waitFor(async () => expect(await say('monitor status')).toMatch(/prod +surveillé/), soon);

  /** Time passes: most of it at once, the rest in steps in which the cluster is heard and what is over is seen to be. */
  async function pass(ms: number, jumps = 1): Promise<void> {
    const steps = Math.min(8, Math.floor(ms / 30_000));
    for (let jump = 0; jump < jumps; jump++) await leap((ms - steps * 30_000) / jumps);
    for (let step = 0; step < steps; step++) await leap(30_000);
  }
  async function leap(ms: number): Promise<void> {
    ahead += ms;
    const before = lean.pulses(1);
    await vi.waitFor(() => expect(lean.pulses(1)).toBeGreaterThan(before), soon);
    await nox.app.settled();
  }

  const failedJob = (name: string, isFailed = true) => {
    const [type, reason] = isFailed ? ['Failed', 'Backoff'] : ['Complete', 'Done'];
    const condition = {
      type,
      status: 'True',
      reason,
      lastTransitionTime: new Date(Date.now() + ahead).toISOString(),
    };
    return any('Job', name, { status: { conditions: [condition] } }) as never;
  };
  /** What is said of incidents and reports; that time goes by in great steps is no trouble of the cluster's. */
  const direct = () =>
    slack
      .visible('U0ADA', slack.direct('U0ADA', 'T0PLAT'))
      .filter(({ text, threadTs }) => !/prod\s: le cluster/.test(text) && !threadTs);
  const alertsOf = (word: string) =>
    direct().filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(word));

  return {
    slack,
    jira,
    github,
    notion,
    lean,
    own,
    away,
    calls,
    say,
    pass,
    leap,
    failedJob,
    direct,
    alertsOf,
    /** What time it is. */
    now: () => Date.now() + ahead,
    async close() {
      await own.end();
      await nox.close();
      const services = [slack, jira, github, notion, lean, ...Object.values(gates)];
      await Promise.all(services.map((each) => each.close()));
    },
  };
}
