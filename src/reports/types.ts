import type { Announcer } from '../core/announce.ts';
import type { Clock } from '../core/clock.ts';
import type { Integration } from '../core/integration.ts';
import type { Locale } from '../core/locale.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import type { NotionClient } from '../integrations/notion/client.ts';
import type { LaneLog } from '../jobs/lane.ts';
import type { Translate } from '../messages/translate.ts';

/** A tenant's tools, to be closed after use. */
export interface Tools {
  list(): Promise<readonly Integration[]>;
  notion(name: string): Promise<{ readonly client: NotionClient }>;
  close(): Promise<void>;
}

/** What reports need. */
export interface ReportDependencies {
  readonly openTools: (tenant: TenantDatabase, signal: AbortSignal) => Tools;
  /** Undefined where NOX is in no Slack. */
  readonly announcer: () => Announcer | undefined;
  readonly messages: (locale: Locale) => Translate;
  readonly clock: Clock;
  /** Something was put into a tenant's outbox. */
  readonly collect: (tenantId: number) => void;
  readonly log: LaneLog;
}
