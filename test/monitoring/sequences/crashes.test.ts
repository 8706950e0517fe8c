import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { play } from './play.ts';
import { backOff, chain, condition, ended, event, pod, running, status, waiting } from './real.ts';
import { healthy, one, sidecar } from './beginnings.ts';

/** Containers that crash. */
const crashLoop = 'crash_loop/Deployment/shop/api';
const crash = 'crash/Deployment/shop/api';
/** It runs again after a crash; whether it came right is not known yet. */
const crashedOnce = (seconds: number, restarts: number, finished = seconds) =>
  one(seconds, {
    restartCount: restarts,
    ...running(seconds + 1),
    lastState: ended('Error', 1, finished, `c${restarts}`),
  });

describe('crashes', () => {
  play([
    {
      name: 'a loop is told from its second restart on, and worse at three, ten and fifty',
      steps: [
        healthy,
        one(60, backOff(1, 59)),
        one(90, backOff(2, 89)),
        one(150, backOff(3, 149)),
        one(1200, backOff(10, 1199)),
        one(9000, backOff(50, 8999)),
      ],
      until: 9_060,
      tells: [
        `opened ${crashLoop} info`,
        `escalated ${crashLoop} warning`,
        `escalated ${crashLoop} high`,
        `escalated ${crashLoop} critical`,
      ],
      between: [90, 95],
    },
    {
      name: 'back-off that grows to five minutes is one incident, over when the container has run for long',
      steps: [
        healthy,
        ...[60, 90, 150, 270, 510, 810, 1110].flatMap((seconds, restarts) => [
          one(seconds, backOff(restarts + 2, seconds - 1)),
          one(seconds + 25 * Math.min(8, restarts + 1), {
            ready: false,
            restartCount: restarts + 3,
            ...running(seconds + 25),
            lastState: ended('Error', 1, seconds - 1, `c${restarts}`),
          }),
        ]),
        one(1410, { restartCount: 9, ...running(1410), lastState: ended('Error', 1, 1109) }),
      ],
      until: 4_000,
      tells: [`opened ${crashLoop} info`, `escalated ${crashLoop} warning`, `resolved ${crashLoop} warning`],
    },
    {
      name: 'a container that ends well again and again is a loop too',
      steps: [healthy, one(60, backOff(2, 59, 'Completed', 0)), one(90, backOff(3, 89, 'Completed', 0))],
      until: 300,
      tells: [`opened ${crashLoop} info`, `escalated ${crashLoop} warning`],
    },
    {
      name: 'an init container that crashes, and one beside the app',
      steps: [
        healthy,
        {
          at: 60,
          put: [
            pod('api-7d9-x', {
              init: [status('migrate', backOff(4, 59))],
              containers: [
                status('app', { ready: false, started: false, ...waiting('PodInitializing') }),
                sidecar({ ready: false, started: false, ...waiting('PodInitializing') }),
              ],
              status: { phase: 'Pending' },
            }),
          ],
        },
      ],
      until: 300,
      tells: [`opened ${crashLoop} warning`],
    },
    {
      name: 'an init container that crashes is no stuck ContainerCreating, whatever was mounted late at first',
      steps: [
        healthy,
        {
          at: 30,
          put: [event(pod('api-7d9-x'), 'FailedMount', 'failed to sync configmap cache: timed out', 20)],
        },
        {
          at: 60,
          put: [
            pod('api-7d9-x', {
              init: [status('migrate', backOff(1, 59))],
              containers: [status('app', { ready: false, started: false, ...waiting('PodInitializing') })],
              status: { phase: 'Pending' },
            }),
          ],
        },
      ],
      until: 900,
    },
    {
      name: 'one crash without back-off',
      steps: [healthy, one(60, { restartCount: 1, ...running(61), lastState: ended('Error', 2, 60) })],
      until: 1_500,
      tells: [`opened ${crash} info`, `resolved ${crash} info`],
      between: [60, 65],
    },
    {
      name: 'a first crash grows into a loop: one incident, over a quarter of an hour after the last crash',
      steps: [
        healthy,
        crashedOnce(60, 1),
        one(90, backOff(1, 89)),
        crashedOnce(100, 2, 89),
        one(130, backOff(2, 129)),
        crashedOnce(150, 3, 129),
        one(170, backOff(3, 169)),
        crashedOnce(210, 4, 169),
      ],
      until: 1_100,
      tells: [`opened ${crash} info`, `escalated ${crashLoop} warning`, `resolved ${crashLoop} warning`],
      between: [60, 65],
    },
    {
      name: 'a loop between two back-offs still explains its service, and its rollout',
      steps: [
        healthy,
        one(60, backOff(4, 59)),
        crashedOnce(100, 5, 59),
        {
          at: 105,
          put: [
            ...chain('api', '7d9', {
              status: {
                conditions: [condition('Progressing', 'False', 105, { reason: 'ProgressDeadlineExceeded' })],
              },
            }),
          ],
        },
      ],
      until: 300,
      tells: [`opened ${crashLoop} warning`, `escalated ${crashLoop} high`],
    },
    {
      name: 'one restart after a clean end is quiet, and so is one back-off',
      steps: [
        healthy,
        one(60, { restartCount: 1, ...running(61), lastState: ended('Completed', 0, 60) }),
        one(600, { ...backOff(1, 599, 'Completed', 0) }),
      ],
      until: 900,
    },
    {
      name: 'a node that was started again took its containers along: they did not crash',
      steps: [healthy, one(60, { restartCount: 1, ...running(61), lastState: ended('Unknown', 255, 60) })],
      until: 900,
    },
    {
      name: 'a crash of long ago, which lastState tells of for ever, is quiet',
      steps: [
        one(0, {}),
        one(60, { restartCount: 7, ...running(-5 * 3600), lastState: ended('Error', 1, -5 * 3600) }),
      ],
      until: 900,
    },
    {
      name: 'a Job tries again by design',
      steps: [
        {
          at: 0,
          put: [
            pod('import-x', {
              owner: ['Job', 'import'],
              spec: { restartPolicy: 'OnFailure' },
              containers: [
                status('app', { restartCount: 1, ...running(5), lastState: ended('Error', 1, 4) }),
              ],
            }),
          ],
        },
        {
          at: 100,
          put: [
            pod('import-y', {
              owner: ['Job', 'import'],
              spec: { restartPolicy: 'Never' },
              containers: [status('app', { ready: false, state: ended('Error', 1, 100) })],
              status: { phase: 'Failed' },
            }),
          ],
        },
      ],
      until: 900,
    },
    {
      name: 'containers of a pod that is being taken away may end as they like',
      steps: [
        healthy,
        {
          at: 60,
          put: [
            pod('api-7d9-x', {
              metadata: { deletionTimestamp: at(90), deletionGracePeriodSeconds: 30 },
              containers: [status('app', { ready: false, state: ended('Error', 143, 60) })],
            }),
          ],
        },
        { at: 91, gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-7d9-x' }] },
      ],
      until: 900,
    },
  ]);
});
