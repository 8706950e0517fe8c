import { z } from 'zod';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Provider } from '../provider.ts';
import { openNotion } from './client.ts';
import type { NotionClient } from './client.ts';
import type { NotionConfiguration } from './connection.ts';

interface Input {
  readonly token: string;
  readonly baseUrl?: string | undefined;
}

const service = 'Notion';

/** Notion, by the secret of an internal integration. */
export const notionProvider: Provider<Input, NotionConfiguration, NotionClient> = {
  type: 'notion',
  input: z.strictObject({
    token: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{4,300}$/),
    baseUrl: z.string().max(200).optional(),
  }),
  configuration: z.object({ token: z.string(), apiUrl: z.string() }),
  async verify({ token, baseUrl }, environment, signal) {
    const url = environment.egress.check(baseUrl ?? environment.defaults.notionUrl);
    const configuration = { token, apiUrl: apiUrlOf(url) };
    const client = openNotion(configuration, environment, url.host, signal);
    try {
      const { integration, workspace } = await client.whoAmI();
      if (!integration && !workspace) throw new NoxError('upstream_failed', { service, status: 200 });
      return {
        configuration,
        suggestedName: nameOf(workspace) || nameOf(integration) || 'notion',
        details: { workspace, integration, host: url.host },
      };
    } catch (error) {
      throw refusal(error);
    } finally {
      await client.close();
    }
  },
  open: openNotion,
};

/** The API's root: the path that the library itself adds is taken off. */
function apiUrlOf(url: URL): string {
  const host = /^(www\.)?notion\.(so|com)$/.test(url.hostname) ? 'https://api.notion.com' : url.origin;
  return `${host}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`;
}

/** A workspace's name as the name of an integration: those are plain words. */
function nameOf(workspace: string): string {
  return workspace
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, 40)
    .trim();
}

/** What a failed trial says about the credential; other trouble stays what it is. */
function refusal(error: unknown): unknown {
  const reason = isNoxError(error, 'upstream_auth')
    ? 'notion.reason.bad_token'
    : isNoxError(error, 'upstream_scope')
      ? 'notion.reason.restricted'
      : isNoxError(error, 'upstream_not_found') || isNoxError(error, 'upstream_invalid')
        ? 'notion.reason.not_notion'
        : isNoxError(error, 'upstream_failed') && Number(error.params.status) < 500
          ? 'notion.reason.not_notion'
          : undefined;
  return reason ? new NoxError('credential_refused', { service, reason }, { cause: error }) : error;
}
