import { describe } from 'vitest';
import { min, play } from './play.ts';
import { backOff, chain, condition, deployment, ended, object, pod, running, status } from './real.ts';

/** NOX is started again in the middle of something, or sees a part of the cluster alone. */
const node = (ready: 'True' | 'Unknown', since: number) =>
  object(
    'Node',
    'node-1',
    { spec: {}, status: { conditions: [condition('Ready', ready, since)] } },
    { namespace: '' },
  );
const down = 'node_not_ready/Node//node-1';
const loop = 'crash_loop/Deployment/shop/api';
const short = (isShort: boolean) =>
  deployment('api', {
    spec: { replicas: 3 },
    status: isShort ? { readyReplicas: 1, conditions: [condition('Available', 'False', 60)] } : {},
  });
const quota = (used: string) =>
  object('ResourceQuota', 'team', { status: { hard: { pods: '10' }, used: { pods: used } } });
const looping = (seconds: number, restarts: number) =>
  pod('api-7d9-x', { containers: [status('app', backOff(restarts, seconds - 1))] });

describe('restarts of NOX', () => {
  play([
    {
      name: 'in the middle of a hold that the cluster tells the beginning of: told in time',
      steps: [
        { at: 0, put: [short(false)] },
        { at: 60, put: [short(true)] },
        { at: 700, restarted: true },
      ],
      until: min(30),
      tells: ['opened replicas_missing/Deployment/shop/api warning'],
      between: [960, 965],
    },
    {
      name: 'in the middle of a hold that nothing tells the beginning of, twice: told in time all the same',
      steps: [
        { at: 0, put: [quota('5')] },
        { at: 60, put: [quota('10')] },
        { at: 400, restarted: true },
        { at: 700, restarted: true },
      ],
      until: min(30),
      tells: ['opened quota_nearly_full/ResourceQuota/shop/team warning'],
      between: [960, 965],
    },
    {
      name: 'while something stands, between two crashes, and twice: nothing is told again, its consequences neither',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [short(true), looping(60, 12)] },
        {
          at: 1_200,
          restarted: true,
          put: [
            pod('api-7d9-x', {
              containers: [
                status('app', {
                  ready: false,
                  restartCount: 13,
                  ...running(1_200),
                  lastState: ended('Error', 1, 900, 'c12'),
                }),
              ],
            }),
          ],
        },
        { at: 1_230, put: [looping(1_230, 13)] },
        { at: 1_300, restarted: true },
      ],
      until: min(40),
      tells: [`opened ${loop} high`],
    },
    {
      name: 'in the quiet time before something is over; and what was mended meanwhile',
      steps: [
        { at: 0, put: [node('True', -99)] },
        { at: 60, put: [node('Unknown', 60)] },
        { at: 400, put: [node('True', 400)] },
        { at: 460, restarted: true },
        { at: 3_000, put: [node('Unknown', 3_000)] },
        { at: 3_300, put: [node('True', 3_300)], restarted: true },
      ],
      until: min(70),
      tells: [
        `opened ${down} critical`,
        `resolved ${down} critical`,
        `opened ${down} critical`,
        `resolved ${down} critical`,
      ],
    },
    {
      name: 'while something flaps: it is known to',
      steps: [
        { at: 0, put: [node('True', -99)] },
        ...[0, 1, 2, 3, 4].flatMap((turn) => [
          { at: 60 + turn * 600, put: [node('Unknown', 60 + turn * 600)], restarted: true },
          { at: 260 + turn * 600, put: [node('True', 260 + turn * 600)] },
        ]),
      ],
      until: min(70),
      tells: [
        'opened',
        'resolved',
        'reopened',
        'resolved',
        'reopened',
        'resolved',
        'reopened',
        'resolved',
      ].map((kind) => `${kind} ${down} critical`),
    },
    {
      name: 'long after a kill that lastState still tells of',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        {
          at: 60,
          put: [
            pod('api-7d9-x', {
              containers: [
                status('app', { restartCount: 1, ...running(61), lastState: ended('OOMKilled', 137, 59) }),
              ],
            }),
          ],
        },
        { at: 120, restarted: true },
        { at: 4_000, restarted: true },
      ],
      until: min(80),
      tells: ['opened', 'resolved'].map((kind) => `${kind} oom_killed/Deployment/shop/api warning`),
    },
    {
      name: 'a part of the cluster is not seen: nothing ends, and a node that is back hides nothing',
      steps: [
        { at: 0, put: [node('True', -99), ...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [node('Unknown', 60)] },
        { at: 500, partly: true },
        { at: 660, put: [node('True', 660)] },
        { at: 700, put: [looping(700, 5)] },
      ],
      until: min(30),
      tells: [`opened ${down} critical`, `opened ${loop} warning`],
      between: [180, 185],
    },
  ]);
});
