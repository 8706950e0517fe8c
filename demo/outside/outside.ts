import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAtlassian } from '../jira/cloud.ts';
import type { SimulatedAtlassian } from '../jira/cloud.ts';
import { startJira } from '../jira/jira.ts';
import type { SimulatedJira } from '../jira/jira.ts';
import { clientAJira, techcorpJira } from '../jira/worlds.ts';
import { startCluster } from '../kubernetes/cluster.ts';
import type { ClusterWorld, SimulatedCluster } from '../kubernetes/cluster.ts';
import { clientAWorld, clientBWorld, prodWorld, stagingWorld } from '../kubernetes/worlds.ts';
import { startNotionCloud } from '../notion/cloud.ts';
import type { SimulatedNotionCloud } from '../notion/cloud.ts';
import { startNotion } from '../notion/notion.ts';
import type { SimulatedNotion } from '../notion/notion.ts';
import { marieNotion, techcorpNotion } from '../notion/worlds.ts';
import { startSlack } from '../slack/platform.ts';
import type { SlackPlatform } from '../slack/platform.ts';
import { startGithub } from './github.ts';
import type { Github } from './github.ts';
import { addMarie } from './marie.ts';
import { marieGithub, techcorpGithub } from './repositories.ts';
import { addTechcorp } from './techcorp.ts';

/** The Slack app that the demo's NOX is. */
export const slackApp = {
  appId: 'A0NOXDEMO',
  clientId: '4242.4242',
  clientSecret: 'demo-client-secret',
  signingSecret: 'demo-signing-secret',
  rotation: true,
} as const;

/** What the demo's NOX is registered as with the services that are connected by consent. */
export const oauthApp = { clientId: 'demo-oauth-client', clientSecret: 'demo-oauth-secret' } as const;

const clusterNames = ['prod', 'staging', 'client-a', 'client-b'] as const;
export type ClusterName = (typeof clusterNames)[number];

const worlds: Readonly<Record<ClusterName, () => ClusterWorld>> = {
  prod: prodWorld,
  staging: stagingWorld,
  'client-a': clientAWorld,
  'client-b': clientBWorld,
};

/**
 * Everything outside NOX, simulated: each tenant has a GitHub and a Notion of its own, TechCorp a Jira too; a client's Jira
 * is there to be connected by consent.
 */
export interface Outside {
  readonly slack: SlackPlatform;
  readonly clusters: Readonly<Record<ClusterName, SimulatedCluster>>;
  /** A kubeconfig file for each cluster. */
  readonly kubeconfigs: Readonly<Record<ClusterName, string>>;
  readonly github: { readonly techcorp: Github; readonly marie: Github };
  readonly notion: { readonly techcorp: SimulatedNotion; readonly marie: SimulatedNotion };
  readonly jira: SimulatedJira;
  /** Where Jiras and Notions are connected by consent. */
  readonly atlassian: SimulatedAtlassian;
  readonly notionCloud: SimulatedNotionCloud;
  close(): Promise<void>;
}

/** Starts it on free ports of loopback; kubeconfigs are written into `folder`. */
export async function startOutside(folder: string): Promise<Outside> {
  const slack = await startSlack({ app: slackApp, retryMs: 200 });
  addTechcorp(slack);
  addMarie(slack);
  const [githubs, notions, [jira, clientJira], clusters] = await Promise.all([
    Promise.all([startGithub(techcorpGithub), startGithub(marieGithub)]),
    Promise.all([startNotion({ world: techcorpNotion() }), startNotion({ world: marieNotion() })]),
    Promise.all([startJira({ world: techcorpJira() }), startJira({ world: clientAJira() })]),
    Promise.all(clusterNames.map((name) => startCluster({ name, world: worlds[name]() }))),
  ]);
  const sites = [
    { jira, url: jira.url, as: 'Ada Moreau' },
    { jira: clientJira, url: clientJira.url, as: 'Marie Dubois' },
  ];
  const [atlassian, notionCloud] = await Promise.all([
    startAtlassian({ app: oauthApp, sites }),
    startNotionCloud({ app: oauthApp, workspaces: notions }),
  ]);
  const files = await Promise.all(
    clusters.map(async (cluster, at) => {
      const file = join(folder, `kubeconfig-${clusterNames[at]}.yaml`);
      await writeFile(file, cluster.kubeconfig(), { mode: 0o600 });
      return file;
    }),
  );
  return {
    slack,
    clusters: byName(clusters),
    kubeconfigs: byName(files),
    github: { techcorp: githubs[0], marie: githubs[1] },
    notion: { techcorp: notions[0], marie: notions[1] },
    jira,
    atlassian,
    notionCloud,
    async close() {
      const all = [slack, atlassian, notionCloud, jira, clientJira, ...githubs, ...notions, ...clusters];
      await Promise.all(all.map((each) => each.close()));
    },
  };
}

function byName<T>(all: readonly T[]): Readonly<Record<ClusterName, T>> {
  return Object.fromEntries(clusterNames.map((name, at) => [name, all[at]])) as Record<ClusterName, T>;
}
