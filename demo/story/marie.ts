import { marie } from '../outside/marie.ts';
import type { Outside } from '../outside/outside.ts';
import type { Account, FrontDoors } from './front-doors.ts';
import { livePast } from './past.ts';
import type { PastAccess } from './past.ts';
import { mariePast, pastDays } from './pasts.ts';

/** Who signs in to Marie's space. */
export const marieAccount: Account = {
  name: 'Marie Dubois',
  email: 'marie@freelance.example',
  password: 'une-phrase-pour-marie',
};

/** Marie comes aboard: two workspaces, two accounts of GitHub, the clusters of two clients, one invited client. */
export async function marieStory(outside: Outside, doors: FrontDoors, access: PastAccess): Promise<void> {
  const { slack, clusters, github, notion } = outside;
  const token = await doors.onboard('freelance', marieAccount);
  await doors.install(token, { userId: marie.atHome, teamId: marie.perso });
  await doors.install(token, { userId: marie.atClientA, teamId: marie.clientA });
  for (const id of [marie.general, marie.alerts, marie.project]) slack.inviteApp(id);
  const baseUrl = github.marie.url;
  await Promise.all([
    doors.connect(token, 'github', { name: 'perso', token: 'ghp_demo_marie_perso', baseUrl }),
    doors.connect(token, 'github', { name: 'pro', token: 'ghp_demo_marie_pro', baseUrl }),
    doors.connect(token, 'k8s', { name: 'client-a', kubeconfig: clusters['client-a'].kubeconfig() }),
    doors.connect(token, 'k8s', { name: 'client-b', kubeconfig: clusters['client-b'].kubeconfig() }),
    doors.connect(token, 'notion', { name: 'perso', token: notion.marie.token, baseUrl: notion.marie.url }),
  ]);
  await livePast(access, token, mariePast, pastDays, new Date());
  const { atHome, atClientA, julie, general, alerts, project } = marie;
  await slack.slash({ userId: atHome, channelId: general }, 'status');
  await slack.slash({ userId: atHome, channelId: alerts }, 'k8s pods --cluster client-a');
  await slack.slash({ userId: atHome, channelId: general }, 'notion search rapports');
  await slack.slash({ userId: atClientA, channelId: project }, `invite <@${julie}|julie> --only client-a`);
  await slack.slash({ userId: julie, channelId: project }, 'status');
}
