import { vi, expect } from 'vitest';
import { startCluster } from '../../../demo/kubernetes/cluster.ts';
import type { SimulatedCluster } from '../../../demo/kubernetes/cluster.ts';
import { prodWorld } from '../../../demo/kubernetes/worlds.ts';
import { startSlack } from '../../../demo/slack/platform.ts';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import { systemClock } from '../../../src/core/clock.ts';
import type { Times } from '../../../src/monitoring/round-the-clock.ts';
import { people, slackApp, slackEnvironment } from '../../aboard/world.ts';
import { call, startNox } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';
import { quickTimes } from './times.ts';
import { ask } from './ask.ts';

/** A NOX that watches, an enterprise in a Slack, a cluster: what tests of monitoring begin with. */
export interface WatchingWorld {
  readonly nox: TestNox;
  readonly slack: SlackPlatform;
  readonly prod: SimulatedCluster;
  readonly token: string;
  /** Connects a cluster over the HTTP API. */
  connect(name: string, cluster: { kubeconfig(): string }): Promise<void>;
  /** Ada's slash command; what she is answered, as one text. */
  say(words: string): Promise<string>;
  /** What NOX said of its own accord in a place, greetings left out. */
  alertsIn(channelId: string): ReturnType<SlackPlatform['visible']>;
  /** Ada's direct messages with NOX. */
  direct(): string;
  /** Gives a deployment of the cluster an image that crashes, or a good one. */
  deploy(tag: string, name?: string, namespace?: string): void;
  watched(name: string): Promise<void>;
  close(): Promise<void>;
}

export const soon = { timeout: 50_000, interval: 50 };

/** Makes TechCorp's space over the API and installs NOX in Ada's workspace, as she; her token. */
export async function bringTechcorpAboard(nox: TestNox, slack: SlackPlatform): Promise<string> {
  const space = { name: 'TechCorp', email: 'ada@example.com', password: 'correct horse battery' };
  const token = String((await call(nox, 'POST', '/api/enterprise/onboard', space)).body.token);
  const begun = await fetch(`${nox.app.url}/slack/install`, {
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}` },
  });
  const back = slack.approve(begun.headers.get('location') ?? '', { userId: 'U0ADA', teamId: 'T0PLAT' });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { pathname, search } = new URL(back);
  await fetch(nox.app.url + pathname + search, { headers: { cookie } });
  return token;
}

export async function startWatching(times: Times = quickTimes, clock = systemClock): Promise<WatchingWorld> {
  const slack = await startSlack({ app: slackApp, retryMs: 20 });
  people(slack);
  const nox = await startNox(slackEnvironment(slack), { monitoring: times, clock });
  slack.connectApp(nox.app.url);
  const prod = await startCluster({ name: 'prod', world: prodWorld(), stepMs: 20 });
  const token = await bringTechcorpAboard(nox, slack);

  const say = (words: string) => ask({ nox, slack }, words);
  return {
    nox,
    slack,
    prod,
    token,
    say,
    async connect(name, cluster) {
      const body = { name, kubeconfig: cluster.kubeconfig() };
      expect((await call(nox, 'POST', '/api/integrations/k8s', body, token)).status).toBe(201);
    },
    alertsIn: (channelId) =>
      slack
        .visible('U0ADA', channelId)
        .filter(({ text, userId, onlyFor }) => userId !== 'U0ADA' && !onlyFor && !text.startsWith('Bonjour')),
    direct: () => slack.direct('U0ADA', 'T0PLAT'),
    deploy(tag, name = 'payments-api', namespace = 'payments') {
      const containers = [{ name: 'api', image: `registry.techcorp.example/${namespace}/${name}:${tag}` }];
      const spec = { template: { spec: { containers } } };
      prod.objects.apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec });
    },
    watched: (name) =>
      vi.waitFor(
        async () => expect(await say('monitor status')).toMatch(new RegExp(`${name} +surveillé`)),
        soon,
      ),
    async close() {
      await nox.close();
      await Promise.all([slack.close(), prod.close()]);
    },
  };
}
