import type { Outside } from '../outside/outside.ts';
import { techcorp } from '../outside/techcorp.ts';
import type { Account, FrontDoors } from './front-doors.ts';
import { livePast } from './past.ts';
import type { PastAccess } from './past.ts';
import { techcorpPast, pastDays } from './pasts.ts';
import { pressFirst } from './press.ts';

/** Who signs in to TechCorp's space. */
export const ada: Account = {
  name: 'TechCorp',
  email: 'ada@techcorp.example',
  password: 'une-phrase-pour-ada',
};

/** TechCorp comes aboard: its administrator installs NOX for the whole organisation and connects every tool once. */
export async function techcorpStory(outside: Outside, doors: FrontDoors, access: PastAccess): Promise<void> {
  const { slack, clusters, github, jira, notion } = outside;
  const token = await doors.onboard('enterprise', ada);
  await doors.install(token, { userId: techcorp.ada, enterpriseId: techcorp.enterpriseId });
  await slack.grant(techcorp.product);
  await slack.grant(techcorp.infra);
  for (const id of [techcorp.general, techcorp.payments, techcorp.ops, techcorp.partners])
    slack.inviteApp(id);
  await Promise.all([
    doors.connect(token, 'github', {
      name: 'techcorp',
      token: 'ghp_demo_techcorp',
      baseUrl: github.techcorp.url,
    }),
    doors.connect(token, 'k8s', {
      name: 'prod',
      kubeconfig: clusters.prod.kubeconfig(),
      protected: true,
    }),
    doors.connect(token, 'k8s', { name: 'staging', kubeconfig: clusters.staging.kubeconfig() }),
    doors.connect(token, 'jira', { name: 'techcorp', baseUrl: jira.url, ...jira.credentials }),
    doors.connect(token, 'notion', {
      name: 'techcorp',
      token: notion.techcorp.token,
      baseUrl: notion.techcorp.url,
    }),
  ]);
  await livePast(access, token, techcorpPast, pastDays, new Date());

  const { ada: admin, karim, paul, nina, general, payments, ops } = techcorp;
  await slack.slash({ userId: karim, channelId: general }, 'status');
  await slack.slash({ userId: admin, channelId: general }, `role <@${karim}|karim> manager`);
  await slack.slash({ userId: nina, channelId: general }, 'help');
  await slack.slash({ userId: paul, channelId: ops }, 'k8s pods --cluster prod');
  await slack.slash({ userId: paul, channelId: payments }, 'github issues payments-api');
  await slack.slash(
    { userId: karim, channelId: payments },
    'github issue comment payments-api#2 "Je regarde."',
  );
  await slack.slash({ userId: paul, channelId: ops }, 'notion search checkout');
  await slack.slash({ userId: paul, channelId: payments }, 'jira search webhook');
  await slack.slash({ userId: paul, channelId: ops }, 'k8s restart web/web --cluster prod');
  await slack.slash({ userId: paul, channelId: ops }, 'k8s scale web/web 3 --cluster staging');
  await pressFirst(slack, { userId: paul, channelId: ops });
}
