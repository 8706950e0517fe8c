import type { Actor, Tenant } from '../core/actor.ts';
import { hasAccess, reachOf } from './guests.ts';
import type { Clock } from '../core/clock.ts';
import { localeOf } from '../core/locale.ts';
import type { Locale } from '../core/locale.ts';
import { readTenant } from '../database/tenant/settings.ts';
import {
  addSlackUser,
  findSlackUser,
  findUserAtHomes,
  linkSlackUser,
  refreshProfile,
} from '../database/tenant/slack/slack-identities.ts';
import { listInstallations } from '../database/tenant/slack/slack-installations.ts';
import type { VisitRows } from '../database/tenant/slack/slack-visits.ts';
import { findUser, findUsersOfRole } from '../database/tenant/people/users.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';

/** What Slack says of the person who speaks or clicks. */
export interface SlackPerson {
  readonly slackUserId: string;
  /** The person's home team (their own, not the channel's). */
  readonly homeTeamId: string;
  readonly homeEnterpriseId: string | undefined;
  readonly channelId: string;
}

/** What `users.info` adds when a person is met for the first time (or again after a day). */
export interface SlackProfile {
  readonly name: string;
  /** Slack's locale tag. */
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  /** Single- or multi-channel guest. */
  readonly isGuest: boolean;
  /** From another organisation (Slack Connect), a bot, or deleted. */
  readonly isOutsider: boolean;
  readonly homeTeamId: string;
  readonly homeEnterpriseId: string | undefined;
  /** Where the same person may be known under the same id: the other workspaces of their Grid, and the Grid itself. */
  readonly otherHomes: readonly string[];
}

/** Who was refused, as far as a link to an account can be offered to them. */
export interface RefusedPerson {
  readonly homeTeamId: string;
  readonly slackUserId: string;
  readonly name: string;
}

export type Identified =
  | { readonly kind: 'actor'; readonly actor: Actor; readonly tenant: Tenant }
  /** `outsider`: another organisation; `uninvited`: freelance tenant, not invited (`owner` says whom to ask); `removed`: deactivated. */
  | {
      readonly kind: 'refused';
      readonly reason: 'outsider' | 'uninvited' | 'removed';
      readonly owner: string | undefined;
      readonly tenant: Tenant;
      /** The language of the one who is refused. */
      readonly locale: Locale;
      readonly person: RefusedPerson | undefined;
    };

/** Who is it, for the tenant. */
export interface SlackIdentities {
  /**
   * The person's actor. Enterprise members are made users at first contact (`developer`, guests `viewer`); in a freelance
   * tenant only the owner and invited people are served. `profile` is called only when the person is not known yet
   * or known since more than a day; a person whose home is neither the installation's workspace nor its organisation is refused.
   * @param visit what the tenant's database said of this very request, where it was asked already
   */
  identify(
    tenantId: number,
    person: SlackPerson,
    profile: () => Promise<SlackProfile>,
    visit?: Pick<VisitRows, 'settings' | 'people'>,
  ): Promise<Identified>;
}

const dayMs = 24 * 3600_000;

/**
 * Identities from each tenant's own database.
 * @param profileLifetimeMs how long a profile counts before Slack is asked again
 * @param met told of a tenant that somebody new was met in
 */
