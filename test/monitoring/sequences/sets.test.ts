import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import type { Step } from '../support/replay.ts';
import { min, play } from './play.ts';
import { object, pod, podConditions, running, status } from './real.ts';
import type { More } from './real.ts';

/** StatefulSets and DaemonSets that are short of pods. */
const goneFrom = (kind: string, name: string) => [{ kind, namespace: 'shop', name }];
/** A StatefulSet or DaemonSet of so many, of which some are ready. */
const statefulSet = (ready: number, updated = 6, more: More = {}) =>
  object('StatefulSet', 'db', {
    spec: {
      replicas: 6,
      serviceName: 'db',
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ image: 'pg:18' }] } },
      ...more,
    },
    status: {
      observedGeneration: 1,
      replicas: 6,
      readyReplicas: ready,
      updatedReplicas: updated,
      availableReplicas: ready,
      currentRevision: 'db-1',
      updateRevision: updated < 6 ? 'db-2' : 'db-1',
      collisionCount: 0,
    },
  });
const daemonSet = (unavailable: number, more: More = {}) =>
  object('DaemonSet', 'agent', {
    spec: {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: { metadata: { labels: { app: 'agent' } }, spec: { containers: [{ image: 'agent:1' }] } },
    },
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: 10,
      currentNumberScheduled: 10,
      numberReady: 10 - unavailable,
      numberAvailable: 10 - unavailable,
      updatedNumberScheduled: 10,
      numberMisscheduled: 0,
      ...(unavailable > 0 ? { numberUnavailable: unavailable } : {}),
      ...more,
    },
  });
/** One pod of a set as it is replaced: told to go, gone, made anew, ready. */
function replaced(
  kind: string,
  set: string,
  i: number,
  begin: number,
  takes: number,
  after: Step['put'] = [],
): Step[] {
  const name = `${set}-${i}`;
  const owner = [kind, set] as const;
  return [
    {
      at: begin,
      put: [
        ...after,
        pod(name, { owner, metadata: { deletionTimestamp: at(begin + 30), deletionGracePeriodSeconds: 30 } }),
      ],
    },
    { at: begin + 20, gone: goneFrom('Pod', name) },
    {
      at: begin + 25,
      put: [
        {
          ...pod(name, {
            owner,
            created: begin + 25,
            containers: [status('app', { ready: false, ...running(begin + 30) })],
            status: { conditions: podConditions(false, begin + 25) },
          }),
        },
      ],
    },
    { at: begin + takes - 5, put: [pod(name, { owner, created: begin + 25 })] },
  ];
}

describe('StatefulSets', () => {
  const owner = ['StatefulSet', 'db'] as const;
  const pods = Array.from({ length: 6 }, (_, i) => pod(`db-${i}`, { owner }));
  const degraded = 'statefulset_degraded/StatefulSet/shop/db';
  play([
    {
      name: 'one that is short for a quarter of an hour',
      steps: [
        { at: 0, put: [statefulSet(6), ...pods] },
        { at: 60, put: [statefulSet(5)] },
      ],
      until: 1_200,
      tells: [`opened ${degraded} warning`],
      between: [min(16), min(16) + 5],
    },
    {
      name: 'one whose pod is made anew again and again, and is never there for long',
      steps: [
        { at: 0, put: [statefulSet(6), ...pods] },
        { at: 60, put: [statefulSet(5)] },
        ...[60, 360, 660, 960].flatMap((begin) => replaced('StatefulSet', 'db', 3, begin, 290).slice(0, 3)),
      ],
      until: 1_200,
      tells: [`opened ${degraded} warning`],
      between: [min(16), min(16) + 5],
    },
    {
      name: 'a rolling update, pod after pod for half an hour: quiet',
      steps: [
        { at: 0, put: [statefulSet(6), ...pods] },
        ...[5, 4, 3, 2, 1, 0].flatMap((i, n) =>
          replaced('StatefulSet', 'db', i, 60 + n * 300, 300, [statefulSet(5, n)]),
        ),
        { at: 60 + 6 * 300, put: [statefulSet(6)] },
      ],
      until: 3_600,
    },
    {
      name: 'a rolling update that stops at its second pod',
      steps: [
        { at: 0, put: [statefulSet(6), ...pods] },
        ...replaced('StatefulSet', 'db', 5, 60, 300, [statefulSet(5, 0)]),
        ...replaced('StatefulSet', 'db', 4, 360, 300, [statefulSet(5, 1)]).slice(0, 3),
      ],
      until: 1_500,
      tells: ['opened not_ready/StatefulSet/shop/db warning'],
      between: [385 + min(15), 385 + min(15) + 10],
    },
    {
      name: 'OnDelete, with a new revision that nobody rolled out, or a partition that holds it back: quiet',
      steps: [
        { at: 0, put: [statefulSet(6), ...pods] },
        { at: 60, put: [statefulSet(6, 0, { updateStrategy: { type: 'OnDelete' } })] },
        {
          at: 600,
          put: [
            statefulSet(6, 2, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 4 } } }),
          ],
        },
      ],
      until: 3_600,
    },
    {
      name: 'scaled to zero: quiet',
      steps: [{ at: 0, put: [statefulSet(0, 6, { replicas: 0 })] }],
      until: 2_400,
    },
  ]);
});

