import { setTimeout } from 'node:timers/promises';
import { NoxError } from '../core/errors.ts';
import { findLogins } from '../database/control/logins.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { findUser } from '../database/tenant/people/users.ts';
import type { User } from '../database/tenant/people/users.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
import { recordAccountAct } from './account-acts.ts';
import type { AccountAct, Origin } from './account-acts.ts';
import { passwordFits } from './passwords.ts';
import type { Session, Sessions } from './sessions.ts';

/** One of several spaces that an address and its password open. */
export interface SpaceChoice {
  readonly tenantId: number;
  readonly name: string;
  /** Opens that space within some minutes, without the password again (see `choose`). */
  readonly ticket: string;
}

/** Signing in and out. Whatever succeeds, and whatever fails for an account that exists, is in its space's audit log. */
export interface SignIn {
  /**
   * Signs in by address and password. With several spaces and no `tenantId` the answer is the choice among those that
   * this password opens. Errors: `wrong_credentials`, the same for an unknown address as for a wrong password.
   */
  signIn(
    credentials: {
      readonly email: string;
      readonly password: string;
      readonly tenantId?: number | undefined;
    },
    from: Origin,
  ): Promise<{ readonly session: Session } | { readonly choices: readonly SpaceChoice[] }>;
  /** Signs in by a ticket of `signIn`. Errors: `unauthenticated`. */
  choose(ticket: string, from: Origin): Promise<Session>;
  /** Signs in whom Slack vouches for. Errors: `unauthenticated`. */
  enterBySlack(tenantId: number, userId: number, from: Origin): Promise<Session>;
  /** Whether an account has a password; those who came aboard by Slack have none. */
  hasPassword(tenantId: number, userId: number): Promise<boolean>;
  /** Holds a password against an account's; without one anything fits. Errors: `wrong_credentials`. */
  checkPassword(tenantId: number, userId: number, password: string, from: Origin): Promise<void>;
  /** Writes down what was done with an account elsewhere. */
  record(tenantId: number, userId: number, act: AccountAct, from: Origin): Promise<void>;
}

/** A refusal takes this long at least: neither an unknown address, nor one of several spaces, shows in the time. */
const failAfterMs = 300;

/** @param emailIndex the blind index of an address (see `tenancy/accounts.ts`) */
export function createSignIn(
  control: ControlDatabase,
  databases: TenantDatabases,
  sessions: Sessions,
  emailIndex: (email: string) => string,
): SignIn {
  const accountOf = async (tenantId: number, userId: number) => {
    const database = await databases.open(tenantId);
    return { database, user: await findUser(database, userId) };
  };

  async function record(
    tenantId: number,
    userId: number,
    act: AccountAct,
    from: Origin,
    ...rest: [how?: 'password' | 'slack', outcome?: string]
  ): Promise<void> {
    const { database, user } = await accountOf(tenantId, userId);
    const [how = '', outcome] = rest;
    if (user) await recordAccountAct(database, user, act, from, how, outcome);
  }

  async function enter(tenantId: number, userId: number, how: 'password' | 'slack', from: Origin) {
    const session = await sessions.issue(tenantId, userId);
    await record(tenantId, userId, 'account sign in', from, how);
    return session;
  }

  return {
    enterBySlack: (tenantId, userId, from) => enter(tenantId, userId, 'slack', from),
    record: (tenantId, userId, act, from) => record(tenantId, userId, act, from),
    hasPassword: async (tenantId, userId) => Boolean((await accountOf(tenantId, userId)).user?.passwordHash),
    async checkPassword(tenantId, userId, password, from) {
      const { user } = await accountOf(tenantId, userId);
      if (!user?.passwordHash || (await passwordFits(user.passwordHash, password))) return;
      await record(tenantId, userId, 'account change password', from, 'password', 'wrong_credentials');
      throw new NoxError('wrong_credentials');
    },
    async choose(ticket, from) {
      const session = await sessions.redeem(ticket);
      await record(session.tenantId, session.userId, 'account sign in', from, 'password');
      return session;
    },
    async signIn({ email, password, tenantId }, from) {
      const answerable = setTimeout(failAfterMs);
      const known = await findLogins(control, emailIndex(email));
      const wanted = known.filter((login) => tenantId === undefined || login.tenantId === tenantId);
      if (wanted.length === 0) await passwordFits(undefined, password);
      const opened: { tenantId: number; userId: number; name: string }[] = [];
      const refused: { database: TenantDatabase; user: User }[] = [];
      for (const login of wanted) {
        const { database, user } = await accountOf(login.tenantId, login.userId);
        if ((await passwordFits(user?.passwordHash, password)) && user?.active) {
          opened.push({ ...login, name: (await readTenant(database)).name });
        } else if (user) refused.push({ database, user });
      }
      const [first] = opened;
      if (!first) {
        const act = 'account sign in';
        await Promise.all([
          answerable,
          ...refused.map(({ database, user }) =>
            recordAccountAct(database, user, act, from, 'password', 'wrong_credentials'),
          ),
        ]);
        throw new NoxError('wrong_credentials');
      }
      if (opened.length > 1)
        return {
          choices: await Promise.all(
            opened.map(async ({ tenantId: id, userId, name }) => ({
              tenantId: id,
              name,
              ticket: await sessions.ticket(id, userId),
            })),
          ),
        };
      return { session: await enter(first.tenantId, first.userId, 'password', from) };
    },
  };
}
