import type { Simulation } from '../simulation.ts';
import { runCronJobs } from './cron-jobs.ts';
import { syncDaemonSets } from './daemon-sets.ts';
import { syncDeployments } from './deployments.ts';
import { syncEndpoints } from './endpoints.ts';
import { expireEvents } from './events.ts';
import { collectGarbage } from './garbage.ts';
import { advancePods } from './kubelet.ts';
import { syncReplicaSets } from './replica-sets.ts';
import { syncStatefulSets } from './stateful-sets.ts';

/** One step of the whole cluster: every controller looks once, and does what is next. */
export function step(simulation: Simulation): void {
  collectGarbage(simulation);
  advancePods(simulation);
  syncDeployments(simulation);
  syncReplicaSets(simulation);
  syncStatefulSets(simulation);
  syncDaemonSets(simulation);
  syncEndpoints(simulation);
  runCronJobs(simulation);
  expireEvents(simulation);
}
