import type { Identified, SlackIdentities } from '../../../../src/access/slack-identity.ts';
import type { Tenant } from '../../../../src/core/actor.ts';
import type { Clock } from '../../../../src/core/clock.ts';
import { NoxError } from '../../../../src/core/errors.ts';
import type { TenantType } from '../../../../src/core/roles.ts';
import type { EventInbox } from '../../../../src/tenancy/event-inbox.ts';
import type {
  SlackInstallationRecord,
  SlackInstallations,
  SlackKey,
} from '../../../../src/tenancy/slack-installations.ts';
import type { SlackVisits } from '../../../../src/tenancy/slack-visits.ts';
import type { BrowserStates } from '../../../../src/tenancy/browser-states.ts';
import type { InstallIntent } from '../../../../src/tenancy/slack-onboarding.ts';

/** The route of an installation as one word. */
export function routeOf(key: SlackKey): string {
  return key.isEnterpriseInstall ? `org:${key.enterpriseId}` : `team:${key.teamId}`;
}

/** Installations in memory, by the contract's words. */
export function memoryInstallations(): SlackInstallations & {
  add(tenantId: number, record: SlackInstallationRecord): void;
  keysOf(tenantId: number): readonly SlackKey[];
} {
  const held = new Map<string, { tenantId: number; record: SlackInstallationRecord }>();
  let lock: Promise<unknown> = Promise.resolve();
  const find = (key: SlackKey) =>
    (key.teamId && !key.isEnterpriseInstall ? held.get(`team:${key.teamId}`) : undefined) ??
    (key.enterpriseId ? held.get(`org:${key.enterpriseId}`) : undefined);
  const add = (tenantId: number, record: SlackInstallationRecord) =>
    void held.set(routeOf(record.key), { tenantId, record });
  return {
    add,
    keysOf: (tenantId) =>
      [...held.values()].flatMap((each) => (each.tenantId === tenantId ? [each.record.key] : [])),
    findTenant: async (key) => find(key)?.tenantId,
    holder: async (key) => held.get(routeOf(key))?.tenantId,
    async save(tenantId, record) {
      const holder = held.get(routeOf(record.key));
      if (holder && holder.tenantId !== tenantId)
        throw new NoxError('conflict', {}, { sentence: 'slack.install.team_taken' });
      add(tenantId, record);
    },
    saveUser: async () => {},
    noteWelcome: async () => {},
    async load(tenantId, key) {
      const found = find(key);
      return found?.tenantId === tenantId ? { ...structuredClone(found.record), user: undefined } : undefined;
    },
    list: async () => [],
    async remove(key, at, slackUserIds) {
      const found = held.get(routeOf(key));
      if (found && !slackUserIds && found.record.installedAt <= at) held.delete(routeOf(key));
    },
    async refresh(tenantId, key, change) {
      const run = lock.then(async () => {
        const found = find(key);
        if (found?.tenantId !== tenantId) return undefined;
        const bot = await change(found.record);
        if (bot) found.record = { ...found.record, bot };
        return found.record;
      });
      lock = run.catch(() => {});
      return run;
    },
  };
}

/** Events in memory; `forget` plays the crash: what was received stays unfinished. */
export function memoryInbox(): EventInbox & { readonly kept: Map<string, string | undefined> } {
  const kept = new Map<string, string | undefined>();
  return {
    kept,
    async receive(tenantId, eventId, body) {
      if (kept.has(`${tenantId}:${eventId}`)) return 'seen';
      kept.set(`${tenantId}:${eventId}`, body);
      return 'new';
    },
    async done(tenantId, eventId) {
      kept.set(`${tenantId}:${eventId}`, undefined);
    },
    async unfinished() {
      return [...kept].flatMap(([key, body]) => {
        const [tenantId = '', eventId = ''] = key.split(':');
        return body === undefined ? [] : [{ tenantId: Number(tenantId), eventId, body }];
      });
    },
  };
}

/** Identities in memory: whoever is a member is made an actor, of a freelance tenant only who is listed. */
export function memoryIdentities(
  types: ReadonlyMap<number, TenantType>,
  keysOf: (tenantId: number) => readonly SlackKey[],
): SlackIdentities & {
  readonly users: Map<string, number>;
} {
  const users = new Map<string, number>();
  return {
    users,
    async identify(tenantId, person, profile): Promise<Identified> {
      const type = types.get(tenantId) ?? 'enterprise';
      const tenant: Tenant = {
        id: tenantId,
        type,
        name: `tenant ${tenantId}`,
        locale: 'fr',
        timeZone: 'Europe/Paris',
      };
      const key = `${tenantId}/${person.homeTeamId}/${person.slackUserId}`;
      let locale: 'fr' | 'en' = 'fr';
      if (!users.has(key)) {
        const found = await profile();
        const belongs = keysOf(tenantId).some(
          (key) =>
            (key.teamId !== undefined && key.teamId === found.homeTeamId) ||
            (key.enterpriseId !== undefined && key.enterpriseId === found.homeEnterpriseId),
        );
        if (found.isOutsider || !belongs)
          return { kind: 'refused', reason: 'outsider', owner: undefined, tenant, locale, person: undefined };
        if (type === 'freelance') {
          const { homeTeamId, slackUserId } = person;
          const refused = { homeTeamId, slackUserId, name: found.name };
          return { kind: 'refused', reason: 'uninvited', owner: 'Marie', tenant, locale, person: refused };
        }
        if (found.locale?.startsWith('en')) locale = 'en';
        users.set(key, users.size + 1);
      }
      const slack = { teamId: person.homeTeamId, userId: person.slackUserId, channelId: person.channelId };
      const userId = users.get(key) ?? 0;
      const actor = {
        userId,
        name: person.slackUserId,
        role: 'developer',
        locale,
        timeZone: 'Europe/Paris',
        surface: 'slack',
        slack,
      } as const;
      return { kind: 'actor', tenant, actor };
    },
  };
}

/** Install states in memory: single use, bound to the browser. */
export function memoryStates<Intent = InstallIntent>(): BrowserStates<Intent> {
  const begun = new Map<string, { intent: Intent; browser: string }>();
  return {
    async begin(intent, browser) {
      const state = `state-${begun.size}`;
      begun.set(state, { intent, browser });
      return state;
    },
    async finish(state, browser) {
      const found = begun.get(state);
      if (!found || found.browser !== browser) return undefined;
      begun.delete(state);
      return found.intent;
    },
  };
}

/** A clock that stands still until it is set. */
export function stillClock(): Clock & { set(date: Date): void } {
  let now = new Date();
  return { now: () => now, set: (date) => void (now = date) };
}

/** Visits by way of installations in memory; who is known is the identities' own affair. */
export function memoryVisits(installations: SlackInstallations): SlackVisits {
  return {
    async enter(key, _who, reached) {
      const tenantId = await installations.findTenant(key);
      if (tenantId === undefined) return undefined;
      reached(tenantId);
      const record = await installations.load(tenantId, key);
      const settings = { name: `tenant ${tenantId}`, locale: 'fr', timeZone: 'Europe/Paris' } as const;
      return record && { tenantId, installed: record.key, settings, people: [], tools: [], rules: [] };
    },
  };
}
