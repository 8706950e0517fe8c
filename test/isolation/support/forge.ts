import { send } from '../../support/signed.ts';
import { signingSecret } from './world.ts';
import type { World } from './world.ts';

/** Ids as a request may name them: whose workspace, whose organisation, who acts, and where they say they are at home. */
export interface Named {
  readonly team?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly orgWide?: boolean;
  readonly user: string;
  readonly home?: string | undefined;
  readonly channel: string;
}

/** Requests signed as Slack signs them, with ids of the test's own choosing. */
export interface Forge {
  event(named: Named, event: Record<string, unknown>, rest?: Record<string, unknown>): Promise<Sent>;
  command(named: Named, text: string): Promise<Sent>;
  click(named: Named, value: string, actionId?: string): Promise<Sent>;
  /** Any other interaction: views, shortcuts, options. */
  interact(named: Named, payload: Record<string, unknown>): Promise<Sent>;
}

export interface Sent {
  readonly status: number;
  readonly text: string;
}

/** @param responseUrl where answers to commands and clicks go */
export function createForge({ nox }: World, responseUrl: string): Forge {
  const form = 'application/x-www-form-urlencoded';
  let events = 0;

  async function interact(named: Named, payload: Record<string, unknown>): Promise<Sent> {
    const full = {
      team: named.team === undefined ? null : { id: named.team },
      enterprise: named.enterprise === undefined ? null : { id: named.enterprise },
      is_enterprise_install: named.orgWide ?? false,
      user: { id: named.user, ...(named.home === undefined ? {} : { team_id: named.home }) },
      channel: { id: named.channel },
      container: { type: 'message', message_ts: '1.1', channel_id: named.channel, is_ephemeral: true },
      response_url: responseUrl,
      trigger_id: '1.2.3',
      ...payload,
    };
    const body = new URLSearchParams({ payload: JSON.stringify(full) }).toString();
    return send(nox.app.url, signingSecret, body, form);
  }

  return {
    interact,
    click: (named, value, actionId = 'nox:act:0') =>
      interact(named, {
        type: 'block_actions',
        actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, text: { text: 'x' } }],
      }),
    command(named, text) {
      const fields = new URLSearchParams({
        command: '/nox',
        text,
        team_id: named.team ?? '',
        enterprise_id: named.enterprise ?? '',
        is_enterprise_install: String(named.orgWide ?? false),
        user_id: named.user,
        channel_id: named.channel,
        response_url: responseUrl,
      });
      return send(nox.app.url, signingSecret, fields.toString(), form);
    },
    event(named, event, rest = {}) {
      const full = {
        type: 'event_callback',
        event_id: `EvForged${events++}`,
        event_time: Math.floor(Date.now() / 1000),
        team_id: named.team,
        enterprise_id: named.enterprise,
        authorizations: [
          {
            team_id: named.team ?? null,
            enterprise_id: named.enterprise ?? null,
            is_enterprise_install: named.orgWide ?? false,
          },
        ],
        event: { user: named.user, channel: named.channel, user_team: named.home, ts: '1.1', ...event },
        ...rest,
      };
      return send(nox.app.url, signingSecret, JSON.stringify(full), 'application/json');
    },
  };
}
