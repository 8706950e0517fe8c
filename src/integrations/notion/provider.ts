import { z } from 'zod';
import type { Provider } from '../provider.ts';
import { openNotion } from './client.ts';
import type { NotionClient } from './client.ts';
import type { NotionConfiguration } from './connection.ts';
import { notionConsent } from './consent.ts';
import { tryNotion } from './try-out.ts';

interface Input {
  readonly token: string;
  readonly baseUrl?: string | undefined;
}

/** Notion, by the secret of an internal integration or by consent. */
export const notionProvider: Provider<Input, NotionConfiguration, NotionClient> = {
  type: 'notion',
  input: z.strictObject({
    token: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{4,300}$/),
    baseUrl: z.string().max(200).optional(),
  }),
  configuration: z.object({
    token: z.string(),
    apiUrl: z.string(),
    workspaceId: z.string().optional(),
  }),
  consent: notionConsent,
  async verify({ token, baseUrl }, environment, signal) {
    const url = environment.egress.check(baseUrl ?? environment.defaults.notionUrl);
    return tryNotion({ token, apiUrl: apiUrlOf(url) }, environment, signal);
  },
  open: openNotion,
};

/** The API's root: the path that the library itself adds is taken off. */
function apiUrlOf(url: URL): string {
  const host = /^(www\.)?notion\.(so|com)$/.test(url.hostname) ? 'https://api.notion.com' : url.origin;
  return `${host}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}`;
}
