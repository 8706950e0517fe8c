import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import {
  backOff,
  chain,
  condition,
  deployment,
  ended,
  object,
  pod,
  podConditions,
  running,
  status,
} from './real.ts';
import type { More } from './real.ts';

/** How grave it is, and how often that is said. */
const loop = 'crash_loop/Deployment/shop/api';
const nobody = (since: number) =>
  deployment('api', {
    status: {
      readyReplicas: undefined,
      availableReplicas: undefined,
      unavailableReplicas: 1,
      conditions: [condition('Available', 'False', since, { reason: 'MinimumReplicasUnavailable' })],
    },
  });
const crashing = (seconds: number, restarts: number, name = 'api-7d9-x') =>
  pod(name, {
    containers: [status('app', backOff(restarts, seconds - 1))],
    status: { conditions: podConditions(false, 60) },
  });

describe('severity', () => {
  play([
    {
      name: 'the only replica crashes: worse by its restarts, and at once when nobody is there for a quarter of an hour',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [nobody(60), crashing(60, 2)] },
        { at: 100, put: [crashing(100, 3)] },
        { at: 500, put: [crashing(500, 6)] },
      ],
      until: min(20),
      tells: [`opened ${loop} info`, `escalated ${loop} warning`, `escalated ${loop} critical`],
    },
    {
      name: 'a pod that takes the place of one that crashed often begins to count anew: not told twice',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [crashing(60, 12)] },
        {
          at: 300,
          gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-7d9-x' }],
          put: [crashing(300, 2, 'api-7d9-y')],
        },
        { at: 900, put: [crashing(900, 4, 'api-7d9-y')] },
        { at: 1_800, put: [crashing(1_800, 11, 'api-7d9-y')] },
      ],
      until: min(40),
      tells: [`opened ${loop} high`],
    },
    {
      name: 'what an old watch says once more does not change it',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [crashing(60, 12)] },
        { at: 65, put: [pod('api-7d9-x')] },
        { at: 66, put: [crashing(11, 3)] },
        { at: 67, put: [crashing(60, 12)] },
      ],
      until: min(10),
      tells: [`opened ${loop} high`],
    },
    {
      name: 'broken before NOX, mended, and broken again',
      steps: [
        { at: 0, put: [...chain('api'), crashing(0, 12)] },
        {
          at: 300,
          put: [
            pod('api-7d9-x', {
              containers: [
                status('app', { restartCount: 13, ...running(300), lastState: ended('Error', 1, -1, 'c12') }),
              ],
            }),
          ],
        },
        { at: 2_400, put: [crashing(2_400, 14)] },
      ],
      until: min(45),
      tells: [`baselined ${loop} high`, `resolved ${loop} high`, `reopened ${loop} high`],
    },
    {
      name: 'an out-of-memory loop of two hours is one, worse when its restarts or an hour say so',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        ...Array.from({ length: 18 }, (_, i) => ({
          at: 60 + i * 400,
          put: [
            pod('api-7d9-x', { containers: [status('app', backOff(i + 1, 59 + i * 400, 'OOMKilled', 137))] }),
          ],
        })),
        { at: 7_400, put: [pod('api-7d9-x')] },
      ],
      until: min(170),
      tells: [
        'opened oom_killed/Deployment/shop/api warning',
        'escalated oom_killed/Deployment/shop/api high',
        'resolved oom_killed/Deployment/shop/api high',
      ],
    },
    {
      name: 'no replicas are wanted: what its last rollout came to is of no matter',
      steps: [
        { at: 0, put: [deployment('api')] },
        {
          at: 60,
          put: [
            deployment('api', {
              spec: { replicas: 0 },
              status: {
                replicas: 0,
                readyReplicas: undefined,
                conditions: [
                  condition('Progressing', 'False', -99_999, { reason: 'ProgressDeadlineExceeded' }),
                ],
              },
            }),
          ],
        },
      ],
      until: min(20),
    },
  ]);
});

/** Pods that ended in ways that somebody or something wanted. */
describe('pods that went', () => {
  const went = (how: More) =>
    pod('api-7d9-a', { containers: [], status: { phase: 'Failed', conditions: [], ...how } });
  const target = (reason: string) => ({
    conditions: [condition('DisruptionTarget', 'True', 60, { reason })],
  });
  const ways: readonly (readonly [string, More])[] = [
    ['the node was shut down', { reason: 'Terminated', ...target('TerminationByKubelet') }],
    [
      'the node was shut down, as was said before',
      { reason: 'Shutdown', message: 'Node is shutting, evicting pods' },
    ],
    ['turned away by a node that shuts down', { reason: 'NodeShutdown' }],
    ['turned away for want of room', { reason: 'OutOfcpu' }],
    ['turned away for its affinity', { reason: 'NodeAffinity' }],
    ['cleared away after its node', target('DeletionByPodGC')],
    ['driven off by a taint', target('DeletionByTaintManager')],
  ];
  play(
    ways.map(([name, how]) => ({
      name: `${name}: quiet`,
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-a')] },
        { at: 60, put: [went(how), pod('api-7d9-b', { created: 60 })] },
      ],
      until: min(20),
    })),
  );
  play([
    {
      name: 'a node that goes for good: tainted, emptied, silent, gone: quiet',
      steps: [
        { at: 0, put: [node('True', -99), ...chain('api'), pod('api-7d9-a')] },
        {
          at: 60,
          put: [
            node('True', -99, true),
            pod('api-7d9-a', { metadata: { deletionTimestamp: at(90), deletionGracePeriodSeconds: 30 } }),
          ],
        },
        { at: 90, gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-7d9-a' }] },
        { at: 180, put: [node('Unknown', 180, true)] },
        { at: 290, gone: [{ kind: 'Node', name: 'node-1' }] },
      ],
      until: min(20),
    },
  ]);
});

function node(ready: string, since: number, isGoing = false) {
  return object(
    'Node',
    'node-1',
    {
      spec: isGoing ? { unschedulable: true, taints: [{ key: 'spot', effect: 'NoSchedule' }] } : {},
      status: { conditions: [condition('Ready', ready, since)] },
    },
    { namespace: '' },
  );
}
