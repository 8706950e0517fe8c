import { NoxError } from '../../../core/errors.ts';
import type { Consent, Environment } from '../../provider.ts';
import { openGithub } from '../client.ts';
import type { GithubConfiguration } from '../connection.ts';
import { administered } from './administered.ts';
import { exchange } from './authorisation.ts';
import type { GithubApp } from './app.ts';
import { webAddressOf } from './web-address.ts';

const verifyName = 'GitHub';

/**
 * GitHub by installing NOX's App: on GitHub's page the person picks the account and the repositories, and authorises the
 * App, which proves who they are
 * (https://docs.github.com/en/apps/sharing-github-apps/sharing-your-github-app#requesting-user-authorization-during-installation).
 * The number of the installation in the address that they come back to proves nothing: anybody can write another there.
 */
export const githubConsent: Consent<GithubConfiguration> = {
  isOffered: ({ apps }) => apps?.github !== undefined,
  askAt({ state, redirectUri, isThereAlready }, environment) {
    const { slug, clientId } = appOf(environment);
    const web = webAddressOf(environment.defaults.githubUrl);
    const query = isThereAlready ? { client_id: clientId, redirect_uri: redirectUri, state } : { state };
    const path = isThereAlready ? '/login/oauth/authorize' : `/apps/${slug}/installations/new`;
    return new URL(`${web}${path}?${new URLSearchParams(query)}`);
  },
  async finish({ query, redirectUri }, environment, signal) {
    const app = appOf(environment);
    if (query['setup_action'] === 'request') throw refusal('requested');
    const user = await exchange(app, { code: query['code'] ?? '', redirectUri }, environment, signal);
    try {
      const all = await administered(app, user.token, environment, signal);
      const { installation_id: named } = query;
      const meant =
        named === undefined ? all : all.filter(({ installationId }) => String(installationId) === named);
      if (meant.length === 0) throw refusal(named === undefined ? 'not_installed' : 'not_owner');
      return meant.map(({ account, ...installation }) => ({
        label: account,
        configuration: {
          ...installation,
          account,
          appId: app.id,
          apiUrl: environment.defaults.githubUrl,
        },
      }));
    } finally {
      await user.forget();
    }
  },
  async verify(configuration, environment, signal) {
    const client = openGithub(configuration, environment, verifyName, signal);
    try {
      const [{ login: bot }, all] = await Promise.all([client.whoAmI(), client.repositories.list()]);
      const account = 'account' in configuration ? configuration.account : bot;
      const { host } = new URL(configuration.apiUrl);
      return {
        configuration,
        suggestedName: account,
        details: { account, host, repositories: String(all.length), bot },
      };
    } finally {
      await client.close();
    }
  },
  placeOf: (configuration) =>
    'installationId' in configuration
      ? `${configuration.apiUrl} ${configuration.appId} ${configuration.accountId}`
      : undefined,
  claimOf: (configuration) =>
    'installationId' in configuration
      ? `${configuration.apiUrl} ${configuration.appId} ${configuration.installationId}`
      : undefined,
  async revoke(configuration, { githubApp }) {
    if ('installationId' in configuration) await githubApp?.uninstall(configuration.installationId);
  },
};

function refusal(reason: 'requested' | 'not_installed' | 'not_owner'): NoxError {
  return new NoxError('credential_refused', { service: 'GitHub', reason: `github.reason.${reason}` });
}

function appOf({ apps }: Environment): Omit<GithubApp, 'privateKey'> {
  if (!apps?.github) throw new Error('NOX has no GitHub App');
  return apps.github;
}
