import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import { chain, condition, ended, object, pod, status } from './real.ts';
import type { More } from './real.ts';
import { first } from './beginnings.ts';

/** Pods that find no place, and pods that leave theirs. */
describe('no place', () => {
  const unplaced = (message: string, reason = 'Unschedulable', more: object = {}) =>
    pod('api-7d9-x', {
      created: 0,
      spec: { nodeName: undefined, ...more },
      containers: [],
      status: {
        phase: 'Pending',
        containerStatuses: undefined,
        conditions: [condition('PodScheduled', 'False', 10, { reason, message })],
      },
    });
  const end = 'preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling.';
  const causes: [string, string][] = [
    ['0/6 nodes are available: 6 Insufficient cpu.', 'cause.cpu'],
    ['0/6 nodes are available: 2 Insufficient cpu, 5 Insufficient memory.', 'cause.memory'],
    ['0/6 nodes are available: 6 node(s) had untolerated taint {dedicated: gpu}.', 'cause.taint'],
    ['0/6 nodes are available: 6 node(s) had untolerated taint(s).', 'cause.taint'],
    ["0/6 nodes are available: 6 node(s) didn't match Pod's node affinity/selector.", 'cause.affinity'],
    ["0/6 nodes are available: 6 node(s) didn't match pod anti-affinity rules.", 'cause.affinity'],
    ["0/6 nodes are available: 6 node(s) didn't match pod topology spread constraints.", 'cause.affinity'],
    [
      '0/6 nodes are available: 4 node(s) had volume node affinity conflict, 2 Insufficient cpu.',
      'cause.volume',
    ],
    ['0/6 nodes are available: pod has unbound immediate PersistentVolumeClaims.', 'cause.volume'],
    ['0/6 nodes are available: persistentvolumeclaim "data" not found.', 'cause.volume'],
    ['0/6 nodes are available: 6 node(s) exceed max volume count.', 'cause.volume'],
    ['0/6 nodes are available: 6 node(s) were unschedulable.', 'cause.cordoned'],
  ];
  play([
    ...causes.map(([message, cause]) => ({
      name: message.slice(0, 70),
      steps: [first, { at: 10, put: [unplaced(`${message} ${end}`)] }],
      until: 600,
      tells: ['opened unschedulable/Deployment/shop/api warning'],
      between: [310, 315] as const,
      cause,
    })),
    {
      name: 'held back on purpose: quiet',
      steps: [
        first,
        {
          at: 10,
          put: [
            unplaced('Scheduling is blocked due to non-empty scheduling gates', 'SchedulingGated', {
              schedulingGates: [{ name: 'kueue.x-k8s.io/topology' }],
            }),
          ],
        },
      ],
      until: 1_500,
    },
    {
      name: 'a node that the autoscaler brings within four minutes: quiet',
      steps: [
        first,
        { at: 10, put: [unplaced('0/6 nodes are available: 6 Insufficient cpu.')] },
        { at: 250, put: [pod('api-7d9-x', { created: 0 })] },
      ],
      until: 900,
    },
    {
      name: 'pods of which each waits a little while: quiet',
      steps: [
        first,
        ...Array.from({ length: 8 }, (_, i) => ({
          at: 10 + i * 120,
          put: [
            {
              ...unplaced('0/6 nodes are available: 6 Insufficient cpu.'),
              metadata: { ...pod(`api-7d9-${i}`, { created: i * 120 }).metadata },
              status: {
                phase: 'Pending',
                conditions: [
                  condition('PodScheduled', 'False', 10 + i * 120, { reason: 'Unschedulable', message: 'x' }),
                ],
              },
            },
          ],
          gone: [{ kind: 'Pod', namespace: 'shop', name: `api-7d9-${i - 2}` }],
        })),
        {
          at: 10 + 8 * 120,
          gone: [6, 7].map((i) => ({ kind: 'Pod', namespace: 'shop', name: `api-7d9-${i}` })),
        },
      ],
      until: 1_500,
    },
  ]);
});

describe('pods that leave', () => {
  const leaving = (more: object = {}) =>
    pod('api-7d9-x', {
      metadata: { deletionTimestamp: at(40), deletionGracePeriodSeconds: 30, ...more },
    });
  const evicted = (more: More = {}, created = -3 * 24 * 3600) =>
    pod('api-7d9-x', {
      created,
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
        conditions: undefined,
        containerStatuses: undefined,
        ...more,
      },
    });
  const disrupted = (reason: string) => ({
    conditions: [condition('DisruptionTarget', 'True', 60, { reason })],
  });
  const told = 'opened evicted/Node//node-1 warning';
  play([
    {
      name: 'one that will not leave',
      steps: [first, { at: 10, put: [leaving({ finalizers: ['example.com/hold'] })] }],
      until: 1_500,
      tells: ['opened stuck_terminating/Deployment/shop/api warning'],
      between: [640, 700],
    },
    {
      name: 'one that was given an hour: quiet',
      steps: [
        first,
        {
          at: 10,
          put: [leaving({ deletionTimestamp: at(3610), deletionGracePeriodSeconds: 3600 })],
        },
      ],
      until: 3_600 + min(9),
    },
    {
      name: 'thrown out by the kubelet, as clusters say since 1.26',
      steps: [first, { at: 60, put: [evicted(disrupted('TerminationByKubelet'))] }],
      until: 300,
      tells: [told],
    },
    {
      name: 'thrown out by the kubelet, as clusters said before: no condition, and a pod of three days',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x', { created: -3 * 24 * 3600 })] },
        { at: 60, put: [evicted()] },
      ],
      until: 300,
      tells: [told],
    },
    {
      name: 'drained or preempted on purpose: quiet',
      steps: [
        first,
        { at: 60, put: [evicted(disrupted('EvictionByEvictionAPI'))] },
        { at: 90, put: [evicted(disrupted('PreemptionByScheduler'))] },
        { at: 120, put: [evicted(disrupted('DeletionByTaintManager'))] },
      ],
      until: 300,
    },
    {
      name: 'a container that the kubelet killed for its use of disk says so of the pod, not of the container',
      steps: [
        first,
        {
          at: 60,
          put: [
            evicted({
              message: 'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.',
              ...disrupted('TerminationByKubelet'),
              containerStatuses: [status('app', { ready: false, state: ended('Error', 137, 60) })],
            }),
          ],
        },
      ],
      until: 300,
      tells: [told],
    },
    {
      name: 'what was left of Secrets and ConfigMaps that nobody watches is not asked about',
      steps: [first, { at: 10, put: [object('ConfigMap', 'settings', { data: {} })] }],
      until: 60,
    },
  ]);
});
