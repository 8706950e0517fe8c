import type { Cadence } from '../../core/report.ts';
import type { Reply } from '../../core/reply.ts';
import type { Locale } from '../../core/locale.ts';
import type { ReportContent, ReportRun, ReportSchedule } from '../../database/tenant/reports.ts';

/** Reports of one tenant, for its own commands. */
export interface Reports {
  /** The report as it would be written now. @param clusterIds empty: all */
  preview(
    cadence: Cadence,
    clusterIds: readonly number[],
    reader: { readonly locale: Locale; readonly timeZone: string },
  ): Promise<Reply>;
  /** Has a report written now, and waits a moment for it. */
  request(content: ReportContent, askedBy: number, signal: AbortSignal): Promise<ReportRun>;
  schedules(): Promise<readonly ReportSchedule[]>;
  /** @param atTime `08:00`, in the tenant's zone */
  schedule(
    content: ReportContent,
    atTime: string,
    createdBy: number,
  ): Promise<{ readonly id: number; readonly nextAt: Date }>;
  /** Errors: `not_found`. */
  unschedule(id: number): Promise<void>;
}
