import type { SlackLinkPurpose, SlackLinks } from '../../access/slack-links.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Billing } from '../../core/billing.ts';
import type { Clock } from '../../core/clock.ts';
import { NoxError } from '../../core/errors.ts';
import { rolesOf } from '../../core/roles.ts';
import type { Role } from '../../core/roles.ts';
import { firstBrokenAudit, latestAudit } from '../../database/tenant/audit/audit.ts';
import { findUserBySlackId, linkSlackUser } from '../../database/tenant/slack/slack-identities.ts';
import { addUser, addViewer, changeRole, limitGuest, listUsers } from '../../database/tenant/people/users.ts';
import { readUsage } from '../../database/tenant/audit/usage.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { GuestLimits, People, Person } from '../contracts/people.ts';

/** What is needed besides the tenant's own database. */
export interface PeopleMeans {
  readonly slackLinks: SlackLinks;
  readonly billing: Pick<Billing, 'room' | 'peopleChanged'>;
  readonly clock: Clock;
}

/** People and audit of the actor's own tenant. */
export function peopleOf(
  database: TenantDatabase,
  tenant: Tenant,
  actor: Actor,
  { slackLinks, billing, clock }: PeopleMeans,
): People {
  async function list(): Promise<Person[]> {
    const users = await listUsers(database);
    return users.map(({ id, name, email, role, active, slackUserIds, onlyIntegrations, accessUntil }) => ({
      id,
      name,
      email: email ?? undefined,
      role,
      active,
      only: onlyIntegrations ?? undefined,
      accessUntil: accessUntil ?? undefined,
      slackUserIds,
    }));
  }

  async function one(userId: number): Promise<Person> {
    const person = (await list()).find((each) => each.id === userId);
    if (!person) throw new NoxError('not_found', { kind: 'kind.person', name: userId });
    return person;
  }

  async function setRole(slackUserId: string, role: Role): Promise<Person> {
    if (!rolesOf[tenant.type].includes(role))
      throw new NoxError('conflict', { role }, { sentence: 'people.role_of_other_type' });
    const userId = await findUserBySlackId(database, slackUserId);
    if (userId === undefined) throw new NoxError('not_found', { kind: 'kind.person', name: slackUserId });
    const before = await one(userId);
    if (before.role === 'freelance' || role === 'freelance')
      throw new NoxError('conflict', {}, { sentence: 'people.owner_stays' });
    if (!(await changeRole(database, userId, role)))
      throw new NoxError('conflict', {}, { sentence: 'people.last_admin' });
    return one(userId);
  }

  async function invite(slackUserId: string, role: Role, limits: GuestLimits): Promise<Person> {
    if (!actor.slack) throw new NoxError('bad_input', {}, { sentence: 'people.invite_in_slack' });
    if (!rolesOf[tenant.type].includes(role) || role === 'freelance') {
      throw new NoxError('conflict', { role }, { sentence: 'people.role_of_other_type' });
    }
    const kept = { onlyIntegrations: limits.only ?? null, accessUntil: limits.until ?? null };
    const known = await findUserBySlackId(database, slackUserId);
    if (known !== undefined) {
      if ((await one(known)).role !== 'viewer' || role !== 'viewer')
        throw new NoxError('conflict', {}, { sentence: 'people.already_member' });
      await refuseReturnWithoutRoom(known);
      await limitGuest(database, known, kept);
      return one(known);
    }
    const room = await billing.room(tenant.id);
    const userId =
      role === 'viewer'
        ? await addViewer(database, { name: slackUserId }, room.limits.viewers, clock.now())
        : await addUser(database, { name: slackUserId, role });
    if (userId === undefined) throw room.refuse('viewers');
    billing.peopleChanged(tenant.id);
    await limitGuest(database, userId, kept);
    // Name and language are read from the profile at the person's first message.
    await linkSlackUser(database, actor.slack.teamId, slackUserId, userId);
    return one(userId);
  }

  /** A guest whose time is over comes back only where there is room for them. */
  async function refuseReturnWithoutRoom(userId: number): Promise<void> {
    const now = clock.now();
    const { accessUntil } = await one(userId);
    if (!accessUntil || accessUntil > now) return;
    const room = await billing.room(tenant.id);
    if ((await readUsage(database, now)).viewers >= room.limits.viewers) throw room.refuse('viewers');
  }

  async function ownLink(purpose: SlackLinkPurpose): Promise<string> {
    if (!actor.slack) throw new NoxError('bad_input', {}, { sentence: 'people.only_in_slack' });
    const { teamId: homeTeamId, userId: slackUserId } = actor.slack;
    const person = { homeTeamId, slackUserId, name: actor.name, locale: actor.locale };
    return slackLinks.offer(tenant.id, person, purpose);
  }

  return {
    list,
    ownLink,
    setRole,
    invite,
    audit: (limit) => latestAudit(database, limit),
    verifyAudit: () => firstBrokenAudit(database),
  };
}
