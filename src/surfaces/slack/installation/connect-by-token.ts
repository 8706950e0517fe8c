import { z } from 'zod';
import type { Actor, Tenant } from '../../../core/actor.ts';
import { NoxError } from '../../../core/errors.ts';
import { mayDo } from '../../../core/roles.ts';
import type { SlackInstallationRecord, SlackKey } from '../../../tenancy/slack-installations.ts';
import type { SlackClients } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { homeOfInstallation } from '../actor/home.ts';
import { slackReason } from '../speak/reasons.ts';

/** Connects a workspace by tokens instead of OAuth, and links the person behind the admin or user token to the account. */
export type SlackTokenConnector = (
  by: { readonly tenant: Tenant; readonly actor: Actor; readonly requestId: string },
  body: unknown,
) => Promise<{ readonly label: string }>;

/** The body of `POST /api/integrations/slack`, without `tenantId`. */
export const slackTokensBody = z
  .strictObject({
    name: z.string().max(40).optional(),
    workspaceUrl: z.string().min(1).max(200),
    botToken: z.string().regex(/^xox[be]/),
    adminToken: z
      .string()
      .regex(/^xox[pe]/)
      .optional(),
    userToken: z
      .string()
      .regex(/^xox[pe]/)
      .optional(),
  })
  .refine((body) => (body.adminToken === undefined) !== (body.userToken === undefined), {
    path: ['adminToken'],
  });

interface Checked {
  readonly key: SlackKey;
  readonly slackUserId: string;
  readonly host: string;
  readonly label: string;
}

/** Each token is tried by `auth.test` before anything is stored; all must be of the workspace that was named. */
export function connectByToken(
  { installations, onboarding, clock }: SlackDependencies,
  clients: SlackClients,
): SlackTokenConnector {
  async function check(token: string, field: string): Promise<Checked> {
    try {
      const found = await clients.withToken(token).auth.test();
      const key = {
        enterpriseId: found.enterprise_id,
        teamId: found.is_enterprise_install ? undefined : found.team_id,
        isEnterpriseInstall: Boolean(found.is_enterprise_install),
      };
      const host = URL.canParse(found.url ?? '') ? new URL(found.url ?? '').host : '';
      return { key, slackUserId: found.user_id ?? '', host, label: found.team ?? host };
    } catch (error) {
      throw new NoxError(
        'credential_refused',
        { service: 'Slack', reason: slackReason(error), field },
        { cause: error },
      );
    }
  }

  return async ({ tenant, actor }, body) => {
    if (!mayDo(actor.role, 'tenant:manage')) {
      throw new NoxError('forbidden', { role: tenant.type === 'enterprise' ? 'admin' : 'freelance' });
    }
    const parsed = slackTokensBody.safeParse(body);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) =>
        issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
      );
      throw new NoxError(
        'bad_input',
        { fields: [...new Set(fields)].join(', ') },
        { sentence: 'tools.bad_fields' },
      );
    }
    const { workspaceUrl, botToken, adminToken, userToken } = parsed.data;
    const bot = await check(botToken, 'botToken');
    const personToken = adminToken ?? userToken ?? '';
    const person = await check(personToken, adminToken ? 'adminToken' : 'userToken');
    const host = workspaceUrl
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/[/?#].*$/, '');
    if (bot.host !== host || !isColleague(bot, person)) {
      throw new NoxError('credential_refused', { service: 'Slack', reason: 'slack.reason.other_workspace' });
    }
    const record: SlackInstallationRecord = {
      key: bot.key,
      bot: { token: botToken, botUserId: bot.slackUserId },
      installerSlackUserId: person.slackUserId,
      installedAt: clock.now(),
      label: bot.label,
    };
    const installer = {
      slackUserId: person.slackUserId,
      teamId: homeOfInstallation(bot.key),
      name: actor.name,
      locale: undefined,
      timeZone: undefined,
    };
    await onboarding.comeAboard(
      { type: tenant.type, tenantId: tenant.id, userId: actor.userId },
      record,
      installer,
    );
    await installations.saveUser(tenant.id, bot.key, person.slackUserId, { token: personToken });
    return { label: bot.label };
  };
}

/** Whether a person's token is of the workspace, or for an org-wide bot of the organisation, that the bot is in. */
function isColleague(bot: Checked, person: Checked): boolean {
  if (bot.key.isEnterpriseInstall) return person.key.enterpriseId === bot.key.enterpriseId;
  return person.host === bot.host && person.key.teamId === bot.key.teamId;
}
