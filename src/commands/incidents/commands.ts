import type { AnyCommand } from '../contracts/command.ts';
import { alerts, alertsHere, alertsOff, alertsTest } from './alerts.ts';
import { incident } from './incident.ts';
import { incidents } from './list.ts';
import { monitorCertificates, monitorStatus } from './monitor.ts';
import { silences, unsilence } from './silences.ts';

/** What can be said about incidents, in the order in which help lists it. */
export const incidentCommands: readonly AnyCommand[] = [
  incidents,
  incident,
  silences,
  unsilence,
  alerts,
  alertsHere,
  alertsOff,
  alertsTest,
  monitorStatus,
  monitorCertificates,
];
