import { randomBytes } from 'node:crypto';
import type { Store } from './store.ts';
import type { Installation, Person, Token } from './types.ts';

/** Twelve hours, as Slack's rotated tokens live (https://docs.slack.dev/authentication/using-token-rotation). */
export const lifetimeSeconds = 43_200;

/** A new token of an installation's bot. Of an app that rotates its tokens the two newest are good. */
export function issueToken(store: Store, installation: Installation): Token {
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
    refreshed: false,
    revoked: false,
  };
  store.tokens.set(token.value, token);
  const ours = [...store.tokens.values()].filter((each) => each.installation === installation);
  if (rotation) for (const old of ours.slice(0, -2)) old.revoked = true;
  return token;
}

/** A person's own token, such as they may give by hand. */
export function userToken(store: Store, person: Person, teamId: string, scopes: readonly string[]): string {
  const value = `xoxp-${randomBytes(18).toString('hex')}`;
  store.tokens.set(value, {
    value,
    kind: 'user',
    userId: person.id,
    installation: undefined,
    teamId,
    enterpriseId: store.workspaces.get(teamId)?.enterpriseId,
    scopes,
    expiresAt: undefined,
    refreshToken: undefined,
    refreshed: false,
    revoked: false,
  });
  return value;
}
