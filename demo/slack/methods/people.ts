import type { Store } from '../store.ts';
import { reaches, teamsOf } from '../store.ts';
import { Refusal } from '../types.ts';
import type { Person, Token } from '../types.ts';
import type { Method } from './method.ts';
import { argument, teamOf } from './method.ts';

/** https://docs.slack.dev/reference/methods/users.info */
export const usersInfo: Method = {
  scopes: ['users:read'],
  run(call) {
    const person = call.store.people.get(argument(call, 'user'));
    if (!person || !isSeen(call.store, call.token, person)) throw new Refusal('user_not_found');
    return { user: shown(call.store, call.token, person, String(call.args.include_locale) === 'true') };
  },
};

/** https://docs.slack.dev/reference/methods/users.list */
export const usersList: Method = {
  scopes: ['users:read'],
  run(call) {
    const teamId = teamOf(call);
    const members = [...call.store.people.values()].filter((person) => teamsOf(person).includes(teamId));
    return {
      members: members.map((person) => shown(call.store, call.token, person, false)),
      cache_ts: Math.floor(call.store.now() / 1000),
      response_metadata: { next_cursor: '' },
    };
  },
};

/** https://docs.slack.dev/reference/methods/auth.test */
export const authTest: Method = {
  scopes: [],
  run({ store, token }) {
    const workspace = token.teamId ? store.workspaces.get(token.teamId) : undefined;
    const enterprise = token.enterpriseId ? store.enterprises.get(token.enterpriseId) : undefined;
    const domain = workspace?.domain ?? `${enterprise?.domain}.enterprise`;
    return {
      url: `https://${domain}.slack.com/`,
      team: workspace?.name ?? enterprise?.name,
      team_id: workspace?.id ?? enterprise?.id,
      user_id: token.userId,
      user: store.people.get(token.userId)?.name,
      ...(enterprise ? { enterprise_id: enterprise.id } : {}),
      is_enterprise_install: token.installation !== undefined && !token.teamId,
    };
  },
};

/** https://docs.slack.dev/reference/methods/team.info */
export const teamInfo: Method = {
  scopes: ['team:read'],
  run(call) {
    const id = argument(call, 'team') || (call.token.teamId ?? '');
    const workspace = call.store.workspaces.get(id);
    if (!workspace || !reaches(call.token, id)) throw new Refusal('team_not_found');
    return {
      team: { id, name: workspace.name, domain: workspace.domain, enterprise_id: workspace.enterpriseId },
    };
  },
};

/** https://docs.slack.dev/reference/methods/auth.teams.list: the workspaces that an organisation's app was granted. */
export const teamsList: Method = {
  scopes: [],
  run({ store, token }) {
    const teams = [...store.workspaces.values()].filter(({ id }) => reaches(token, id));
    return {
      teams: teams.map(({ id, name }) => ({ id, name })),
      response_metadata: { next_cursor: '' },
    };
  },
};

/** Members of the token's workspaces or its whole organisation, and strangers who share a channel with them. */
function isSeen(store: Store, token: Token, person: Person): boolean {
  if (teamsOf(person).some((team) => reaches(token, team))) return true;
  if (!token.teamId && !isStranger(store, token, person)) return true;
  return [...store.channels.values()].some(
    (channel) =>
      channel.members.has(person.id) &&
      [channel.teamId, ...channel.sharedWith].some((team) => reaches(token, team)),
  );
}

/** Of another organisation, or outside any organisation of another workspace. */
function isStranger(store: Store, { teamId, enterpriseId }: Token, person: Person): boolean {
  const home = (id: string) => store.workspaces.get(id)?.enterpriseId ?? id;
  const ours = enterpriseId ?? (teamId ? home(teamId) : '');
  return !teamsOf(person).some((team) => home(team) === ours);
}

function shown(store: Store, token: Token, person: Person, withLocale: boolean) {
  const enterpriseId = store.workspaces.get(person.teamId)?.enterpriseId;
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    real_name: person.realName,
    deleted: false,
    tz: person.tz,
    tz_offset: 0,
    is_bot: person.isBot ?? false,
    is_admin: person.isAdmin ?? false,
    is_restricted: person.isRestricted ?? false,
    is_ultra_restricted: false,
    is_stranger: isStranger(store, token, person),
    profile: { display_name: person.realName, real_name: person.realName },
    ...(withLocale ? { locale: person.locale } : {}),
    ...(enterpriseId
      ? { enterprise_user: { id: person.id, enterprise_id: enterpriseId, teams: [...teamsOf(person)] } }
      : {}),
  };
}
