import type { AlertChannel } from '../database/tenant/alerts.ts';
import type { InstallationRow } from '../database/tenant/slack-installations.ts';

/** Where something is to be said: ids, empty where there is no organisation. */
export type Destination = Pick<AlertChannel, 'teamId' | 'enterpriseId' | 'channelId'>;

/**
 * Where alerts of a namespace of a cluster go: to the channel of that namespace, else of the cluster, else of everything,
 * else to the person who first installed NOX (a freelancer's own workspace comes first). Undefined where NOX is in no Slack.
 */
export function destinationOf(
  channels: readonly AlertChannel[],
  installations: readonly Pick<
    InstallationRow,
    'teamId' | 'enterpriseId' | 'isEnterpriseInstall' | 'installerSlackUserId'
  >[],
  at: { readonly integrationId: number | null; readonly namespace: string },
): Destination | undefined {
  const fits = (integrationId: number | null, namespace: string) =>
    channels.find((each) => each.integrationId === integrationId && each.namespace === namespace);
  return (
    (at.integrationId === null ? undefined : fits(at.integrationId, at.namespace)) ??
    (at.integrationId === null ? undefined : fits(at.integrationId, '')) ??
    fits(null, '') ??
    ownerOf(installations)
  );
}

/** The direct message with the person who installed NOX first. */
export function ownerOf(
  installations: readonly Pick<InstallationRow, 'teamId' | 'enterpriseId' | 'installerSlackUserId'>[],
): Destination | undefined {
  const [first] = installations;
  if (!first?.installerSlackUserId) return undefined;
  return {
    teamId: first.teamId ?? '',
    enterpriseId: first.enterpriseId ?? '',
    channelId: first.installerSlackUserId,
  };
}
