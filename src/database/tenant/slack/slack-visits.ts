import type { Integration } from '../../../core/integration.ts';
import type { Locale } from '../../../core/locale.ts';
import { rulesOf } from '../../../core/permission-rules.ts';
import type { KeptRule, PermissionRule } from '../../../core/permission-rules.ts';
import type { Role } from '../../../core/roles.ts';
import type postgres from 'postgres';
import { joinCalls } from '../../join-calls.ts';

/** Where a Slack request came in, as far as a tenant's database is asked. */
export interface VisitQuery {
  readonly enterpriseId: string | undefined;
  readonly teamId: string | undefined;
  readonly isEnterpriseInstall: boolean;
  readonly slackUserId: string;
  /** The home that the request names for the person, where it names one. */
  readonly claimedTeamId: string | undefined;
}

/** What a tenant's database says of a request: by which installation it came, who is known of, the tenant's settings. */
export interface VisitRows {
  readonly installed: {
    readonly enterpriseId: string | undefined;
    readonly teamId: string | undefined;
    readonly isEnterpriseInstall: boolean;
  };
  readonly settings: { readonly name: string; readonly locale: Locale; readonly timeZone: string };
  /** The person under each of the homes that the request may mean: a few at most. */
  readonly people: readonly KnownPerson[];
  /** The connected tools, as `listIntegrations` tells them. */
  readonly tools: readonly Integration[];
  /** What the space made of the roles, as `listPermissionRules` tells it. */
  readonly rules: readonly PermissionRule[];
}

/** A Slack person under one home. */
interface KnownPerson {
  readonly homeTeamId: string;
  readonly profileAt: Date;
  readonly locale: Locale | null;
  readonly timeZone: string | null;
  readonly user: {
    readonly id: number;
    readonly email: string | null;
    readonly name: string;
    readonly role: Role;
    readonly locale: Locale | null;
    readonly timeZone: string | null;
    readonly active: boolean;
    readonly onlyIntegrations: number[] | null;
    readonly accessUntil: Date | null;
  };
}

interface Row {
  readonly number: number;
  readonly enterprise_id: string | null;
  readonly team_id: string | null;
  readonly is_enterprise_install: boolean;
  readonly tenant_name: string;
  readonly tenant_locale: Locale;
  readonly tenant_zone: string;
  readonly home_team_id: string | null;
  readonly profile_ms: number;
  readonly person_locale: Locale | null;
  readonly person_zone: string | null;
  readonly user_id: number;
  readonly user_email: string | null;
  readonly user_name: string;
  readonly user_role: Role;
  readonly user_locale: Locale | null;
  readonly user_zone: string | null;
  readonly active: boolean;
  readonly only_integrations: number[] | null;
  readonly until_ms: number | null;
  /** In the first row alone. */
  readonly space: Space | null;
}

/** What is the same for all who come to a tenant. */
interface Space {
  readonly tools: readonly (Omit<Integration, 'createdAt'> & { readonly createdMs: number })[];
  readonly rules: readonly KeptRule[];
}

/** How one tenant's visits are read; undefined where NOX is not installed there (any more). */
export type VisitReader = (query: VisitQuery) => Promise<VisitRows | undefined>;

/**
 * Reads a request's installation (its own workspace's, else its organisation's), the person, the settings, the connected
 * tools and the space's rules in one prepared statement: every Slack request asks this first, and almost every command
 * needs it all.
 * Requests of the same tenant that come while another is being read are read together.
 */
