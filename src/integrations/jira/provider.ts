import { z } from 'zod';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Provider } from '../provider.ts';
import { openJira } from './client.ts';
import type { JiraClient } from './client.ts';
import { jiraAddress, nameOfHost } from './configuration.ts';
import type { JiraConfiguration } from './configuration.ts';
import { connectJira } from './connection.ts';
import { jiraConsent } from './consent.ts';
import { permissionsOf, serverInfo, whoAmI } from './directory.ts';

interface Input {
  readonly baseUrl: string;
  readonly email?: string | undefined;
  readonly apiToken: string;
}

const service = 'Jira';

/** Jira Cloud by consent, or by e-mail and API token; Data Center also by a personal access token alone. */
export const jiraProvider: Provider<Input, JiraConfiguration, JiraClient> = {
  type: 'jira',
  input: z.strictObject({
    baseUrl: z.string().trim().min(1).max(2_000),
    // A user name on Data Center. A colon would end it too early in the header.
    email: z
      .string()
      .trim()
      .regex(/^[^\s:]{1,254}$/)
      .optional(),
    apiToken: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{4,2000}$/),
  }),
  configuration: z.object({
    baseUrl: z.string(),
    siteUrl: z.string(),
    deployment: z.enum(['cloud', 'server']),
    email: z.string().optional(),
    token: z.string(),
    consent: z
      .object({
        cloudId: z.string(),
        siteName: z.string(),
        refreshToken: z.string(),
        expiresAt: z.number(),
      })
      .optional(),
  }),
  consent: jiraConsent,
  async verify({ baseUrl: given, email, apiToken }, environment, signal) {
    const baseUrl = jiraAddress(given);
    const { host } = environment.egress.check(baseUrl);
    // Version 2 is there on both: which one it is, the site says itself.
    const trial = { baseUrl, siteUrl: baseUrl, deployment: 'server' as const, email, token: apiToken };
    const connection = connectJira(trial, environment, host, signal);
    try {
      const info = await serverInfo(connection).catch((error: unknown) => {
        const isOther =
          isNoxError(error, 'upstream_not_found') ||
          (isNoxError(error, 'upstream_failed') && Number(error.params['status']) < 500);
        throw isOther ? refusal('jira.reason.not_jira', error) : error;
      });
      const deployment = info.deploymentType === 'Cloud' ? 'cloud' : 'server';
      if (deployment === 'cloud' && email === undefined)
        throw new NoxError('bad_input', { fields: 'email' }, { sentence: 'tools.bad_fields' });
      const { name } = await whoAmI(connection);
      const may = await permissionsOf(connection, ['BROWSE_PROJECTS', 'CREATE_ISSUES']);
      if (!may.includes('BROWSE_PROJECTS')) throw refusal('jira.reason.no_projects');
      const siteUrl = siteOf(info.baseUrl) ?? baseUrl;
      const site = new URL(siteUrl);
      return {
        configuration: { ...trial, siteUrl, deployment },
        suggestedName: nameOfHost(site.hostname) ?? site.hostname.slice(0, 40),
        details: {
          account: name.slice(0, 100),
          host: site.host,
          version: deployment === 'cloud' ? 'Cloud' : `Data Center ${info.version.slice(0, 20)}`,
          access: may.includes('CREATE_ISSUES') ? 'write' : 'read',
        },
      };
    } catch (error) {
      throw refused(error, email !== undefined);
    } finally {
      await connection.close();
    }
  },
  open: openJira,
};

/** What a failed trial says about the credential; other trouble stays what it is. */
function refused(error: unknown, hasEmail: boolean): unknown {
  if (isNoxError(error, 'upstream_auth') && !hasEmail) return refusal('jira.reason.token_alone', error);
  if (isNoxError(error, 'upstream_auth'))
    return refusal(
      error.sentence === 'jira.captcha' ? 'jira.reason.captcha' : 'jira.reason.bad_token',
      error,
    );
  if (isNoxError(error, 'upstream_scope')) return refusal('jira.reason.no_access', error);
  return error;
}

function refusal(reason: string, cause?: unknown): NoxError {
  return new NoxError('credential_refused', { service, reason }, cause === undefined ? {} : { cause });
}

/** Where the site says that people read it; only a web address counts. */
function siteOf(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const { protocol, origin, pathname } = new URL(baseUrl);
  return /^https?:$/.test(protocol) ? `${origin}${pathname.replace(/\/+$/, '')}` : undefined;
}
