import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { findLogins } from '../database/control/logins.ts';
import {
  addPasswordReset,
  findPasswordReset,
  usePasswordReset,
} from '../database/tenant/people/password-resets.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { findUser } from '../database/tenant/people/users.ts';
import { hashOfCode, makeCode, openByCode } from '../database/tenant-codes.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
import { recordAccountAct } from './account-acts.ts';
import { hasAccess } from './guests.ts';
import { hashPassword } from './passwords.ts';

/** A way to another password in one space. */
export interface ResetOffer {
  readonly tenantName: string;
  /** The account's address. */
  readonly email: string;
  readonly locale: Locale;
  readonly link: string;
}

/** An account, as the page of a link shows it. */
export interface ResetAccount {
  readonly tenantId: number;
  readonly userId: number;
  readonly tenantName: string;
  readonly email: string;
  readonly locale: Locale;
}

/**
 * Links to another password, for who forgot theirs: single use, half an hour long, kept in the tenant's own database by
 * their hash. Several of one account may be good at once, so that nobody voids another's by asking.
 */
export interface PasswordResets {
  /** A link for each space that an address opens; none where it opens none. */
  ask(email: string): Promise<readonly ResetOffer[]>;
  /** A link for one account. Errors: `conflict` where it has no address to sign in with, or may not come in. */
  offer(tenantId: number, userId: number): Promise<string>;
  /** Whose password a link changes; undefined when the link is unknown, used or expired. */
  show(code: string): Promise<ResetAccount | undefined>;
  /** Changes the password and ends the person's sessions. Errors: `action_expired`. */
  use(code: string, password: string, requestId: string): Promise<ResetAccount>;
}

const lifetimeMs = 30 * 60_000;

/** @param emailIndex the blind index of an address @param publicUrl where people reach NOX, without a slash at the end */
export function createPasswordResets(
  control: ControlDatabase,
  databases: TenantDatabases,
  emailIndex: (email: string) => string,
  clock: Clock,
  publicUrl: string,
): PasswordResets {
  async function offerIn(
    database: TenantDatabase,
    userId: number,
    isTheirs: (email: string) => boolean,
  ): Promise<ResetOffer | undefined> {
    const now = clock.now();
    const user = await findUser(database, userId);
    if (!user?.email || !isTheirs(user.email) || !hasAccess(user, now)) return undefined;
    const code = makeCode(database.tenantId);
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    await addPasswordReset(database, { codeHash: hashOfCode(code), userId, expiresAt }, now);
    const tenant = await readTenant(database);
    return {
      tenantName: tenant.name,
      email: user.email,
      locale: user.locale ?? tenant.locale,
      link: `${publicUrl}/reset-password/${code}`,
    };
  }

  async function show(code: string): Promise<ResetAccount | undefined> {
    const database = await openByCode(databases, code);
    const user = database && (await findPasswordReset(database, hashOfCode(code), clock.now()));
    if (!database || !user?.email || !hasAccess(user, clock.now())) return undefined;
    const { name: tenantName, locale } = await readTenant(database);
    const { tenantId } = database;
    return { tenantId, userId: user.id, tenantName, email: user.email, locale: user.locale ?? locale };
  }

  return {
    show,
    async ask(email) {
      const index = emailIndex(email);
      const offers: ResetOffer[] = [];
      for (const { tenantId, userId } of await findLogins(control, index)) {
        // The index is a hint; the account itself says which address is its own.
        const isTheirs = (its: string) => emailIndex(its) === index;
        const offer = await offerIn(await databases.open(tenantId), userId, isTheirs);
        if (offer) offers.push(offer);
      }
      return offers;
    },
    async offer(tenantId, userId) {
      const offer = await offerIn(await databases.open(tenantId), userId, () => true);
      if (!offer) throw new NoxError('conflict', {}, { sentence: 'people.no_password' });
      return offer.link;
    },
    async use(code, password, requestId) {
      const account = await show(code);
      const database = account && (await openByCode(databases, code));
      if (!account || !database) throw new NoxError('action_expired', {}, expired);
      const passwordHash = await hashPassword(password);
      const user = await usePasswordReset(database, hashOfCode(code), passwordHash, clock.now());
      if (!user) throw new NoxError('action_expired', {}, expired);
      const from = { surface: 'web', requestId };
      await recordAccountAct(database, user, 'account reset password', from, '');
      return account;
    },
  };
}

const expired = { sentence: 'reset.expired' };
