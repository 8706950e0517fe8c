import { methods } from './methods/all.ts';
import { oauthAccess } from './oauth.ts';
import { openIdToken } from './openid.ts';
import type { Store } from './store.ts';
import { Refusal } from './types.ts';
import type { Answer, Token } from './types.ts';

/** Answers a call of the Web API: `{ok: true, …}`, or `{ok: false, error}` in Slack's words. */
export function answerCall(
  store: Store,
  url: string,
  method: string,
  bearer: string | undefined,
  args: Readonly<Record<string, unknown>>,
  openSocket: () => string,
): Answer {
  try {
    if (method === 'oauth.v2.access') return { ok: true, ...oauthAccess(store, args) };
    if (method === 'openid.connect.token') return { ok: true, ...openIdToken(store, args) };
    if (method === 'apps.connections.open') {
      if (!bearer) throw new Refusal('not_authed');
      if (!bearer.startsWith('xapp-')) throw new Refusal('not_allowed_token_type');
      if (bearer !== store.app.appToken) throw new Refusal('invalid_auth');
      return { ok: true, url: openSocket() };
    }
    const known = methods[method];
    if (!known) throw new Refusal('unknown_method');
    const token = tokenOf(store, bearer);
    if (known.scopes.length > 0 && !known.scopes.some((scope) => token.scopes.includes(scope))) {
      throw new Refusal('missing_scope', {
        needed: known.scopes.join(','),
        provided: token.scopes.join(','),
      });
    }
    return { ok: true, ...known.run({ store, token, args, url }) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.message, ...error.more };
    throw error;
  }
}

function tokenOf(store: Store, value: string | undefined): Token {
  if (!value) throw new Refusal('not_authed');
  const token = store.tokens.get(value);
  if (!token) throw new Refusal('invalid_auth');
  if (token.revoked) throw new Refusal('token_revoked');
  if (token.installation && !store.installations.includes(token.installation))
    throw new Refusal('account_inactive');
  if (token.expiresAt !== undefined && token.expiresAt <= store.now()) throw new Refusal('token_expired');
  return token;
}
