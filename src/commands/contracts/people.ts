import type { SlackLinkPurpose } from '../../access/slack-links.ts';
import type { Role } from '../../core/roles.ts';

/** A person of the tenant. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly email: string | undefined;
  readonly role: Role;
  readonly active: boolean;
  /** The integrations that a guest reaches, by id; undefined: all. */
  readonly only: readonly number[] | undefined;
  readonly accessUntil: Date | undefined;
  readonly slackUserIds: readonly string[];
}

/** One line of the audit log. */
export interface AuditEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly actorName: string;
  readonly surface: string;
  readonly command: string;
  readonly target: string;
  readonly outcome: string;
}

/** What a guest reaches and for how long; undefined: everything, without end. */
export interface GuestLimits {
  readonly only: readonly number[] | undefined;
  readonly until: Date | undefined;
}

/** People and audit of one tenant, for the tenant's own commands. */
export interface People {
  list(): Promise<readonly Person[]>;
  /** Changes a role. Errors: `not_found`; `conflict` for the last admin, the owner, or a role of the other tenant type. */
  setRole(slackUserId: string, role: Role): Promise<Person>;
  /**
   * Makes a person of this workspace a member (freelance: viewer), with or without limits; a viewer who is one already
   * gets these limits instead of theirs. Errors: `conflict` when already a member otherwise.
   */
  invite(slackUserId: string, role: Role, limits: GuestLimits): Promise<Person>;
  /** An address for the actor alone, to join their Slack identity to an account or to sign in. Errors: `bad_input` outside Slack. */
  ownLink(purpose: SlackLinkPurpose): Promise<string>;
  audit(limit: number): Promise<readonly AuditEntry[]>;
  /** Verifies the chain; the first broken sequence number, or undefined. */
  verifyAudit(): Promise<number | undefined>;
}
