import { z } from 'zod';
import { NoxError } from '../../../core/errors.ts';
import type { Connection } from '../../egress.ts';
import type { Environment } from '../../provider.ts';
import { githubError } from '../errors.ts';
import type { GithubApp } from './app.ts';
import { webAddressOf } from './web-address.ts';

/** A person's own token, for the moment in which it is found out what they administer. */
export interface Authorisation {
  readonly token: string;
  /** Has GitHub end it; that it cannot is no trouble: it is kept nowhere. */
  forget(): Promise<void>;
}

const answered = z.object({ access_token: z.string() });
const refused = z.object({ error: z.string() });

/**
 * Exchanges the code of somebody who authorised the App
 * (https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app).
 * Errors: `credential_refused` for a code that is used, late or not GitHub's, or where the App's secret is refused;
 * `upstream_*`.
 */
export async function exchange(
  app: Omit<GithubApp, 'privateKey'>,
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
  environment: Environment,
  signal: AbortSignal,
): Promise<Authorisation> {
  const { githubUrl } = environment.defaults;
  const web = webAddressOf(githubUrl);
  const body = {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    code,
    redirect_uri: redirectUri,
  };
  const token = await within(environment, web, async ({ fetch }) => {
    const response = await fetch(`${web}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'nox' },
      body: JSON.stringify(body),
      signal,
    });
    const data: unknown = await response.json().catch(() => undefined);
    const granted = answered.safeParse(data);
    if (granted.success) return granted.data.access_token;
    // Refusals come with status 200.
    const said = refused.safeParse(data).data?.error;
    if (said === undefined) throw new NoxError('upstream_failed', { service, status: response.status });
    const reason = said === 'bad_verification_code' ? 'consent.reason.code' : 'consent.reason.app';
    throw new NoxError('credential_refused', { service, reason });
  });

  /** https://docs.github.com/en/rest/apps/oauth-applications#delete-an-app-token */
  async function forget(): Promise<void> {
    const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
    await within(environment, githubUrl, ({ fetch }) =>
      fetch(`${githubUrl}/applications/${app.clientId}/token`, {
        method: 'DELETE',
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json', 'user-agent': 'nox' },
        body: JSON.stringify({ access_token: token }),
        signal,
      }),
    ).catch(() => undefined);
  }
  return { token, forget };
}

const service = 'GitHub';

async function within<T>(
  { egress }: Environment,
  url: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = egress.open(new URL(url).origin);
  try {
    return await work(connection);
  } catch (error) {
    throw githubError(error, service, '/login/oauth');
  } finally {
    await connection.close();
  }
}
