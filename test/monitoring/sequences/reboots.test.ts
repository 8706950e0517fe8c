import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import {
  backOff,
  chain,
  condition,
  ended,
  event,
  object,
  pod,
  podConditions,
  running,
  status,
} from './real.ts';

/** Nodes that are started again, come back, or are taken out of the cluster, and what stands on them. */
const node = (ready: 'True' | 'Unknown', since: number) =>
  object(
    'Node',
    'node-1',
    { spec: {}, status: { conditions: [condition('Ready', ready, since)] } },
    { namespace: '' },
  );
const begin = { at: 0, put: [node('True', -99), ...chain('api'), pod('api-7d9-x')] };
const endedWith = (exitCode: number, finished: number, since: number, name = 'x') =>
  pod(`api-7d9-${name}`, {
    containers: [
      status('app', { restartCount: 1, ...running(since), lastState: ended('Error', exitCode, finished) }),
    ],
  });
const down = 'node_not_ready/Node//node-1';
const loop = 'crash_loop/Deployment/shop/api';

describe('reboots', () => {
  play([
    {
      name: 'in a minute: however its containers ended, nothing crashed',
      steps: [
        begin,
        { at: 60, put: [node('Unknown', 60)] },
        { at: 125, put: [255, 137, 143].map((code) => endedWith(code, 50, 124, String(code))) },
        { at: 130, put: [node('True', 130)] },
      ],
      until: min(30),
    },
    {
      name: 'in half a minute, which the kubelet tells by an event alone',
      steps: [
        begin,
        {
          at: 80,
          put: [
            {
              ...event(node('True', -99), 'Rebooted', 'Node node-1 has been rebooted', 80),
              involvedObject: { kind: 'Node', name: 'node-1', uid: 'node-1' },
            },
          ],
        },
        { at: 82, put: [endedWith(255, 50, 81)] },
      ],
      until: min(30),
    },
    {
      name: 'an hour ago: a crash is one again',
      steps: [
        begin,
        { at: 60, put: [node('Unknown', 60)] },
        { at: 110, put: [node('True', 110)] },
        { at: 3_700, put: [endedWith(255, 3_699, 3_700)] },
      ],
      until: min(65),
      tells: ['opened crash/Deployment/shop/api info'],
      between: [3_700, 3_705],
    },
    {
      name: 'a node that is back while one of its pods crashes on: it is over, and the loop is told after it',
      steps: [
        begin,
        { at: 60, put: [node('Unknown', 60)] },
        { at: 660, put: [node('True', 660)] },
        { at: 700, put: [pod('api-7d9-x', { containers: [status('app', backOff(5, 699))] })] },
        { at: 900, put: [pod('api-7d9-x', { containers: [status('app', backOff(6, 899))] })] },
      ],
      until: min(20),
      tells: [`opened ${down} critical`, `resolved ${down} critical`, `opened ${loop} warning`],
    },
    {
      name: 'a node that is taken out for good, a minute before the pods that could not leave it',
      steps: [
        begin,
        { at: 60, put: [node('Unknown', 60)] },
        {
          at: 360,
          put: [
            pod('api-7d9-x', {
              metadata: { deletionTimestamp: at(390), deletionGracePeriodSeconds: 30 },
              status: { conditions: podConditions(false, 60) },
            }),
          ],
        },
        { at: 1_500, gone: [{ kind: 'Node', name: 'node-1' }] },
        { at: 1_560, gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-7d9-x' }] },
      ],
      until: min(40),
      tells: [`opened ${down} critical`, `resolved ${down} critical`],
    },
  ]);
});
