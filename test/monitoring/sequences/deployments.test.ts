import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import { chain, condition, deployment, pod, podConditions } from './real.ts';
import type { More } from './real.ts';

/** Deployments that are short of pods, or do not get on. */
const available = (value: string, since: number) =>
  condition('Available', value, since, {
    reason: `MinimumReplicas${value === 'True' ? 'A' : 'Una'}vailable`,
  });
const progressing = (value: string, reason: string, since: number) =>
  condition('Progressing', value, since, { reason, lastUpdateTime: at(since) });
/** A Deployment of so many replicas of which some are ready. */
const short = (ready: number, conditions: More[], more: { spec?: More; status?: More } = {}) =>
  deployment('api', {
    spec: { replicas: 4, ...more.spec },
    status: { readyReplicas: ready, availableReplicas: ready, conditions, ...more.status },
  });
const whole = { at: 0, put: chain('api', '7d9', { spec: { replicas: 4 } }) };
const missing = 'replicas_missing/Deployment/shop/api';
const done = progressing('True', 'NewReplicaSetAvailable', -3600);

describe('Deployments', () => {
  play([
    {
      name: 'replicas that are missing for a quarter of an hour, then all of them',
      steps: [
        whole,
        { at: 60, put: [short(3, [available('True', -3600), done])] },
        { at: 2000, put: [short(0, [available('False', 2000), done])] },
      ],
      until: 2_100,
      tells: [`opened ${missing} warning`, `escalated ${missing} critical`],
      between: [min(16), min(16) + 5],
    },
    {
      name: 'missing for fourteen minutes, twice: quiet',
      steps: [60, 60 + min(20)].flatMap((seconds) => [
        { at: 0, put: whole.put },
        { at: seconds, put: [short(3, [available('True', -3600), done])] },
        { at: seconds + min(14), put: whole.put },
      ]),
      until: 3_600,
    },
    {
      name: 'a pod that failed days ago and lies about does not make a short dip a long one',
      steps: [
        {
          at: 0,
          put: [
            ...whole.put,
            pod('api-7d9-old', {
              status: {
                phase: 'Failed',
                reason: 'NodeShutdown',
                conditions: podConditions(false, -3 * 86_400),
              },
            }),
          ],
        },
        { at: 60, put: [short(3, [available('True', -3600), done])] },
        { at: 90, put: whole.put },
      ],
      until: 1_800,
    },
    {
      name: 'pods that may not be made',
      steps: [
        whole,
        {
          at: 60,
          put: [
            short(3, [
              available('True', -3600),
              done,
              condition('ReplicaFailure', 'True', 60, { reason: 'FailedCreate', message: 'exceeded quota' }),
            ]),
          ],
        },
      ],
      until: 1_200,
      tells: [`opened ${missing} warning`],
      cause: 'cause.replica_failure',
    },
    {
      name: 'a rollout that the cluster gave up on',
      steps: [
        whole,
        { at: 60, put: [short(4, [available('True', -3600), progressing('True', 'ReplicaSetUpdated', 60)])] },
        {
          at: 660,
          put: [short(3, [available('True', -3600), progressing('False', 'ProgressDeadlineExceeded', 660)])],
        },
      ],
      until: 3_000,
      tells: ['opened rollout_stuck/Deployment/shop/api high'],
      between: [660, 665],
    },
    {
      name: 'a slow rollout that goes on, with maxUnavailable: quiet',
      steps: [
        whole,
        ...[0, 1, 2, 3].map((i) => ({
          at: 60 + i * min(8),
          put: [
            short(3, [available('True', -3600), progressing('True', 'ReplicaSetUpdated', 60 + i * min(8))], {
              status: { updatedReplicas: i },
            }),
          ],
        })),
        { at: 60 + min(32), put: whole.put },
      ],
      until: 3_600,
    },
    {
      name: 'paused, scaled to zero, or not yet looked at by its controller: quiet',
      steps: [
        {
          at: 0,
          put: [
            short(4, [available('True', -3600), progressing('False', 'ProgressDeadlineExceeded', 0)], {
              spec: { paused: true },
            }),
            deployment('idle', { spec: { replicas: 0 } }),
            deployment('new', {
              spec: { replicas: 9 },
              status: { observedGeneration: 3, readyReplicas: 1 },
              metadata: { generation: 4 },
            }),
          ],
        },
      ],
      until: 3_600,
    },
    {
      name: 'scaled down: more are there than wanted, for a while',
      steps: [
        whole,
        { at: 60, put: [deployment('api', { spec: { replicas: 2 }, status: { readyReplicas: 4 } })] },
      ],
      until: 2_400,
    },
  ]);
});
