import type { Installer } from '../../../tenancy/slack-onboarding.ts';
import type { SlackInstallationRecord } from '../../../tenancy/slack-installations.ts';
import type { SlackClients } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { homeOfInstallation } from '../actor/home.ts';
import { readProfile } from '../actor/profile.ts';

/** The token that Slack handed over is not of the workspace that it was handed over for. */
export class InstallMismatch extends Error {
  override readonly name = 'InstallMismatch';
}

/** What an installation brought: the record to store, who installed, and that person's own token if any was asked for. */
export interface Exchanged {
  readonly record: SlackInstallationRecord;
  readonly installer: Installer;
  readonly user: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Exchanges an OAuth code (https://docs.slack.dev/authentication/installing-with-oauth), and tries the bot's token
 * by `auth.test` before anything is stored. Errors: InstallMismatch, and those of the Web API.
 */
export async function exchangeCode(
  { config, clock }: SlackDependencies,
  clients: SlackClients,
  code: string,
  redirectUri: string,
): Promise<Exchanged> {
  const { clientId: client_id, clientSecret: client_secret } = config;
  const now = clock.now();
  const access = await clients
    .anonymous()
    .oauth.v2.access({ client_id, client_secret, code, redirect_uri: redirectUri });
  const isEnterpriseInstall = access.is_enterprise_install === true;
  const enterpriseId = access.enterprise?.id;
  const teamId = isEnterpriseInstall ? undefined : access.team?.id;
  const installerSlackUserId = access.authed_user?.id ?? '';
  if (!access.access_token || !installerSlackUserId || (isEnterpriseInstall ? !enterpriseId : !teamId)) {
    throw new InstallMismatch('the installation is incomplete');
  }
  const key = { enterpriseId, teamId, isEnterpriseInstall };
  const client = clients.withToken(access.access_token);
  const tested = await client.auth.test();
  const same = isEnterpriseInstall ? tested.enterprise_id === enterpriseId : tested.team_id === teamId;
  if (!same) throw new InstallMismatch('the token is of another workspace');
  const expiry = (seconds: number | undefined) =>
    seconds ? { expiresAt: Math.floor(now.getTime() / 1000) + seconds } : {};
  const bot = {
    token: access.access_token,
    scopes: access.scope?.split(',') ?? [],
    botUserId: access.bot_user_id ?? tested.user_id,
    appId: access.app_id,
    ...(access.refresh_token ? { refreshToken: access.refresh_token } : {}),
    ...expiry(access.expires_in),
  };
  const person = access.authed_user;
  const user = person?.access_token
    ? {
        token: person.access_token,
        ...(person.refresh_token ? { refreshToken: person.refresh_token } : {}),
        ...expiry(person.expires_in),
      }
    : undefined;
  const profile = await readProfile(client, installerSlackUserId).catch(() => undefined);
  return {
    record: {
      key,
      bot,
      installerSlackUserId,
      installedAt: now,
      label: (isEnterpriseInstall ? access.enterprise?.name : access.team?.name) ?? 'Slack',
    },
    installer: {
      slackUserId: installerSlackUserId,
      teamId: homeOfInstallation(key),
      name: profile?.name ?? installerSlackUserId,
      locale: profile?.locale,
      timeZone: profile?.timeZone,
    },
    user,
  };
}
