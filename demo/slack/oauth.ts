import { randomBytes } from 'node:crypto';
import { newId, teamsOf } from './store.ts';
import type { Store } from './store.ts';
import { issueToken, lifetimeSeconds } from './tokens.ts';
import { Refusal } from './types.ts';
import type { Answer, Installation, Token } from './types.ts';

const codeLifetimeMs = 10 * 60_000;

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
 * Errors: an Error where the page would not have let them: a stranger, a guest, an organisation of which they are no
 * admin, an unknown app.
 */
export function approve(store: Store, authorizeUrl: string, approval: Approval): string {
  const { userId, teamId, enterpriseId } = approval;
  const asked = new URL(authorizeUrl).searchParams;
  if (asked.get('client_id') !== store.app.clientId) throw new Error('this Slack does not know the app');
  const installer = store.people.get(userId);
  const workspace = teamId ? store.workspaces.get(teamId) : undefined;
  const ours = [...store.workspaces.values()].filter((each) => each.enterpriseId === enterpriseId);
  const teams = workspace ? [workspace.id] : ours.map((each) => each.id);
  if (!installer || installer.isRestricted || !teams.some((each) => teamsOf(installer).includes(each)))
    throw new Error('a stranger or guest cannot install');
  if (!workspace && !installer.isAdmin) throw new Error('an organisation is its admin’s to install in');
  const home = workspace ? workspace.enterpriseId : enterpriseId;
  const before = store.installations.find(
    (each) => each.teamId === workspace?.id && each.enterpriseId === home,
  );
  const installation: Installation = {
    installerId: userId,
    scopes: (asked.get('scope') ?? '').split(',').filter(Boolean),
    teamId: workspace?.id,
    enterpriseId: home,
    // After an org-wide installation the app is in no workspace yet.
    teamIds: new Set(workspace ? [workspace.id] : before?.teamIds),
    botUserId: before?.botUserId ?? makeBot(store, workspace?.id),
  };
  const redirectUri = asked.get('redirect_uri') ?? '';
  const code = randomBytes(16).toString('hex');
  store.codes.set(code, { installation, redirectUri, until: store.now() + codeLifetimeMs });
  return back(asked, { code });
}

/** Plays the person who presses "Cancel"; gives the address that Slack sends them back to. */
export function deny(authorizeUrl: string): string {
  return back(new URL(authorizeUrl).searchParams, { error: 'access_denied' });
}

function back(asked: URLSearchParams, said: Readonly<Record<string, string>>): string {
  const url = new URL(asked.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  url.searchParams.set('state', asked.get('state') ?? '');
  return url.href;
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access: a code once, or a refresh token once. */
export function oauthAccess(store: Store, args: Readonly<Record<string, unknown>>): Answer {
  if (args.client_id !== store.app.clientId) throw new Refusal('invalid_client_id');
  if (args.client_secret !== store.app.clientSecret) throw new Refusal('bad_client_secret');
  if (args.grant_type === 'refresh_token') return refresh(store, String(args.refresh_token));
  const code = store.codes.get(String(args.code));
  if (!code || code.until <= store.now()) throw new Refusal('invalid_code');
  if ((args.redirect_uri ?? '') !== code.redirectUri) throw new Refusal('bad_redirect_uri');
  store.codes.delete(String(args.code));
  const { installation } = code;
  const at = store.installations.findIndex(
    (each) => each.teamId === installation.teamId && each.enterpriseId === installation.enterpriseId,
  );
  const before = at < 0 ? undefined : store.installations[at];
  if (before) Object.assign(before, { scopes: installation.scopes, installerId: installation.installerId });
  else store.installations.push(installation);
  const standing = before ?? installation;
  return granted(store, issueToken(store, standing), standing);
}

function refresh(store: Store, refreshToken: string): Answer {
  const before = [...store.tokens.values()].find((token) => token.refreshToken === refreshToken);
  if (!before?.installation || before.refreshed || !store.installations.includes(before.installation))
    throw new Refusal('invalid_refresh_token');
  before.refreshed = true;
  return granted(store, issueToken(store, before.installation), before.installation);
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

/** The app's user, in a workspace or in none yet. */
function makeBot(store: Store, teamId: string | undefined): string {
  const id = newId('U');
  store.people.set(id, {
    id,
    teamId: teamId ?? '',
    name: 'NOX',
    realName: 'NOX',
    locale: 'fr-FR',
    tz: 'Europe/Paris',
    email: '',
    isBot: true,
  });
  return id;
}
