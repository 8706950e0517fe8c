import type { WebClient } from '@slack/web-api';
import type { SlackProfile } from '../../access/slack-identity.ts';

/** What Slack says of a person. Errors: those of `users.info`. */
export async function readProfile(client: WebClient, slackUserId: string): Promise<SlackProfile> {
  const { user } = await client.users.info({ user: slackUserId, include_locale: true });
  return {
    name: user?.profile?.display_name || user?.real_name || user?.name || slackUserId,
    locale: user?.locale,
    timeZone: user?.tz,
    isGuest: Boolean(user?.is_restricted || user?.is_ultra_restricted),
    isOutsider: Boolean(user?.is_stranger || user?.is_bot || user?.deleted),
    homeTeamId: user?.team_id ?? '',
    homeEnterpriseId: user?.enterprise_user?.enterprise_id,
  };
}
