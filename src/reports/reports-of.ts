import { setTimeout as pause } from 'node:timers/promises';
import { NoxError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import type { Cadence } from '../core/report.ts';
import type { Reply } from '../core/reply.ts';
import {
  addReportSchedule,
  findReportRun,
  listReportSchedules,
  removeReportSchedule,
  wantReport,
} from '../database/tenant/reports.ts';
import type { ReportContent, ReportRun, ReportSchedule } from '../database/tenant/reports.ts';
import { readTenant } from '../database/tenant/settings.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';
import { composeSections, titleOf } from './compose.ts';
import { gatherReport } from './gather.ts';
import { nextReportAt, periodUpTo } from './periods.ts';
import { mainPicture } from './pictures.ts';
import { previewOf } from './render.ts';
import type { ReportDependencies } from './types.ts';

/** How long a person waits for the report that they asked for, before they are told that it is on its way. */
const waits = { times: 40, everyMs: 100 };

/** What reports need for commands. */
export interface ReportMeans extends Pick<ReportDependencies, 'clock' | 'collect' | 'messages' | 'log'> {
  /** When a tenant's next report is due has changed. */
  readonly wake: (tenantId: number) => Promise<void>;
}

/** Reports of one tenant, for its own commands. */
export function reportsOf(tenant: TenantDatabase, { clock, collect, messages, log, wake }: ReportMeans) {
  return {
    /** The report as it would be written now. */
    async preview(
      cadence: Cadence,
      clusterIds: readonly number[],
      reader: { readonly locale: Locale; readonly timeZone: string },
    ): Promise<Reply> {
      const now = clock.now();
      const writing = { ...reader, t: messages(reader.locale) };
      const data = await gatherReport(tenant, clusterIds, periodUpTo(cadence, now), reader.timeZone, now);
      const title = titleOf(writing, cadence, data, 0);
      const sections = composeSections(writing, data);
      const picture = await mainPicture(sections, log);
      return previewOf(title, sections, picture, writing.t('report.preview_note'));
    },
    /** Has a report written now, and waits a moment for it. */
    async request(content: ReportContent, askedBy: number, signal: AbortSignal): Promise<ReportRun> {
      const now = clock.now();
      const { start, end } = periodUpTo(content.cadence, now);
      const period = { scheduleId: null, periodStart: start, periodEnd: end };
      const run = await tenant.db.transaction((transaction) =>
        wantReport(transaction, tenant.tenantId, { ...content, ...period, askedBy, createdAt: now }),
      );
      if (!run) throw new Error('the report was not wanted');
      collect(tenant.tenantId);
      for (let times = 0; ; times++) {
        const found = (await findReportRun(tenant, run.id)) ?? run;
        if (found.state !== 'wanted' || times >= waits.times) return found;
        await pause(waits.everyMs, undefined, { signal });
      }
    },
    schedules: (): Promise<ReportSchedule[]> => listReportSchedules(tenant.db),
    /** @param atTime `08:00`, in the tenant's zone */
    async schedule(
      content: ReportContent,
      atTime: string,
      createdBy: number,
    ): Promise<{ readonly id: number; readonly nextAt: Date }> {
      const { timeZone } = await readTenant(tenant);
      const now = clock.now();
      const nextAt = nextReportAt(content.cadence, atTime, timeZone, now);
      const id = await addReportSchedule(tenant, { ...content, atTime, nextAt, createdBy, createdAt: now });
      await wake(tenant.tenantId);
      return { id, nextAt };
    },
    /** Errors: `not_found`. */
    async unschedule(id: number): Promise<void> {
      if (!(await removeReportSchedule(tenant, id)))
        throw new NoxError('not_found', { kind: 'kind.report_schedule', name: id });
    },
  };
}
