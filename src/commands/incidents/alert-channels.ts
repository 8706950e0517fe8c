import type { Announcer, Channel } from '../../core/announce.ts';
import type { Tenant } from '../../core/actor.ts';
import type { Clock } from '../../core/clock.ts';
import type { Reply } from '../../core/reply.ts';
import {
  listAlertChannels,
  removeAlertChannel,
  setAlertChannel,
} from '../../database/tenant/monitoring/alert-channels.ts';
import type { AlertChannel } from '../../database/tenant/monitoring/alert-channels.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Translate } from '../../messages/translate.ts';
import type { AlertScope } from '../contracts/incidents.ts';

/** What alert channels need of the process: to say something at once. */
export interface SayingMeans {
  readonly announcer: () => Announcer | undefined;
  readonly clock: Clock;
}

/** The channels that a tenant's alerts are bound to: one store, whatever surface one chooses from. */
export interface AlertChannels {
  list(): Promise<readonly AlertChannel[]>;
  bind(scope: AlertScope, channel: Channel, userId: number): Promise<void>;
  unbind(scope: AlertScope): Promise<boolean>;
  /** Says something in a channel now, in the space's own terms; Slack's short code where it does not let NOX. */
  say(channel: Channel, reply: Reply): Promise<'said' | string>;
}

export function alertChannelsOf(
  database: TenantDatabase,
  tenant: Tenant,
  { announcer, clock }: SayingMeans,
): AlertChannels {
  return {
    list: () => listAlertChannels(database.db),
    bind: ({ integrationId, namespace }, { enterpriseId, teamId, channelId }, createdBy) =>
      setAlertChannel(database, {
        integrationId,
        namespace,
        teamId,
        channelId,
        enterpriseId: enterpriseId ?? '',
        createdBy,
      }),
    unbind: (scope) => removeAlertChannel(database, scope),
    async say(channel, reply) {
      const voice = announcer();
      if (!voice) return 'not_installed';
      const { locale, timeZone } = tenant;
      const key = `said:${clock.now().getTime()}`;
      const outcome = await voice.post(tenant.id, channel, reply, { locale, timeZone }, { key });
      if (outcome.kind === 'said') return 'said';
      return outcome.kind === 'never' ? outcome.code : 'later';
    },
  };
}

/** What is said in a channel that alerts shall come to: it shows that NOX can speak there. */
export function boundReply(t: Translate, scope: string, who: string): Reply {
  const text = t('alerts.bound', { scope, who });
  return { summary: text, blocks: [{ kind: 'notice', tone: 'ok', text }] };
}

/** An example of an alert. */
export function exampleReply(t: Translate, who: string): Reply {
  const text = t('alerts.test', { who });
  return { summary: text, blocks: [{ kind: 'text', text: [`🔵 `, text] }] };
}

/** Slack's short codes for a channel that NOX was not invited to. */
export function isOutside(code: string): boolean {
  return ['not_in_channel', 'channel_not_found'].includes(code);
}
