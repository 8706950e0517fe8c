import { NoxError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import type { TenantType } from '../core/roles.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { addLogin, removeLogin } from '../database/control/logins.ts';
import type { Provisioner } from '../database/provision.ts';
import type { TenantDatabases } from '../database/tenant-databases.ts';
import { addUser, setCredentials } from '../database/tenant/people/users.ts';
import type { MasterKey } from './master-key.ts';

/** Somebody who opens a space with an address and a password. */
export interface NewSpace {
  readonly type: TenantType;
  readonly name: string;
  readonly email: string;
  /** As `access/passwords.ts` made it. */
  readonly passwordHash: string;
  readonly locale: Locale;
}

export interface Accounts {
  /** Makes a tenant and its first user: `admin`, or `freelance`. */
  openSpace(space: NewSpace): Promise<{ readonly tenantId: number; readonly userId: number }>;
  /**
   * Gives an account an address and a password to sign in with, and ends its sessions. Returns the address that it had.
   * `conflict` where the address is another account's of the same space.
   */
  setCredentials(
    tenantId: number,
    userId: number,
    email: string,
    passwordHash: string,
  ): Promise<string | undefined>;
  /** The blind index of an address: case and surrounding space do not matter. */
  emailIndex(email: string): string;
}

export function createAccounts(
  control: ControlDatabase,
  provisioner: Provisioner,
  databases: TenantDatabases,
  master: MasterKey,
): Accounts {
  const emailIndex = (email: string) => master.digest(normalEmail(email), 'email');
  return {
    emailIndex,
    async setCredentials(tenantId, userId, given, passwordHash) {
      const email = normalEmail(given);
      const set = await setCredentials(await databases.open(tenantId), userId, email, passwordHash);
      if (!set) throw new NoxError('conflict', {}, { sentence: 'account.email_taken' });
      await addLogin(control, emailIndex(email), tenantId, userId);
      const { emailBefore } = set;
      if (emailBefore && emailBefore !== email) {
        await removeLogin(control, emailIndex(emailBefore), tenantId, userId);
      }
      return emailBefore ?? undefined;
    },
    async openSpace(space) {
      const { type, name, locale, passwordHash } = space;
      const email = normalEmail(space.email);
      const role = type === 'enterprise' ? 'admin' : 'freelance';
      let userId = 0;
      const tenant = { type, name, locale, timeZone: 'Europe/Paris' };
      const tenantId = await provisioner.create(tenant, async (id) => {
        try {
          const user = {
            name: type === 'freelance' ? name : (email.split('@')[0] ?? name),
            role,
            email,
            passwordHash,
            locale,
          } as const;
          userId = await addUser(await databases.open(id), user);
          await addLogin(control, emailIndex(email), id, userId);
        } catch (error) {
          await databases.forget(id);
          throw error;
        }
      });
      return { tenantId, userId };
    },
  };
}

/** An address as it is compared and kept. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
