import { autoscalerAtMaximum, autoscalerBlind } from './autoscaler.ts';
import { certificateExpiring } from './certificate.ts';
import { containerConfig } from './container-config.ts';
import { containerCreating } from './container-creating.ts';
import { crash } from './crash.ts';
import { crashLoop } from './crash-loop.ts';
import { cronJobMissed } from './cronjob-missed.ts';
import { daemonSetDegraded } from './daemon-set.ts';
import type { Detector } from './detector.ts';
import { disruptionBudgetBlocked } from './disruption-budget.ts';
import { evicted } from './evicted.ts';
import { imagePull } from './image-pull.ts';
import { jobFailed } from './job-failed.ts';
import { noEndpoints } from './no-endpoints.ts';
import { nodeNotReady, nodePressure } from './node.ts';
import { notReady } from './not-ready.ts';
import { oomKilled } from './oom-killed.ts';
import { quotaNearlyFull } from './quota.ts';
import { replicasMissing } from './replicas-missing.ts';
import { rolloutStuck } from './rollout-stuck.ts';
import { statefulSetDegraded } from './stateful-set.ts';
import { stuckTerminating } from './stuck-terminating.ts';
import { unschedulable } from './unschedulable.ts';
import { claimLost, claimPending, volumeFailed } from './volumes.ts';

/** Every condition that is looked for in a cluster. That a cluster does not answer is seen by the watch itself. */
export const detectors: readonly Detector[] = [
  crashLoop,
  crash,
  oomKilled,
  imagePull,
  containerConfig,
  containerCreating,
  unschedulable,
  notReady,
  evicted,
  stuckTerminating,
  rolloutStuck,
  replicasMissing,
  statefulSetDegraded,
  daemonSetDegraded,
  jobFailed,
  cronJobMissed,
  autoscalerBlind,
  autoscalerAtMaximum,
  nodeNotReady,
  nodePressure,
  claimPending,
  claimLost,
  volumeFailed,
  noEndpoints,
  quotaNearlyFull,
  disruptionBudgetBlocked,
  certificateExpiring,
];
