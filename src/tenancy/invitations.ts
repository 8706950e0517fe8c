import type { Billing } from '../core/billing.ts';
import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import type { Role } from '../core/roles.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { addLogin } from '../database/control/logins.ts';
import { appendAudit } from '../database/tenant/audit/audit.ts';
import {
  addInvitation,
  findInvitation,
  markInvitationMailed,
  renewInvitation,
  useInvitation,
} from '../database/tenant/people/invitations.ts';
import type { Invitation, Joiner } from '../database/tenant/people/invitations.ts';
import { readUsage } from '../database/tenant/audit/usage.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { hashOfCode, makeCode, openByCode } from '../database/tenant-codes.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
import { normalEmail } from './accounts.ts';

/** What an invitation offers. */
export interface Offer {
  readonly role: Exclude<Role, 'freelance'>;
  /** Whom it is meant for. */
  readonly note: string;
  /** The integrations that a guest shall reach; undefined: all. */
  readonly only: readonly number[] | undefined;
  /** Days of access from joining on; undefined: without end. */
  readonly days: number | undefined;
  readonly invitedBy: string;
  /** Where it is mailed to, and in which language; undefined: it is handed over by its link. */
  readonly mail: InvitationMail | undefined;
}

export interface InvitationMail {
  readonly email: string;
  readonly locale: Locale;
}

/** An invitation with its link, which is told this once: only its hash is kept. */
export interface MadeInvitation extends Pick<Offer, 'role' | 'days' | 'invitedBy' | 'mail'> {
  readonly id: number;
  readonly link: string;
}

/** An invitation as its page shows it. */
export interface ShownInvitation {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly days: number | undefined;
  /** Whom it was mailed to. */
  readonly email: string | undefined;
}

/** Links by which somebody joins a space with an address and a password of their own: single use, a week long. */
export interface Invitations {
  /** Makes an invitation. Errors: `plan_limit` where the space has as many viewers as it may. */
  offer(tenantId: number, offer: Offer): Promise<MadeInvitation>;
  /** Gives one that is still good a new link and a new week; its old link is void. Errors: `not_found`. */
  renew(tenantId: number, id: number): Promise<MadeInvitation>;
  /** Remembers that the mail server has taken an invitation over. */
  mailed(tenantId: number, id: number): Promise<void>;
  /** What a link's page shows; undefined when the link is unknown, used, taken back or expired. */
  show(code: string): Promise<ShownInvitation | undefined>;
  /** Joins. Errors: `action_expired`; `conflict` where the address is that of somebody who is in already. */
  join(
    code: string,
    joiner: Joiner,
    requestId: string,
  ): Promise<{ readonly tenantId: number; readonly userId: number }>;
}

const lifetimeMs = 7 * 86_400_000;

/** @param publicUrl where people reach NOX, without a slash at the end */
export function createInvitations(
  control: ControlDatabase,
  databases: TenantDatabases,
  emailIndex: (email: string) => string,
  clock: Clock,
  publicUrl: string,
  billing: Pick<Billing, 'room' | 'peopleChanged'>,
): Invitations {
  const open = (code: string) => openByCode(databases, code);

  /** Errors: `conflict` and the like where the space has as many viewers as it may. */
  async function mustHaveRoom(database: TenantDatabase, role: Role): Promise<void> {
    if (role !== 'viewer') return;
    const { limits, refuse } = await billing.room(database.tenantId);
    if ((await readUsage(database, clock.now())).viewers >= limits.viewers) throw refuse('viewers');
  }

  function made(
    { id, role, invitedBy, accessDays, email, locale }: Invitation,
    code: string,
  ): MadeInvitation {
    const mail = email && locale ? { email, locale } : undefined;
    return {
      id,
      link: `${publicUrl}/invitation/${code}`,
      role,
      invitedBy,
      days: accessDays ?? undefined,
      mail,
    };
  }

  return {
    async offer(tenantId, { role, note, only, days, invitedBy, mail }) {
      const database = await databases.open(tenantId);
      await mustHaveRoom(database, role);
      const now = clock.now();
      const { code, ...kept } = newCode(tenantId, now);
      const row = {
        ...kept,
        role,
        note,
        email: mail?.email ?? null,
        locale: mail?.locale ?? null,
        onlyIntegrations: only ? [...only] : null,
        accessDays: days ?? null,
        invitedBy,
        createdAt: now,
      };
      return made(await addInvitation(database, row, now), code);
    },
    async renew(tenantId, id) {
      const now = clock.now();
      const { code, ...kept } = newCode(tenantId, now);
      const row = await renewInvitation(await databases.open(tenantId), id, kept, now);
      if (!row) throw new NoxError('not_found', {}, { sentence: 'invite.gone' });
      return made(row, code);
    },
    async mailed(tenantId, id) {
      await markInvitationMailed(await databases.open(tenantId), id, clock.now());
    },
    async show(code) {
      const database = await open(code);
      const row = database && (await findInvitation(database, hashOfCode(code), clock.now()));
      if (!database || !row) return undefined;
      const { name: tenantName } = await readTenant(database);
      const { role, invitedBy, accessDays, email } = row;
      const days = accessDays ?? undefined;
      return {
        tenantId: database.tenantId,
        tenantName,
        role,
        invitedBy,
        days,
        email: email ?? undefined,
      };
    },
    async join(code, given, requestId) {
      const database = await open(code);
      if (!database) throw new NoxError('action_expired', {}, expired);
      const { tenantId } = database;
      const { limits, refuse } = await billing.room(tenantId);
      const joiner = { ...given, email: normalEmail(given.email) };
      const userId = await useInvitation(database, hashOfCode(code), joiner, clock.now(), limits.viewers);
      if (userId === 'full') throw refuse('viewers');
      if (userId === 'taken') throw new NoxError('conflict', {}, { sentence: 'invitation.taken' });
      if (userId === undefined) throw new NoxError('action_expired', {}, expired);
      billing.peopleChanged(tenantId);
      await addLogin(control, emailIndex(joiner.email), tenantId, userId);
      const act = { surface: 'web', command: 'people join', target: joiner.name, outcome: 'ok', requestId };
      await appendAudit(database, { actorId: userId, actorName: joiner.name, ...act });
      return { tenantId, userId };
    },
  };
}

const expired = { sentence: 'invitation.expired' };

function newCode(tenantId: number, now: Date) {
  const code = makeCode(tenantId);
  return { code, codeHash: hashOfCode(code), expiresAt: new Date(now.getTime() + lifetimeMs) };
}
