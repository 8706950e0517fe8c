import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';
import type { Channel, Installation } from '../types.ts';

/** The outer body of an event (https://docs.slack.dev/apis/events-api/#event-type-structure). */
export function envelope(
  store: Store,
  installation: Installation,
  event: object,
  channel?: Channel,
): Readonly<Record<string, unknown>> {
  const enterpriseId = installation.enterpriseId ?? null;
  const teamId = installation.teamId ?? channel?.teamId ?? [...installation.teamIds][0] ?? null;
  return {
    type: 'event_callback',
    token: 'unused',
    event_id: `Ev${randomBytes(6).toString('hex').toUpperCase()}`,
    api_app_id: store.app.appId,
    team_id: teamId,
    context_team_id: teamId,
    enterprise_id: enterpriseId,
    context_enterprise_id: enterpriseId,
    event_time: Math.floor(store.now() / 1000),
    is_ext_shared_channel: (channel?.sharedWith.length ?? 0) > 0,
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: installation.teamId ?? null,
        user_id: installation.botUserId,
        is_bot: true,
        is_enterprise_install: !installation.teamId,
      },
    ],
    event,
  };
}