export function createSlackIdentities(
  databases: TenantDatabases,
  clock: Clock,
  profileLifetimeMs = dayMs,
  met: (tenantId: number) => void = () => {},
): SlackIdentities {
  async function refuse(
    database: TenantDatabase,
    reason: 'outsider' | 'uninvited' | 'removed',
    said: {
      readonly tenant?: Tenant;
      readonly locale?: Locale | undefined;
      readonly person?: RefusedPerson;
    } = {},
  ): Promise<Identified> {
    const tenant = said.tenant ?? (await readTenant(database));
    const keeper = tenant.type === 'freelance' ? 'freelance' : 'admin';
    const [owner] = reason === 'outsider' ? [] : await findUsersOfRole(database, keeper);
    const locale = said.locale ?? tenant.locale;
    return { kind: 'refused', reason, owner: owner?.name, tenant, locale, person: said.person };
  }

  /** Somebody met for the first time: a member of an enterprise becomes a user; in a freelance tenant nobody does. */
  async function meet(
    database: TenantDatabase,
    person: SlackPerson,
    profile: SlackProfile,
  ): Promise<Identified> {
    const tenant = await readTenant(database);
    const locale = localeOf(profile.locale, tenant.locale);
    if (!(await belongs(database, profile))) return refuse(database, 'outsider', { tenant, locale });
    const { homeTeamId, slackUserId } = person;
    const manner = { locale, timeZone: profile.timeZone };
    const timeZone = profile.timeZone ?? tenant.timeZone;
    const before = await findUserAtHomes(database, profile.otherHomes, slackUserId);
    const same = before === undefined ? undefined : await findUser(database, before);
    if (same && !hasAccess(same, clock.now())) return refuse(database, 'removed', { tenant, locale });
    if (same) {
      await linkSlackUser(database, homeTeamId, slackUserId, same.id, manner);
      const { id: userId, name, role } = same;
      return speak(tenant, person, { userId, name, role, locale, timeZone, ...reachOf(same) });
    }
    if (tenant.type === 'freelance') {
      const refused = { homeTeamId, slackUserId, name: profile.name };
      return refuse(database, 'uninvited', { tenant, locale, person: refused });
    }
    const role = profile.isGuest ? 'viewer' : tenant.defaultRole;
    const userId = await addSlackUser(database, homeTeamId, slackUserId, {
      name: profile.name,
      role,
      ...manner,
    });
    met(database.tenantId);
    return speak(tenant, person, { userId, name: profile.name, role, locale, timeZone });
  }

  function speak(tenant: Tenant, person: SlackPerson, user: Omit<Actor, 'surface' | 'slack'>): Identified {
    const slack = { teamId: person.homeTeamId, userId: person.slackUserId, channelId: person.channelId };
    return { kind: 'actor', tenant, actor: { ...user, surface: 'slack', slack } };
  }

  async function identify(
    tenantId: number,
    person: SlackPerson,
    profileOf: () => Promise<SlackProfile>,
    visit?: Pick<VisitRows, 'settings' | 'people'>,
  ): Promise<Identified> {
    const database = await databases.open(tenantId);
    const known = visit
      ? personIn(visit, person.homeTeamId)
      : await findSlackUser(database, person.homeTeamId, person.slackUserId);
    if (!known) return meet(database, person, await profileOf());
    const { user, settings } = known;
    const tenant: Tenant = {
      id: tenantId,
      type: database.tenantType,
      name: settings.name,
      locale: settings.locale,
      timeZone: settings.timeZone,
    };
    let { name } = user;
    let locale = known.locale ?? user.locale ?? tenant.locale;
    let timeZone = known.timeZone ?? user.timeZone ?? tenant.timeZone;
    if (!hasAccess(user, clock.now())) return refuse(database, 'removed', { tenant, locale });
    if (clock.now().getTime() - known.profileAt.getTime() > profileLifetimeMs) {
      const profile = await profileOf();
      if (!(await belongs(database, profile))) return refuse(database, 'outsider', { tenant, locale });
      if (!user.email) ({ name } = profile);
      locale = localeOf(profile.locale, tenant.locale);
      timeZone = profile.timeZone ?? timeZone;
      await refreshProfile(database, person.homeTeamId, person.slackUserId, {
        userId: user.id,
        name,
        locale,
        timeZone,
      });
    }
    const speaker = { userId: user.id, name, role: user.role, locale, timeZone, ...reachOf(user) };
    return speak(tenant, person, speaker);
  }

  return { identify };
}

function personIn({ people, settings }: Pick<VisitRows, 'settings' | 'people'>, homeTeamId: string) {
  const found = people.find((each) => each.homeTeamId === homeTeamId);
  return found && { ...found, settings };
}

/** Whether a person's home is an installed workspace, or an organisation that NOX is installed in. */
async function belongs(database: TenantDatabase, profile: SlackProfile): Promise<boolean> {
  if (profile.isOutsider) return false;
  const installed = await listInstallations(database);
  return installed.some(
    (row) =>
      (row.teamId !== null && row.teamId === profile.homeTeamId) ||
      (row.enterpriseId !== null && row.enterpriseId === profile.homeEnterpriseId),
  );
}
