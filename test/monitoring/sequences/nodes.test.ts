import { describe } from 'vitest';
import { min, play } from './play.ts';
import { backOff, chain, condition, object, pod, podConditions, running, status } from './real.ts';
import type { More } from './real.ts';

/** Nodes that go and are pressed, and the cluster as a whole. */
const node = (ready: string, since: number, more: More = {}, spec: More = {}) =>
  object(
    'Node',
    'node-1',
    {
      spec: { podCIDR: '10.244.1.0/24', providerID: 'aws:///x', ...spec },
      status: {
        capacity: { cpu: '4', memory: '16Gi', pods: '110' },
        nodeInfo: { kubeletVersion: 'v1.34.1' },
        conditions: [
          condition('MemoryPressure', 'False', -3600, { reason: 'KubeletHasSufficientMemory' }),
          condition('DiskPressure', 'False', -3600, { reason: 'KubeletHasNoDiskPressure' }),
          condition('PIDPressure', 'False', -3600, { reason: 'KubeletHasSufficientPID' }),
          condition('NetworkUnavailable', 'False', -3600, { reason: 'CalicoIsUp' }),
          condition('Ready', ready, since, {
            reason: ready === 'True' ? 'KubeletReady' : 'NodeStatusUnknown',
          }),
          ...Object.values(more),
        ] as More[],
      },
    },
    { namespace: '' },
  );
const down = 'node_not_ready/Node//node-1';

describe('nodes', () => {
  const pressed = (type: string) => ({
    at: 60,
    put: [node('True', -3600, { x: condition(type, 'True', 60, { reason: 'x' }) })],
  });
  play([
    {
      name: 'not ready for two minutes; its pods are counted under it',
      steps: [
        { at: 0, put: [node('True', -3600), ...chain('api'), pod('api-7d9-x')] },
        {
          at: 60,
          put: [
            node('Unknown', 60),
            pod('api-7d9-x', {
              containers: [status('app', backOff(5, 59))],
              status: { conditions: podConditions(false, 60) },
            }),
          ],
        },
      ],
      until: 2_400,
      tells: [`opened ${down} critical`],
      between: [180, 185],
    },
    {
      name: 'for ninety seconds, or only cordoned: quiet',
      steps: [
        { at: 0, put: [node('True', -3600)] },
        { at: 60, put: [node('False', 60)] },
        { at: 150, put: [node('True', 150)] },
        {
          at: 300,
          put: [
            node(
              'True',
              150,
              {},
              {
                unschedulable: true,
                taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
              },
            ),
          ],
        },
      ],
      until: 2_400,
    },
    {
      name: 'taken out of the cluster a minute after it fell silent: quiet',
      steps: [
        { at: 0, put: [node('True', -3600)] },
        { at: 60, put: [node('Unknown', 60)] },
        { at: 120, gone: [{ kind: 'Node', name: 'node-1' }] },
      ],
      until: 900,
    },
    ...['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'].map((type) => ({
      name: `${type} for ten minutes`,
      steps: [{ at: 0, put: [node('True', -3600)] }, pressed(type)],
      until: 900,
      tells: ['opened node_pressure/Node//node-1 high'],
      between: [min(11), min(11) + 5] as const,
    })),
    {
      name: 'pressure for nine minutes: quiet',
      steps: [
        { at: 0, put: [node('True', -3600)] },
        pressed('DiskPressure'),
        { at: 600, put: [node('True', -3600)] },
      ],
      until: 1_500,
    },
  ]);
});

describe('as a whole', () => {
  const crashing = (seconds: number, restarts: number) =>
    pod('api-7d9-x', { containers: [status('app', backOff(restarts, seconds - 1))] });
  const crashLoop = 'crash_loop/Deployment/shop/api';
  play([
    {
      name: 'while the cluster is silent nothing is over and nothing is new',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [crashing(60, 12)] },
        { at: 120, unreachable: true },
        {
          at: 121,
          put: [pod('api-7d9-x', { containers: [status('app', { restartCount: 12, ...running(121) })] })],
        },
        { at: 2_000, unreachable: false },
      ],
      until: 2_700,
      tells: [`opened ${crashLoop} high`, `resolved ${crashLoop} high`],
    },
    {
      name: 'a cluster whose clock is an hour ahead, or an hour behind',
      steps: [
        { at: 0, put: [node('True', -3600)] },
        { at: 5, aheadMs: 3_600_000 },
        { at: 60, put: [node('Unknown', 3_660)] },
        { at: 600, put: [node('True', 4_200)] },
        { at: 1_500, aheadMs: -3_600_000 },
        { at: 1_800, put: [node('Unknown', -1_800)] },
      ],
      until: 2_400,
      tells: [`opened ${down} critical`, `resolved ${down} critical`, `reopened ${down} critical`],
    },
    {
      name: 'our own clock set forward by an hour, and back: what is held stays held',
      steps: [
        { at: 0, put: [node('True', -3600)] },
        { at: 60, put: [node('Unknown', 60)] },
        { at: 90, ourClockMovedMs: 3_600_000 },
        { at: 150, put: [node('True', 150)] },
        { at: 300, ourClockMovedMs: -7_200_000 },
      ],
      until: 1_500,
    },
  ]);
});
