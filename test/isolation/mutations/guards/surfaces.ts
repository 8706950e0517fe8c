import { mutation } from '../mutation.ts';
import type { Mutation } from '../mutation.ts';
import { caches, routes, sessions, surface } from '../noticing.ts';

/** Guards at the ways in: what a request, a page or a click says of itself. */
export const ofSurfaces: readonly Mutation[] = [
  mutation(
    'shared channels are remembered without the tenant',
    [caches, 'a channel that is shared'],
    ['src/surfaces/slack/converse/shared-channels.ts', '`${tenantId}:${channel}`', 'channel'],
  ),
  mutation(
    'events under way are known without the tenant',
    [caches, 'an event of one'],
    ['src/surfaces/slack/receive/keep-events.ts', '`${tenantId}:${eventId}`', 'eventId'],
  ),
  mutation(
    'pressed buttons are known without the tenant',
    [caches, 'a button pressed by one'],
    ['src/surfaces/slack/listen/actions.ts', '`${tenantId}:${slackUserId}:${id}`', '`${slackUserId}:${id}`'],
  ),
  mutation(
    'the home that a request names goes unread',
    [surface, 'under a member’s id'],
    [
      'src/surfaces/slack/actor/home.ts',
      'if (!installed.enterpriseId) return claimed;',
      'if (!installed.enterpriseId) return home;',
    ],
  ),
  mutation(
    'strangers of other organisations count as members',
    [surface, 'two tenants|other organisations'],
    ['src/surfaces/slack/actor/home.ts', 'isOutsider: profile.isOutsider || !belongs,', 'isOutsider: false,'],
  ),
  mutation(
    'answers go to whatever response URL was sent',
    ['test/surfaces/slack/speak/respond.test.ts', ''],
    [
      'src/surfaces/slack/speak/respond.ts',
      "if (!isSlacks(url, 'hooks.slack.com', apiUrl)) return false;",
      '',
    ],
  ),
  mutation(
    'channels that others read count as ours alone',
    [surface, 'a channel that others read'],
    [
      'src/surfaces/slack/converse/shared-channels.ts',
      'Boolean(info.channel.is_ext_shared || info.channel.is_pending_ext_shared)',
      'false',
    ],
  ),
  mutation(
    'requests from Slack go unverified',
    ['test/surfaces/slack/receive/delivery.test.ts', 'wrong signature'],
    [
      'src/surfaces/slack/receive/http-receiver.ts',
      '{ enabled: true, signingSecret',
      '{ enabled: false, signingSecret',
    ],
  ),
  mutation(
    'everybody may connect a workspace',
    [sessions, 'ends at once'],
    [
      'src/surfaces/slack/installation/connect-by-token.ts',
      "if (!mayDo(actor.role, 'tenant:manage'))",
      'if (!actor.role)',
    ],
  ),
  mutation(
    'a tenant’s id in a body goes unchecked',
    [routes, 'POST /api/integrations/github'],
    [
      'src/surfaces/web/authenticate.ts',
      '[body?.tenantId, request.query.tenantId]',
      '[request.query.tenantId]',
    ],
  ),
  mutation(
    'a tenant’s id in a query goes unchecked',
    [routes, 'GET /api/integrations'],
    ['src/surfaces/web/authenticate.ts', '[body?.tenantId, request.query.tenantId]', '[body?.tenantId]'],
  ),
  mutation(
    'other sites act with a browser’s session',
    [routes, 'POST /account/token'],
    [
      'src/surfaces/http/session-cookie.ts',
      "if (site !== undefined && site !== 'same-origin') return false;",
      'if (site !== undefined) return true;',
    ],
  ),
  mutation(
    'a consent counts for whoever its browser is signed in as',
    ['test/web/consent.test.ts', 'refusing, coming twice'],
    [
      'src/surfaces/web/pages/space/tools/consent.ts',
      'if (intent.tenantId !== at.tenant.id || intent.userId !== at.actor.userId)',
      'if (intent.tenantId < 0)',
    ],
  ),
];
