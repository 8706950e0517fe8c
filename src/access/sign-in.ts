import { setTimeout } from 'node:timers/promises';
import { NoxError } from '../core/errors.ts';
import { findLogins } from '../database/control/logins.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { findUser } from '../database/tenant/users.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { passwordFits } from './passwords.ts';
import type { Session, Sessions } from './sessions.ts';

/** One of several spaces that an address and its password open. */
export interface SpaceChoice {
  readonly tenantId: number;
  readonly name: string;
  /** Opens that space within some minutes, without the password again (see `Sessions.redeem`). */
  readonly ticket: string;
}

export interface SignIn {
  /**
   * Signs in by address and password. With several spaces and no `tenantId` the answer is the choice among those that
   * this password opens. Errors: `wrong_credentials`, the same for an unknown address as for a wrong password.
   */
  signIn(credentials: {
    readonly email: string;
    readonly password: string;
    readonly tenantId?: number | undefined;
  }): Promise<{ readonly session: Session } | { readonly choices: readonly SpaceChoice[] }>;
  /** Whether an account has a password; those who came aboard by Slack have none. */
  hasPassword(tenantId: number, userId: number): Promise<boolean>;
  /** Holds a password against an account's; without one anything fits. Errors: `wrong_credentials`. */
  checkPassword(tenantId: number, userId: number, password: string): Promise<void>;
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
  const hashOf = async (tenantId: number, userId: number) =>
    (await findUser(await databases.open(tenantId), userId))?.passwordHash;

  return {
    hasPassword: async (tenantId, userId) => Boolean(await hashOf(tenantId, userId)),
    async checkPassword(tenantId, userId, password) {
      const hash = await hashOf(tenantId, userId);
      if (hash && !(await passwordFits(hash, password))) throw new NoxError('wrong_credentials');
    },
    async signIn({ email, password, tenantId }) {
      const answerable = setTimeout(failAfterMs);
      const known = await findLogins(control, emailIndex(email));
      const wanted = known.filter((login) => tenantId === undefined || login.tenantId === tenantId);
      if (wanted.length === 0) await passwordFits(undefined, password);
      const opened: { tenantId: number; userId: number; name: string }[] = [];
      for (const login of wanted) {
        const database = await databases.open(login.tenantId);
        const user = await findUser(database, login.userId);
        if ((await passwordFits(user?.passwordHash, password)) && user?.active) {
          opened.push({ ...login, name: (await readTenant(database)).name });
        }
      }
      const [first] = opened;
      if (!first) {
        await answerable;
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
      return { session: await sessions.issue(first.tenantId, first.userId) };
    },
  };
}
