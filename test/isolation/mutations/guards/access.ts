import { mutation } from '../mutation.ts';
import type { Mutation } from '../mutation.ts';
import { caches, requests, routes, sessions } from '../noticing.ts';

/** Guards of who somebody is, and of what and how much they may do. */
export const ofAccess: readonly Mutation[] = [
  mutation(
    'commands under way are counted without the tenant',
    [caches, 'a flood of one'],
    ['src/access/flood.ts', 'await rate.consume(tenantId)', "await rate.consume('all')"],
  ),
  mutation(
    'sessions outlive their epoch',
    [sessions, 'ends at once'],
    ['src/access/sessions.ts', ' || user.sessionEpoch !== claimed.epoch', ''],
  ),
  mutation(
    'people who were removed keep their sessions',
    [sessions, 'ends at once'],
    [
      'src/access/sessions.ts',
      'if (!user || isEnded || !hasAccess(user, clock.now()) || user.sessionEpoch !== claimed.epoch)',
      'if (isEnded || user?.sessionEpoch !== claimed.epoch)',
    ],
  ),
  mutation(
    'everybody may connect tools',
    [sessions, 'ends at once'],
    ['src/commands/tools/connect-tool.ts', 'mustManage(by);', ''],
  ),
  mutation(
    'everybody may remove tools',
    [sessions, 'ends at once'],
    ['src/commands/tools/disconnect-tool.ts', 'mustManage(by);', ''],
  ),
  mutation(
    'an address opens the space that is asked for without its password',
    [routes, 'POST /api/auth/login'],
    [
      'src/access/sign-in.ts',
      '(await passwordFits(user?.passwordHash, password)) && user?.active',
      'user?.active',
    ],
  ),
  mutation(
    'a link joins accounts of other tenants',
    [routes, 'POST /api/slack/link|slack/link/:code'],
    [
      'src/access/slack-links.ts',
      'tenantOfCode(code) === by.tenantId ? await open(code) : undefined',
      'await open(code)',
    ],
  ),
  mutation(
    'a role’s permissions go unread',
    [requests, 'asks for the permission again'],
    [
      'src/commands/permit.ts',
      'if (!mayDoSomewhere(rules, actor.role, permission)) throw',
      'if (!actor.role) throw',
    ],
  ),
  mutation(
    'members of no installed workspace are served',
    [requests, 'app_mention|command'],
    [
      'src/access/slack-identity.ts',
      "if (!(await belongs(database, profile))) return refuse(database, 'outsider', { tenant, locale });\n    const { homeTeamId",
      'const { homeTeamId',
    ],
  ),
  mutation(
    'a person’s requests are counted with those of another tenant’s',
    [caches, 'requests of one person'],
    ['src/access/flood.ts', 'byPerson.consume(`${tenantId}/${userId}`)', 'byPerson.consume(userId)'],
  ),
  mutation(
    'all tenants share what one may ask of the pages',
    [caches, 'requests of one person'],
    ['src/access/flood.ts', 'await byTenant.consume(tenantId)', 'await byTenant.consume(0)'],
  ),
];
