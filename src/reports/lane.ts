import { createLane } from '../jobs/lane.ts';
import type { Lane, Sender } from '../jobs/lane.ts';
import { sendTell } from './tell.ts';
import type { ReportDependencies } from './types.ts';
import { sendWrite } from './write.ts';

/** The way out of reports: into Notion, then into Slack. */
export function createReportLane(dependencies: ReportDependencies): Lane {
  const senders: Readonly<Record<string, Sender>> = {
    report_write: (sending) => sendWrite(dependencies, sending),
    report_tell: (sending) => sendTell(dependencies, sending),
  };
  return createLane('reports', senders, dependencies);
}