export function createVisitReader(sql: postgres.Sql): VisitReader {
  return joinCalls(
    async (queries) => {
      const asked = queries.map((query, number) => ({
        number,
        enterprise: query.enterpriseId ?? null,
        team: query.teamId ?? null,
        workspace: query.isEnterpriseInstall ? null : (query.teamId ?? null),
        claimed: query.claimedTeamId ?? null,
        person: query.slackUserId,
      }));
      const rows = await readAll(sql, asked);
      const space = rows[0]?.space;
      if (!space) return queries.map(() => undefined);
      const shared = {
        tools: space.tools.map(({ createdMs, ...tool }) => ({ ...tool, createdAt: new Date(createdMs) })),
        rules: rulesOf(space.rules),
      };
      return queries.map((_query, number) =>
        visitOf(
          shared,
          rows.filter((row) => row.number === number),
        ),
      );
    },
    () => false,
  );
}

/** What one visit asks; its number tells its rows from the others'. */
interface Asked {
  readonly number: number;
  readonly enterprise: string | null;
  readonly team: string | null;
  readonly workspace: string | null;
  readonly claimed: string | null;
  readonly person: string;
}

function readAll(sql: postgres.Sql, asked: readonly Asked[]) {
  return sql<Row[]>`
    select q.number, i.enterprise_id, i.team_id, i.is_enterprise_install,
           s.name as tenant_name, s.locale as tenant_locale, s.time_zone as tenant_zone,
           p.home_team_id, (extract(epoch from p.profile_at) * 1000)::float8 as profile_ms,
           p.locale as person_locale, p.time_zone as person_zone, u.id as user_id, u.email as user_email,
           u.name as user_name, u.role as user_role,
           u.locale as user_locale, u.time_zone as user_zone, u.active, u.only_integrations,
           (extract(epoch from u.access_until) * 1000)::float8 as until_ms,
           case when row_number() over (order by q.number, i.is_enterprise_install) = 1 then jsonb_build_object(
             'tools', (select coalesce(jsonb_agg(jsonb_build_object(
                'id', t.id, 'type', t.integration_type, 'name', t.name, 'details', t.details, 'protected', t.protected,
                'health', t.health, 'createdMs', extract(epoch from t.created_at) * 1000
              ) order by t.integration_type, t.name), '[]') from tenant_integrations t),
             'rules', (select coalesce(jsonb_agg(jsonb_build_object(
                'role', r.role, 'permission', r.permission, 'scope', r.scope, 'allowed', r.allowed
              )), '[]') from permission_rules r)) end as space
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as q (
      number integer, enterprise text, team text, workspace text, claimed text, person text)
    join slack_installations i
      on i.team_id = q.workspace or (i.is_enterprise_install and i.enterprise_id = q.enterprise)
    join tenant_settings s on s.tenant_id = i.tenant_id
    left join slack_identities p on p.slack_user_id = q.person
      and p.home_team_id in (q.team, q.enterprise, q.claimed)
    left join tenant_users u on u.id = p.user_id
    order by q.number, i.is_enterprise_install`;
}

function visitOf(shared: Pick<VisitRows, 'tools' | 'rules'>, rows: readonly Row[]): VisitRows | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const installed = {
    enterpriseId: first.enterprise_id ?? undefined,
    teamId: first.team_id ?? undefined,
    isEnterpriseInstall: first.is_enterprise_install,
  };
  const own = rows.filter((row) => row.is_enterprise_install === first.is_enterprise_install);
  return {
    installed,
    settings: { name: first.tenant_name, locale: first.tenant_locale, timeZone: first.tenant_zone },
    ...shared,
    people: own.flatMap((row) => (row.home_team_id === null ? [] : [personOf(row.home_team_id, row)])),
  };
}

function personOf(homeTeamId: string, row: Row): KnownPerson {
  return {
    homeTeamId,
    profileAt: new Date(row.profile_ms),
    locale: row.person_locale,
    timeZone: row.person_zone,
    user: {
      id: row.user_id,
      email: row.user_email,
      name: row.user_name,
      role: row.user_role,
      locale: row.user_locale,
      timeZone: row.user_zone,
      active: row.active,
      onlyIntegrations: row.only_integrations,
      accessUntil: row.until_ms === null ? null : new Date(row.until_ms),
    },
  };
}
