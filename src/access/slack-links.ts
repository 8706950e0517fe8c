import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import { appendAudit } from '../database/tenant/audit/audit.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { findSlackUser } from '../database/tenant/slack/slack-identities.ts';
import { listInstallations } from '../database/tenant/slack/slack-installations.ts';
import {
  addSlackLink,
  findSlackLink,
  moveSlackUser,
  takeSlackLink,
} from '../database/tenant/slack/slack-links.ts';
import type { SlackLinkRow } from '../database/tenant/slack/slack-links.ts';
import { hashOfCode, makeCode, openByCode, tenantOfCode } from '../database/tenant-codes.ts';
import type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
import { recordAccountAct } from './account-acts.ts';

/** What a link is for: to join the Slack person to an account, or to sign in as who the Slack person is. */
export type SlackLinkPurpose = 'link' | 'signin';

/** The Slack person that a link is given to. */
export interface LinkedPerson {
  readonly homeTeamId: string;
  readonly slackUserId: string;
  readonly name: string;
  readonly locale: Locale;
}

/** A link as its page shows it: who asked for it, where, in which space. */
export interface ShownSlackLink {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly personName: string;
  /** The workspace or organisation. */
  readonly place: string;
  readonly locale: Locale;
}

/** Who confirms: an account of the tenant, on its own word. */
export interface Confirmer {
  readonly tenantId: number;
  readonly userId: number;
  readonly name: string;
  readonly surface: string;
  readonly requestId: string;
}

/**
 * Links that NOX gives privately in Slack to one person: single use, for some minutes, kept in the tenant's own
 * database by their hash. An equal e-mail address proves nothing; the holder of the account says it on their own word.
 */
export interface SlackLinks {
  /** Makes a link; returns its address. The person's earlier one for the same purpose is void. */
  offer(tenantId: number, person: LinkedPerson, purpose: SlackLinkPurpose): Promise<string>;
  /** What a link's page shows; undefined when the link is unknown, used or expired. */
  show(code: string, purpose: SlackLinkPurpose): Promise<ShownSlackLink | undefined>;
  /** Makes a link void, for whoever did not ask for it. */
  refuse(code: string): Promise<void>;
  /**
   * Joins the Slack person to the account that confirms. Errors: `action_expired` for a link that is no longer good or
   * of another tenant, without telling which; `conflict` where the space would lose its owner or last administrator.
   */
  confirm(code: string, by: Confirmer): Promise<ShownSlackLink>;
  /** Signs the Slack person in. Errors: `action_expired`. */
  signIn(code: string, requestId: string): Promise<{ readonly tenantId: number; readonly userId: number }>;
}

const lifetimeMs = { link: 15 * 60_000, signin: 10 * 60_000 };

/**
 * @param publicUrl where people reach NOX, without a slash at the end
 * @param joined told of a tenant in which two accounts became one
 */
export function createSlackLinks(
  databases: TenantDatabases,
  clock: Clock,
  publicUrl: string,
  joined: (tenantId: number) => void,
): SlackLinks {
  async function offer(tenantId: number, person: LinkedPerson, purpose: SlackLinkPurpose): Promise<string> {
    const database = await databases.open(tenantId);
    const code = makeCode(tenantId);
    const { homeTeamId, slackUserId, locale } = person;
    await addSlackLink(database, {
      codeHash: hashOfCode(code),
      purpose,
      homeTeamId,
      slackUserId,
      personName: person.name,
      place: await placeOf(database, homeTeamId),
      locale,
      expiresAt: new Date(clock.now().getTime() + lifetimeMs[purpose]),
    });
    return `${publicUrl}/slack/${purpose}/${code}`;
  }

  const open = (code: string) => openByCode(databases, code);

  async function shown(database: TenantDatabase, row: SlackLinkRow): Promise<ShownSlackLink> {
    const { name: tenantName } = await readTenant(database);
    const { personName, place, locale } = row;
    return { tenantId: database.tenantId, tenantName, personName, place, locale };
  }

  return {
    offer,
    async show(code, purpose) {
      const database = await open(code);
      const row = database && (await findSlackLink(database, hashOfCode(code), clock.now()));
      return database && row?.purpose === purpose ? shown(database, row) : undefined;
    },
    async refuse(code) {
      const database = await open(code);
      if (database) await takeSlackLink(database, hashOfCode(code), clock.now());
    },
    async confirm(code, by) {
      // Another tenant's door is not even opened.
      const database = tenantOfCode(code) === by.tenantId ? await open(code) : undefined;
      if (!database) throw new NoxError('action_expired', {}, expired);
      const found = await findSlackLink(database, hashOfCode(code), clock.now());
      if (found?.purpose !== 'link') throw new NoxError('action_expired', {}, expired);
      const row = await takeSlackLink(database, hashOfCode(code), clock.now());
      if (!row) throw new NoxError('action_expired', {}, expired);
      const refusal = await moveSlackUser(database, row.homeTeamId, row.slackUserId, by.userId);
      await appendAudit(database, {
        actorId: by.userId,
        actorName: by.name,
        surface: by.surface,
        command: 'link',
        target: `${row.place}/${row.slackUserId}`,
        outcome: refusal ?? 'ok',
        requestId: by.requestId,
      });
      if (refusal === 'inactive') throw new NoxError('unauthenticated');
      if (refusal) throw new NoxError('conflict', {}, { sentence: refusals[refusal] });
      joined(database.tenantId);
      return shown(database, row);
    },
    async signIn(code, requestId) {
      const database = await open(code);
      const found = database && (await findSlackLink(database, hashOfCode(code), clock.now()));
      if (!database || found?.purpose !== 'signin') throw new NoxError('action_expired', {}, expired);
      const row = await takeSlackLink(database, hashOfCode(code), clock.now());
      const known = row && (await findSlackUser(database, row.homeTeamId, row.slackUserId));
      if (!known?.user.active) throw new NoxError('action_expired', {}, expired);
      const from = { surface: 'web', requestId };
      await recordAccountAct(database, known.user, 'account sign in', from, 'slack link');
      return { tenantId: database.tenantId, userId: known.user.id };
    },
  };

  async function placeOf(database: TenantDatabase, homeTeamId: string): Promise<string> {
    const all = await listInstallations(database);
    const row =
      all.find((each) => each.teamId === homeTeamId) ??
      all.find((each) => each.isEnterpriseInstall && each.enterpriseId === homeTeamId);
    return row?.label ?? 'Slack';
  }
}

const expired = { sentence: 'account.link_expired' };
const refusals = { owner: 'people.owner_stays', last_admin: 'people.last_admin' } as const;
