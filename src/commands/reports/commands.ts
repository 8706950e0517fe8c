import type { AnyCommand } from '../contracts/command.ts';
import { reportNow } from './now.ts';
import { reportPreview } from './preview.ts';
import { reportSchedule, reportSchedules, reportUnschedule } from './schedule.ts';

/** What can be said about reports. */
export const reportCommands: readonly AnyCommand[] = [
  reportNow,
  reportPreview,
  reportSchedule,
  reportSchedules,
  reportUnschedule,
];
