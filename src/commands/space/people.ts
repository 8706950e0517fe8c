import { NoxError } from '../../core/errors.ts';
import { isAbove, rolesOf } from '../../core/roles.ts';
import type { Role } from '../../core/roles.ts';
import { listInvitations, removeInvitation } from '../../database/tenant/people/invitations.ts';
import type { Invitation } from '../../database/tenant/people/invitations.ts';
import {
  changeRole,
  endSessions,
  findUser,
  listUsers,
  setActive,
} from '../../database/tenant/people/users.ts';
import type { Billing } from '../../core/billing.ts';
import { readUsage } from '../../database/tenant/audit/usage.ts';
import { keepSpace } from './keep.ts';
import type { SpaceKeeper } from './keep.ts';

/** Everybody in the space, and the invitations that are still good. */
export async function listPeople({ database }: SpaceKeeper, now: Date) {
  const [users, invited] = await Promise.all([listUsers(database), listInvitations(database, now)]);
  const people = users.map(
    ({ id, name, email, role, active, accessUntil, onlyIntegrations, slackUserIds }) => ({
      id,
      name,
      email,
      role,
      active,
      accessUntil,
      only: onlyIntegrations,
      inSlack: slackUserIds.length > 0,
    }),
  );
  return { people, invited: invited satisfies readonly Invitation[] };
}

async function found({ database }: SpaceKeeper, userId: number) {
  const user = await findUser(database, userId);
  if (!user) throw new NoxError('not_found', { kind: 'kind.person', name: userId });
  return user;
}

/** Gives a person another role, at once. Errors: `forbidden`, `not_found`, `conflict` for the owner or the last admin. */
export async function setPersonRole(by: SpaceKeeper, userId: number, role: Role): Promise<void> {
  const before = await found(by, userId);
  await keepSpace(by, 'people role', `${before.name} → ${role}`, async () => {
    if (before.role === 'freelance' || role === 'freelance')
      throw new NoxError('conflict', {}, { sentence: 'people.owner_stays' });
    if (!rolesOf[by.tenant.type].includes(role))
      throw new NoxError('conflict', { role }, { sentence: 'people.role_of_other_type' });
    if (!(await changeRole(by.database, userId, role)))
      throw new NoxError('conflict', {}, { sentence: 'people.last_admin' });
  });
}

/** Removes a person or lets them back in; their sessions end at once. Errors: as `setPersonRole`. */
export async function setPersonActive(
  by: SpaceKeeper,
  billing: Pick<Billing, 'room' | 'peopleChanged'>,
  userId: number,
  active: boolean,
  now: Date,
): Promise<void> {
  const before = await found(by, userId);
  await keepSpace(by, active ? 'people restore' : 'people remove', before.name, async () => {
    if (before.role === 'freelance') throw new NoxError('conflict', {}, { sentence: 'people.owner_stays' });
    if (active && before.role === 'viewer') {
      const { limits, refuse } = await billing.room(by.tenant.id);
      if ((await readUsage(by.database, now)).viewers >= limits.viewers) throw refuse('viewers');
    }
    if (!(await setActive(by.database, userId, active)))
      throw new NoxError('conflict', {}, { sentence: 'people.last_admin' });
    billing.peopleChanged(by.tenant.id);
  });
}

/** Ends every session of a person. Errors: `forbidden`, `not_found`. */
export async function endPersonSessions(by: SpaceKeeper, userId: number): Promise<void> {
  const { name } = await found(by, userId);
  await keepSpace(by, 'people end sessions', name, () => endSessions(by.database, userId));
}

/**
 * A link by which a person chooses another password, to be handed to them; it is written down who made it. Errors:
 * `forbidden` for somebody of a higher role, `not_found`, those of `offer`.
 */
export async function makeResetLink(
  by: SpaceKeeper,
  offer: (tenantId: number, userId: number) => Promise<string>,
  userId: number,
): Promise<string> {
  const { name, role } = await found(by, userId);
  return keepSpace(by, 'people reset password', name, () => {
    if (isAbove(role, by.actor.role)) throw new NoxError('forbidden', { role: `role.${role}` });
    return offer(by.tenant.id, userId);
  });
}

/** Takes an invitation back. Errors: `forbidden`; it does not matter whether it was still there. */
export async function revokeInvitation(by: SpaceKeeper, id: number): Promise<void> {
  await keepSpace(by, 'people revoke invitation', String(id), () => removeInvitation(by.database, id));
}
