import { isHTTPResponseError } from '@notionhq/client';
import { NoxError } from '../../core/errors.ts';
import type { Consent, Environment, OAuthApp } from '../provider.ts';
import { connect } from './connection.ts';
import type { NotionConfiguration, NotionConnection } from './connection.ts';
import { notionError } from './errors.ts';
import { tryNotion } from './try-out.ts';

const service = 'Notion';

/**
 * Notion by consent (https://developers.notion.com/guides/get-started/authorization): one workspace and the pages that
 * the person picked there. The token has no end of its own; each consent has one, so that ending it ends no other's.
 */
export const notionConsent: Consent<NotionConfiguration> = {
  isOffered: ({ apps }) => apps?.notion !== undefined,
  askAt({ state, redirectUri }, environment) {
    const url = new URL(`${environment.defaults.notionUrl}/v1/oauth/authorize`);
    url.search = new URLSearchParams({
      client_id: appOf(environment).clientId,
      response_type: 'code',
      owner: 'user',
      redirect_uri: redirectUri,
      state,
    }).toString();
    return url;
  },
  async finish({ query, redirectUri }, environment, signal) {
    const granted = await asApp(environment, environment.defaults.notionUrl, signal, ({ api }) =>
      api.oauth.token({
        ...credentials(environment),
        grant_type: 'authorization_code',
        code: query['code'] ?? '',
        redirect_uri: redirectUri,
      }),
    );
    const { access_token: token, workspace_id: workspaceId, workspace_name: name } = granted;
    const configuration = { token, apiUrl: environment.defaults.notionUrl, workspaceId };
    return [{ label: name ?? service, configuration }];
  },
  verify: tryNotion,
  placeOf: ({ workspaceId }) => workspaceId,
  async revoke({ token, apiUrl }, environment, signal) {
    await asApp(environment, apiUrl, signal, ({ api }) =>
      api.oauth.revoke({ ...credentials(environment), token }),
    );
  },
};

/** A call that NOX makes for itself, as what it is registered as. */
async function asApp<T>(
  environment: Environment,
  apiUrl: string,
  signal: AbortSignal,
  work: (connection: NotionConnection) => Promise<T>,
): Promise<T> {
  const connection = connect({ token: '', apiUrl }, environment, service, signal);
  try {
    return await work(connection);
  } catch (error) {
    throw refusal(error);
  } finally {
    await connection.close();
  }
}

/** The errors of the token's own endpoint are OAuth's (https://www.rfc-editor.org/rfc/rfc6749#section-5.2), not the API's. */
function refusal(error: unknown): NoxError {
  const status = isHTTPResponseError(error) ? error.status : 0;
  if (status === 400 || status === 401 || status === 403) {
    const reason = status === 400 ? 'consent.reason.code' : 'consent.reason.app';
    return new NoxError('credential_refused', { service, reason }, { cause: error });
  }
  return notionError(error, service, 'oauth/token', 'read');
}

function appOf({ apps }: Environment): OAuthApp {
  if (!apps?.notion) throw new Error('NOX is not registered with Notion');
  return apps.notion;
}

function credentials(environment: Environment) {
  const { clientId, clientSecret } = appOf(environment);
  return { client_id: clientId, client_secret: clientSecret };
}
