import type { WebClient } from '@slack/web-api';
import type { SlackProfile } from '../../../access/slack-identity.ts';
import { slackErrorCode } from '../speak/reasons.ts';

/** A profile with all the workspaces of an organisation that the person is in. */
export interface FullProfile extends Omit<SlackProfile, 'otherHomes'> {
  readonly teamIds: readonly string[];
}

/** Slack does not show people of other organisations to everybody: who cannot be seen is no member. */
const unseen = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);

/** What Slack says of a person. Errors: those of `users.info`, but for people whom the installation may not see. */
export async function readProfile(client: WebClient, slackUserId: string): Promise<FullProfile> {
  const found = await client.users
    .info({ user: slackUserId, include_locale: true })
    .catch((error: unknown) => {
      if (unseen.has(slackErrorCode(error) ?? '')) return undefined;
      throw error;
    });
  const user = found?.user;
  return {
    name: user?.profile?.display_name || user?.real_name || user?.name || slackUserId,
    locale: user?.locale,
    timeZone: user?.tz,
    isGuest: Boolean(user?.is_restricted || user?.is_ultra_restricted),
    isOutsider: !user || Boolean(user.is_stranger || user.is_bot || user.deleted),
    homeTeamId: user?.team_id ?? '',
    homeEnterpriseId: user?.enterprise_user?.enterprise_id,
    teamIds: user?.enterprise_user?.teams ?? [],
  };
}
