import type { AnyCommand } from '../contracts/command.ts';
import { clusters } from './clusters.ts';
import { deployCommand } from './deploy.ts';
import { deployments } from './deployments.ts';
import { describe } from './describe.ts';
import { events } from './events.ts';
import { usualPace } from './follow.ts';
import type { Pace } from './follow.ts';
import { logs } from './logs.ts';
import { namespaces } from './namespaces.ts';
import { nodes } from './nodes.ts';
import { pods } from './pods.ts';
import { restartCommand } from './restart.ts';
import { rollbackCommand } from './rollback.ts';
import { scaleCommand } from './scale.ts';

/** The Kubernetes commands; `pace` says how rollouts are followed. */
export function createKubernetesCommands(pace: Pace): readonly AnyCommand[] {
  return [
    clusters,
    namespaces,
    pods,
    deployments,
    events,
    nodes,
    describe,
    logs,
    restartCommand(pace),
    scaleCommand(pace),
    deployCommand(pace),
    rollbackCommand(pace),
  ];
}

export const kubernetesCommands: readonly AnyCommand[] = createKubernetesCommands(usualPace);
