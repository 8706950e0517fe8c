import { randomBytes } from 'node:crypto';
import { newId } from './store.ts';
import type { Store } from './store.ts';
import { Refusal } from './types.ts';
import type { Answer, Installation, Token } from './types.ts';

/** Twelve hours, as Slack's rotated tokens live (https://docs.slack.dev/authentication/using-token-rotation). */
const lifetimeSeconds = 43_200;

/** Who presses "Allow" on Slack's page, and for what. */
export interface Approval {
  readonly userId: string;
  /** A workspace… */
  readonly teamId?: string;
  /** …or the whole organisation. */
  readonly enterpriseId?: string;
}

/**
 * Plays the person on the page that the app sent them to; gives the address that Slack sends them back to.
 * Errors: an Error where the page would not have let them.
 */
export function approve(
  store: Store,
  authorizeUrl: string,
  { userId, teamId, enterpriseId }: Approval,
): string {
  const asked = new URL(authorizeUrl).searchParams;
  if (asked.get('client_id') !== store.app.clientId) throw new Error('this Slack does not know the app');
  const installer = store.people.get(userId);
  const home = installer && [installer.teamId, ...(installer.alsoIn ?? [])];
  const workspace = teamId ? store.workspaces.get(teamId) : undefined;
  if (!home || (workspace && !home.includes(workspace.id))) throw new Error('a stranger cannot install');
  const scopes = (asked.get('scope') ?? '').split(',').filter(Boolean);
  const installation = {
    installerId: userId,
    scopes,
    teamId,
    enterpriseId: workspace?.enterpriseId ?? enterpriseId,
  };
  const code = randomBytes(16).toString('hex');
  const before = store.installations.find(
    (each) => each.teamId === teamId && each.enterpriseId === installation.enterpriseId,
  );
  store.codes.set(code, {
    ...installation,
    botUserId: before?.botUserId ?? makeBot(store, teamId, enterpriseId),
  });
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.searchParams.set('code', code);
  back.searchParams.set('state', asked.get('state') ?? '');
  return back.href;
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access: a code once, or a refresh token once. */
export function oauthAccess(store: Store, args: Readonly<Record<string, unknown>>): Answer {
  if (args.client_id !== store.app.clientId) throw new Refusal('invalid_client_id');
  if (args.client_secret !== store.app.clientSecret) throw new Refusal('bad_client_secret');
  if (args.grant_type === 'refresh_token') return refresh(store, String(args.refresh_token));
  const code = String(args.code);
  const installation = store.codes.get(code);
  if (!installation) throw new Refusal('invalid_code');
  store.codes.delete(code);
  const others = store.installations.filter(
    (each) => each.teamId !== installation.teamId || each.enterpriseId !== installation.enterpriseId,
  );
  store.installations.splice(0, store.installations.length, ...others, installation);
  return granted(store, issue(store, installation), installation);
}

function refresh(store: Store, refreshToken: string): Answer {
  const before = [...store.tokens.values()].find((token) => token.refreshToken === refreshToken);
  if (!before?.installation || before.revoked) throw new Refusal('invalid_refresh_token');
  before.revoked = true;
  return granted(store, issue(store, before.installation), before.installation);
}

function issue(store: Store, installation: Installation): Token {
  const { rotation } = store.app;
  const token: Token = {
    value: `${rotation ? 'xoxe.' : ''}xoxb-${randomBytes(18).toString('hex')}`,
    kind: 'bot',
    userId: installation.botUserId,
    installation,
    teamId: installation.teamId,
    enterpriseId: installation.enterpriseId,
    scopes: installation.scopes,
    expiresAt: rotation ? store.now() + lifetimeSeconds * 1000 : undefined,
    refreshToken: rotation ? `xoxe-1-${randomBytes(18).toString('hex')}` : undefined,
    revoked: false,
  };
  store.tokens.set(token.value, token);
  return token;
}

function granted(store: Store, token: Token, installation: Installation): Answer {
  const workspace = installation.teamId ? store.workspaces.get(installation.teamId) : undefined;
  const enterprise = installation.enterpriseId ? store.enterprises.get(installation.enterpriseId) : undefined;
  return {
    access_token: token.value,
    token_type: 'bot',
    scope: token.scopes.join(','),
    bot_user_id: token.userId,
    app_id: store.app.appId,
    team: workspace ? { id: workspace.id, name: workspace.name } : null,
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: !workspace,
    authed_user: { id: installation.installerId },
    ...(token.refreshToken ? { refresh_token: token.refreshToken, expires_in: lifetimeSeconds } : {}),
  };
}

/** The app's user in a workspace, or in all of an organisation's. */
function makeBot(store: Store, teamId: string | undefined, enterpriseId: string | undefined): string {
  const all = [...store.workspaces.values()].filter((each) => each.enterpriseId === enterpriseId);
  const teams = teamId ? [teamId] : all.map((each) => each.id);
  const id = newId('U');
  store.people.set(id, {
    id,
    teamId: teams[0] ?? '',
    alsoIn: teams.slice(1),
    name: 'NOX',
    realName: 'NOX',
    locale: 'fr-FR',
    tz: 'Europe/Paris',
    email: '',
    isBot: true,
  });
  return id;
}
