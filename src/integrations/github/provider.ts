import { z } from 'zod';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Provider } from '../provider.ts';
import { githubConsent } from './app/consent.ts';
import { openGithub } from './client.ts';
import type { GithubClient } from './client.ts';
import type { GithubConfiguration } from './connection.ts';

interface Input {
  readonly token: string;
  readonly baseUrl?: string | undefined;
}

const verifyName = 'GitHub';

/** GitHub and GitHub Enterprise, by a personal access token or by installing NOX's App. */
export const githubProvider: Provider<Input, GithubConfiguration, GithubClient> = {
  type: 'github',
  input: z.strictObject({
    token: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{4,300}$/),
    baseUrl: z.string().max(200).optional(),
  }),
  configuration: z.union([
    z.object({ token: z.string(), apiUrl: z.string() }),
    z.object({
      appId: z.string(),
      installationId: z.number(),
      account: z.string(),
      accountId: z.number(),
      apiUrl: z.string(),
    }),
  ]),
  consent: githubConsent,
  async verify({ token, baseUrl }, environment, signal) {
    const apiUrl = apiUrlOf(environment.egress.check(baseUrl ?? environment.defaults.githubUrl));
    const configuration = { token, apiUrl };
    const client = openGithub(configuration, environment, verifyName, signal);
    try {
      const { login, scopes } = await client.whoAmI();
      // A page that answers 200 to everything is no GitHub.
      if (typeof login !== 'string')
        throw new NoxError('upstream_not_found', { service: 'GitHub', what: '/user' });
      const host = new URL(apiUrl).host;
      return {
        configuration,
        suggestedName: login,
        details: { login, host, scopes: scopes || 'fine-grained' },
      };
    } catch (error) {
      const reason = isNoxError(error, 'upstream_auth')
        ? 'github.reason.bad_token'
        : isNoxError(error, 'upstream_not_found')
          ? 'github.reason.not_github'
          : undefined;
      if (!reason) throw error;
      throw new NoxError('credential_refused', { service: 'GitHub', reason }, { cause: error });
    } finally {
      await client.close();
    }
  },
  open: openGithub,
};

/**
 * The API's root of a host: github.com's own, or what was given; a bare GitHub Enterprise Server gets `/api/v3`, and
 * GitHub Enterprise Cloud with data residency (`octo.ghe.com`) answers at `api.octo.ghe.com`
 * (https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/about-github-enterprise-cloud-with-data-residency).
 */
export function apiUrlOf(url: URL): string {
  if (url.hostname === 'github.com' || url.hostname === 'www.github.com') return 'https://api.github.com';
  if (/^(api\.)?[\w-]+\.ghe\.com$/.test(url.hostname))
    return `https://api.${url.hostname.replace(/^api\./, '')}`;
  const path = url.pathname.replace(/\/+$/, '');
  const bare = path === '' && url.protocol === 'https:' && url.hostname !== 'api.github.com';
  return `${url.origin}${bare ? '/api/v3' : path}`;
}
