import type { Announcer } from '../../core/announce.ts';
import type { Clock } from '../../core/clock.ts';
import type { Integration } from '../../core/integration.ts';
import type { Locale } from '../../core/locale.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { GithubClient } from '../../integrations/github/client.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { Translate } from '../../messages/translate.ts';
import type { LaneLog } from '../../jobs/lane.ts';

/** A ticket as it stands in its tool. */
export interface Filed {
  /** `PAY-12`, or an issue's number. */
  readonly ref: string;
  readonly url: string;
  readonly status: string;
}

/** A ticket, and what happened to it lately. */
export interface Looked extends Filed {
  readonly isDone: boolean;
  /** Its last comments, in plain words. */
  comments(): Promise<readonly string[]>;
}

/** What is written into a new ticket. */
export interface TicketDraft {
  readonly title: string;
  /** Paragraphs, lists of `- ` and code between ```. */
  readonly body: string;
  /** Tells this incident's ticket from all others. */
  readonly marker: string;
}

/** Hears into which status a ticket is being moved, before it is. */
export type Moving = (status: string) => Promise<void>;

/** Where tickets of one Jira project or GitHub repository are kept. Errors: NoxError `upstream_*`. */
export interface Desk {
  /** The ticket that carries a marker: for when it is not known whether creating it succeeded. */
  find(marker: string): Promise<Filed | undefined>;
  create(draft: TicketDraft): Promise<Filed>;
  look(ref: string): Promise<Looked>;
  comment(ref: string, text: string): Promise<void>;
  /** Ends a ticket; gives its status then, or undefined where there is no way to do so. */
  close(ref: string, moving: Moving): Promise<string | undefined>;
  reopen(ref: string, moving: Moving): Promise<string | undefined>;
}

/** A tenant's tools, to be closed after use. */
export interface Tools {
  list(): Promise<readonly Integration[]>;
  jira(name: string): Promise<{ readonly client: JiraClient }>;
  github(name: string): Promise<{ readonly client: GithubClient }>;
  close(): Promise<void>;
}
export type OpenTools = (tenant: TenantDatabase, signal: AbortSignal) => Tools;

/** What tickets need. */
export interface TicketDependencies {
  readonly openTools: OpenTools;
  readonly announcer: Announcer;
  readonly messages: (locale: Locale) => Translate;
  readonly clock: Clock;
  /** Something else was put into a tenant's outbox. */
  readonly collect: (tenantId: number) => void;
  readonly log: LaneLog;
}
