import { randomBytes } from 'node:crypto';
import { UnsecuredJWT } from 'jose';
import type { Call } from './methods/method.ts';
import type { Store } from './store.ts';
import { teamsOf } from './store.ts';
import { userToken } from './tokens.ts';
import { Refusal } from './types.ts';
import type { Answer } from './types.ts';

const codeLifetimeMs = 10 * 60_000;

/**
 * Plays a person who presses "Allow" on the page of Sign in with Slack; gives the address that Slack sends them back to
 * (https://docs.slack.dev/authentication/sign-in-with-slack). Errors: an Error for an unknown app or a stranger.
 */
export function allowSignIn(store: Store, authorizeUrl: string, userId: string, teamId: string): string {
  const asked = new URL(authorizeUrl).searchParams;
  const person = store.people.get(userId);
  if (asked.get('client_id') !== store.app.clientId) throw new Error('this Slack does not know the app');
  if (!person || !teamsOf(person).includes(teamId)) throw new Error('a stranger cannot sign in');
  const code = randomBytes(16).toString('hex');
  const redirectUri = asked.get('redirect_uri') ?? '';
  const nonce = asked.get('nonce') ?? '';
  store.signIns.set(code, { userId, teamId, nonce, redirectUri, until: store.now() + codeLifetimeMs });
  const url = new URL(redirectUri);
  url.searchParams.set('code', code);
  url.searchParams.set('state', asked.get('state') ?? '');
  return url.href;
}

/** https://docs.slack.dev/reference/methods/openid.connect.token: a code, once. */
export function openIdToken(store: Store, args: Readonly<Record<string, unknown>>): Answer {
  if (args.client_id !== store.app.clientId) throw new Refusal('invalid_client_id');
  if (args.client_secret !== store.app.clientSecret) throw new Refusal('bad_client_secret');
  const code = store.signIns.get(String(args.code));
  const person = code && store.people.get(code.userId);
  if (!code || !person || code.until <= store.now()) throw new Refusal('invalid_code');
  if (args.redirect_uri !== code.redirectUri) throw new Refusal('bad_redirect_uri');
  store.signIns.delete(String(args.code));
  const now = Math.floor(store.now() / 1000);
  // Signed by Slack in life; who gets it from Slack itself over TLS need not look at the signature.
  const idToken = new UnsecuredJWT({
    nonce: code.nonce,
    auth_time: now,
    name: person.realName,
    locale: person.locale,
    'https://slack.com/team_id': code.teamId,
    'https://slack.com/user_id': person.id,
  })
    .setIssuer('https://slack.com')
    .setSubject(person.id)
    .setAudience(store.app.clientId)
    .setIssuedAt(now)
    .setExpirationTime(now + 300)
    .encode();
  return {
    access_token: userToken(store, person, code.teamId, ['openid', 'profile']),
    token_type: 'Bearer',
    id_token: idToken,
  };
}

/** https://docs.slack.dev/reference/methods/openid.connect.userInfo */
export function openIdUserInfo({ store, token }: Call): Answer {
  const person = store.people.get(token.userId);
  const workspace = store.workspaces.get(token.teamId ?? '');
  if (!person || !workspace) throw new Refusal('invalid_auth');
  const enterprise = store.enterprises.get(workspace.enterpriseId ?? '');
  return {
    sub: person.id,
    name: person.realName,
    locale: person.locale,
    'https://slack.com/user_id': person.id,
    'https://slack.com/team_id': workspace.id,
    'https://slack.com/team_name': workspace.name,
    'https://slack.com/team_domain': workspace.domain,
    ...(enterprise
      ? {
          'https://slack.com/enterprise_id': enterprise.id,
          'https://slack.com/enterprise_name': enterprise.name,
          'https://slack.com/enterprise_domain': enterprise.domain,
        }
      : {}),
  };
}