describe('DaemonSets', () => {
  const pods = Array.from({ length: 10 }, (_, i) => pod(`agent-${i}`, { owner: ['DaemonSet', 'agent'] }));
  const degraded = 'daemonset_degraded/DaemonSet/shop/agent';
  play([
    {
      name: 'one that is missing on a node for five minutes',
      steps: [
        { at: 0, put: [daemonSet(0), ...pods] },
        { at: 60, put: [daemonSet(1)] },
      ],
      until: 600,
      tells: [`opened ${degraded} warning`],
      between: [min(6), min(6) + 5],
    },
    {
      name: 'one that stands where it should not',
      steps: [
        { at: 0, put: [daemonSet(0), ...pods] },
        { at: 60, put: [daemonSet(0, { numberMisscheduled: 2 })] },
      ],
      until: 600,
      tells: [`opened ${degraded} warning`],
      cause: 'cause.misscheduled',
    },
    {
      name: 'a rolling update over ten nodes, a minute each: quiet',
      steps: [
        { at: 0, put: [daemonSet(0), ...pods] },
        ...Array.from({ length: 10 }, (_, i) =>
          replaced('DaemonSet', 'agent', i, 60 + i * 60, 60, [daemonSet(1, { updatedNumberScheduled: i })]),
        ).flat(),
        { at: 660, put: [daemonSet(0)] },
      ],
      until: 2_400,
    },
    {
      name: 'a rolling update whose last pod is a little slow: quiet',
      steps: [
        { at: 0, put: [daemonSet(0), ...pods] },
        ...Array.from({ length: 9 }, (_, i) =>
          replaced('DaemonSet', 'agent', i, 60 + i * 60, 60, [daemonSet(1, { updatedNumberScheduled: i })]),
        ).flat(),
        ...replaced('DaemonSet', 'agent', 9, 600, 200, [daemonSet(1, { updatedNumberScheduled: 9 })]),
        { at: 626, put: [daemonSet(1)] },
        { at: 800, put: [daemonSet(0)] },
      ],
      until: 2_400,
    },
    {
      name: 'on no node at all, for want of tolerations, or on a new node for a moment: quiet',
      steps: [
        {
          at: 0,
          put: [
            daemonSet(0, { desiredNumberScheduled: 0, currentNumberScheduled: 0, numberReady: 0 }),
            ...pods.slice(0, 1),
          ],
        },
        { at: 600, put: [daemonSet(1, { desiredNumberScheduled: 11 })] },
        { at: 800, put: [daemonSet(0, { desiredNumberScheduled: 11 })] },
      ],
      until: 2_400,
    },
  ]);
});
