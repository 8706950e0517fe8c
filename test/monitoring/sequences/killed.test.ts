import { describe } from 'vitest';
import { min, play } from './play.ts';
import { backOff, chain, ended, event, pod, podConditions, running, status, waiting } from './real.ts';
import { healthy, one, sidecar } from './beginnings.ts';

/** Containers that are killed, or are not what they seem. */
const oom = 'oom_killed/Deployment/shop/api';

describe('killed for want of memory', () => {
  play([
    {
      name: 'in lastState, of a container that runs again',
      steps: [healthy, one(60, { restartCount: 1, ...running(61), lastState: ended('OOMKilled', 137, 60) })],
      until: 300,
      tells: [`opened ${oom} warning`],
      between: [60, 65],
    },
    {
      name: 'in state, of an init container that is not started again',
      steps: [
        healthy,
        {
          at: 60,
          put: [
            pod('api-7d9-x', {
              spec: { restartPolicy: 'Never' },
              init: [status('migrate', { ready: false, state: ended('OOMKilled', 137, 60) })],
              containers: [status('app', { ready: false, started: false, ...waiting('PodInitializing') })],
              status: { phase: 'Failed' },
            }),
          ],
        },
      ],
      until: 300,
      tells: [`opened ${oom} warning`],
    },
    {
      name: 'a loop of it is one incident',
      steps: [
        healthy,
        one(60, { restartCount: 1, ...running(61), lastState: ended('OOMKilled', 137, 60) }),
        one(120, backOff(2, 119, 'OOMKilled', 137)),
        one(200, backOff(3, 199, 'OOMKilled', 137)),
      ],
      until: 600,
      tells: [`opened ${oom} warning`],
    },
    {
      name: 'the same kill, seen again after a resync and a long time, is not told again',
      steps: [
        healthy,
        one(60, { restartCount: 1, ...running(61), lastState: ended('OOMKilled', 137, 60) }),
        one(2400, { restartCount: 1, ...running(61), lastState: ended('OOMKilled', 137, 60) }),
        one(5000, { restartCount: 1, ...running(61), lastState: ended('OOMKilled', 137, 60) }),
      ],
      until: 7_000,
      tells: [`opened ${oom} warning`, `resolved ${oom} warning`],
    },
    {
      name: 'exit code 137 alone is a crash, not this',
      steps: [healthy, one(60, { restartCount: 1, ...running(61), lastState: ended('Error', 137, 60) })],
      until: 300,
      tells: ['opened crash/Deployment/shop/api info'],
    },
  ]);
});

describe('probes', () => {
  const unready = (since: number, more: object = {}) =>
    pod('api-7d9-x', {
      containers: [status('app', { ready: false })],
      status: { conditions: podConditions(false, since) },
      ...more,
    });
  play([
    {
      name: 'a probe that fails for a quarter of an hour',
      steps: [
        healthy,
        {
          at: 60,
          put: [unready(60), event(unready(60), 'Unhealthy', 'Readiness probe failed: HTTP 503', 60)],
        },
      ],
      until: 1_200,
      tells: ['opened not_ready/Deployment/shop/api warning'],
      between: [min(16), min(16) + 5],
      cause: 'cause.probe',
    },
    {
      name: 'for fourteen minutes: quiet',
      steps: [healthy, { at: 60, put: [unready(60)] }, { at: min(15), put: [pod('api-7d9-x')] }],
      until: 2_400,
    },
    {
      name: 'a sidecar (an init container that always restarts) whose probe fails',
      steps: [
        healthy,
        {
          at: 60,
          put: [
            pod('api-7d9-x', {
              spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
              init: [
                status('migrate', { ready: true, started: false, state: ended('Completed', 0, -3590) }),
                sidecar({ ready: false }),
              ],
              status: { conditions: podConditions(false, 60) },
            }),
          ],
        },
      ],
      until: 1_200,
      tells: ['opened not_ready/Deployment/shop/api warning'],
    },
    {
      name: 'init containers that are done, a sidecar that runs and a container for debugging that ended: quiet',
      steps: [
        {
          at: 0,
          put: [
            ...chain('api'),
            pod('api-7d9-x', {
              init: [
                status('migrate', { ready: true, started: false, state: ended('Completed', 0, -3590) }),
                sidecar(),
              ],
              status: {
                ephemeralContainerStatuses: [
                  status('debugger', { ready: false, state: ended('Error', 137, -10) }),
                ],
              },
            }),
          ],
        },
      ],
      until: 2_400,
    },
    {
      name: 'pods of Jobs serve nobody; one that is done is done',
      steps: [
        {
          at: 0,
          put: [
            pod('import-x', {
              owner: ['Job', 'import'],
              containers: [status('app', { ready: false })],
              status: { conditions: podConditions(false, 0) },
            }),
            pod('import-y', {
              owner: ['Job', 'import'],
              containers: [status('app', { ready: false, started: false, state: ended('Completed', 0, 0) })],
              status: { phase: 'Succeeded', conditions: podConditions(false, 0) },
            }),
          ],
        },
      ],
      until: 2_400,
    },
    {
      name: 'a rollout of many pods, each unready for a moment, is not a probe that fails',
      steps: [
        { at: 0, put: chain('api') },
        ...Array.from({ length: 30 }, (_, i) => [
          {
            at: i * 60 + 5,
            put: [
              pod(`api-7d9-${i}`, {
                created: i * 60,
                containers: [status('app', { ready: false, ...running(i * 60 + 5) })],
                status: { conditions: podConditions(false, i * 60) },
              }),
            ],
          },
          { at: i * 60 + 65, put: [pod(`api-7d9-${i}`, { created: i * 60 })] },
        ]).flat(),
      ],
      until: 2_400,
    },
  ]);
});
