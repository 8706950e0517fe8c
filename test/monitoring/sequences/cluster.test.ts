import { describe } from 'vitest';
import { at } from '../replay.ts';
import { min, play } from './play.ts';
import {
  backOff,
  chain,
  condition,
  deployment,
  event,
  object,
  pod,
  podConditions,
  running,
  status,
} from './real.ts';
import type { More } from './real.ts';

/** Nodes, volumes, services, scaling, quotas and budgets. */
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

describe('volumes', () => {
  const claim = (phase: string) =>
    object('PersistentVolumeClaim', 'data', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'gp3',
        volumeMode: 'Filesystem',
        ...(phase === 'Pending' ? {} : { volumeName: 'pv-1' }),
      },
      status: { phase },
    });
  const about = claim('Pending');
  const failedAt = (seconds: number, message = 'failed to provision volume: rpc error') =>
    event(about, 'ProvisioningFailed', message, seconds);
  const waits = event(about, 'WaitForFirstConsumer', 'waiting for first consumer', -3000, {
    type: 'Normal',
    lastTimestamp: at(0),
  });
  const volume = (phase: string) =>
    object(
      'PersistentVolume',
      'pv-1',
      { spec: { claimRef: { namespace: 'shop', name: 'data' } }, status: { phase } },
      { namespace: '' },
    );
  const pendingTold = 'opened claim_pending/PersistentVolumeClaim/shop/data warning';
  play([
    {
      name: 'a claim for which no volume is made',
      steps: [
        { at: 0, put: [claim('Bound')] },
        { at: 60, put: [about, failedAt(60)] },
      ],
      until: 900,
      tells: [pendingTold],
      between: [360, 365],
    },
    {
      name: 'one whose failures each have words of their own',
      steps: [
        { at: 0, put: [claim('Bound')] },
        { at: 60, put: [about] },
        ...[60, 120, 240, 360, 600].map((seconds) => ({
          at: seconds,
          put: [failedAt(seconds, `RequestID: ${seconds}`)],
        })),
      ],
      until: 900,
      tells: [pendingTold],
      between: [360, 365],
    },
    {
      name: 'one that waits for its first pod: quiet; and one that had a first failure when that came: quiet',
      steps: [
        { at: 0, put: [about, waits] },
        { at: 1800, put: [failedAt(1800)] },
        { at: 1830, put: [claim('Bound')] },
      ],
      until: 3_600,
    },
    {
      name: 'a claim whose volume is lost',
      steps: [
        { at: 0, put: [claim('Bound')] },
        { at: 60, put: [claim('Lost')] },
      ],
      until: 900,
      tells: ['opened claim_lost/PersistentVolumeClaim/shop/data critical'],
      between: [360, 365],
    },
    {
      name: 'a volume that failed; one that is free or released is quiet',
      steps: [
        { at: 0, put: [volume('Available')] },
        { at: 60, put: [volume('Released')] },
        { at: 1200, put: [volume('Failed')] },
      ],
      until: 2_400,
      tells: ['opened volume_failed/PersistentVolume//pv-1 warning'],
      between: [1500, 1505],
    },
  ]);
});

describe('services', () => {
  const service = (spec: More = {}) =>
    object('Service', 'api', {
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.9',
        ports: [{ port: 80 }],
        selector: { app: 'api' },
        ...spec,
      },
      status: { loadBalancer: {} },
    });
  const endpoint = (ready: boolean, serving = ready, terminating = false) => ({
    addresses: ['10.244.1.7'],
    conditions: { ready, serving, terminating },
    targetRef: { kind: 'Pod', name: 'api-7d9-x', namespace: 'shop' },
  });
  const slice = (endpoints: object[] | null, name = 'api-abc') =>
    object(
      'EndpointSlice',
      name,
      { addressType: 'IPv4', ports: [], endpoints },
      { labels: { 'kubernetes.io/service-name': 'api' } },
    );
  const told = 'no_endpoints/Service/shop/api';
  const begin = { at: 0, put: [...chain('api'), service(), slice([endpoint(true)])] };
  play([
    {
      name: 'one that nobody answers for',
      steps: [begin, { at: 60, put: [slice(null)] }],
      until: 900,
      tells: [`opened ${told} high`],
      between: [360, 365],
      cause: 'cause.selector',
    },
    {
      name: 'one whose pods are not ready',
      steps: [begin, { at: 60, put: [slice([endpoint(false)])] }],
      until: 900,
      tells: [`opened ${told} high`],
      cause: 'cause.endpoints_not_ready',
    },
    {
      name: 'several slices, of which one has somebody: quiet',
      steps: [
        begin,
        { at: 60, put: [slice([endpoint(false)]), slice([{ addresses: ['10.0.0.1'] }], 'api-def')] },
      ],
      until: 1_500,
    },
    {
      name: 'pods that leave and still answer: quiet',
      steps: [
        begin,
        { at: 60, put: [slice([endpoint(false, true, true)])] },
        { at: 1200, put: [slice([endpoint(true)])] },
      ],
      until: 1_500,
    },
    {
      name: 'scaled to zero, while the last pod takes its time to leave: quiet',
      steps: [
        begin,
        {
          at: 60,
          put: [deployment('api', { spec: { replicas: 0 } }), slice([endpoint(false, false, true)])],
        },
        { at: 1200, put: [slice([])] },
      ],
      until: 2_400,
    },
    {
      name: 'without a selector, by another name, or headless without pods: quiet',
      steps: [
        {
          at: 0,
          put: [
            service({ selector: undefined }),
            slice([], 'api-abc'),
            slice([{ addresses: ['10.0.0.1'] }], 'other'),
          ],
        },
        {
          at: 600,
          put: [
            service({ type: 'ExternalName', externalName: 'db.example.com', clusterIP: undefined }),
            slice([]),
          ],
        },
        { at: 1200, put: [service({ clusterIP: 'None', clusterIPs: ['None'] }), slice([])] },
      ],
      until: 2_400,
    },
    {
      name: 'of a Deployment whose pods crash: told with them, and as grave once its own time has come',
      steps: [
        begin,
        {
          at: 60,
          put: [
            slice([endpoint(false)]),
            pod('api-7d9-x', {
              containers: [status('app', backOff(3, 59))],
              status: { conditions: podConditions(false, 60) },
            }),
          ],
        },
      ],
      until: 1_500,
      tells: [
        'opened crash_loop/Deployment/shop/api warning',
        'escalated crash_loop/Deployment/shop/api high',
      ],
    },
  ]);
});

describe('scaling, quotas and budgets', () => {
  const scaler = (conditions: More[], spec: More = {}) =>
    object('HorizontalPodAutoscaler', 'api', {
      spec: {
        minReplicas: 2,
        maxReplicas: 10,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
        ...spec,
      },
      status: { currentReplicas: 2, desiredReplicas: 2, conditions },
    });
  const good = [
    condition('AbleToScale', 'True', -60, { reason: 'ReadyForNewScale' }),
    condition('ScalingActive', 'True', -60, { reason: 'ValidMetricFound' }),
    condition('ScalingLimited', 'False', -60, { reason: 'DesiredWithinRange' }),
  ];
  const blind = condition('ScalingActive', 'False', 60, { reason: 'FailedGetResourceMetric' });
  const limited = (reason: string) => condition('ScalingLimited', 'True', 60, { reason });
  const quota = (hard: More, used: More) =>
    object('ResourceQuota', 'team', { spec: { hard }, status: { hard, used } });
  const budget = (
    current: number,
    desired: number,
    expected: number,
    selector: More = { matchLabels: { app: 'api' } },
  ) =>
    object('PodDisruptionBudget', 'api', {
      spec: { minAvailable: '50%', selector },
      status: {
        observedGeneration: 1,
        currentHealthy: current,
        desiredHealthy: desired,
        expectedPods: expected,
        disruptionsAllowed: 0,
      },
    });
  const quotaTold = 'quota_nearly_full/ResourceQuota/shop/team';
  const blocked = 'disruption_budget_blocked/PodDisruptionBudget/shop/api';
  play([
    {
      name: 'one that is blind for ten minutes',
      steps: [
        { at: 0, put: [scaler(good)] },
        { at: 60, put: [scaler([good[0]!, blind])] },
      ],
      until: 900,
      tells: ['opened autoscaler_blind/HorizontalPodAutoscaler/shop/api warning'],
      between: [min(11), min(11) + 5],
      cause: 'cause.metrics',
    },
    {
      name: 'one at its maximum',
      steps: [
        { at: 0, put: [scaler(good)] },
        { at: 60, put: [scaler([...good.slice(0, 2), limited('TooManyReplicas')])] },
      ],
      until: 900,
      tells: ['opened autoscaler_at_maximum/HorizontalPodAutoscaler/shop/api info'],
    },
    {
      name: 'at its minimum, of a fixed size, switched off, or rising slowly: quiet',
      steps: [
        { at: 0, put: [scaler([...good.slice(0, 2), limited('TooFewReplicas')])] },
        {
          at: 900,
          put: [
            scaler([...good.slice(0, 2), limited('TooManyReplicas')], { minReplicas: 3, maxReplicas: 3 }),
          ],
        },
        {
          at: 1800,
          put: [scaler([good[0]!, condition('ScalingActive', 'False', 1800, { reason: 'ScalingDisabled' })])],
        },
        { at: 2700, put: [scaler([...good.slice(0, 2), limited('ScaleUpLimit')])] },
      ],
      until: 3_600,
    },
    {
      name: 'blind since no pod of its workload starts: told with that',
      steps: [
        { at: 0, put: [...chain('api'), scaler(good)] },
        {
          at: 60,
          put: [
            pod('api-7d9-x', { containers: [status('app', backOff(12, 59))] }),
            scaler([good[0]!, blind]),
          ],
        },
      ],
      until: 1_500,
      tells: ['opened crash_loop/Deployment/shop/api high'],
    },
    {
      name: 'a quota of which more than nine tenths are used',
      steps: [
        {
          at: 0,
          put: [
            quota(
              { 'requests.cpu': '10', 'limits.memory': '20Gi' },
              { 'requests.cpu': '5', 'limits.memory': '1Gi' },
            ),
          ],
        },
        {
          at: 60,
          put: [
            quota(
              { 'requests.cpu': '10', 'limits.memory': '20Gi' },
              { 'requests.cpu': '9500m', 'limits.memory': '1Gi' },
            ),
          ],
        },
      ],
      until: 1_200,
      tells: [`opened ${quotaTold} info`],
      between: [min(16), min(16) + 5],
    },
    {
      name: 'nine tenths, a limit of zero, or full for ten minutes: quiet',
      steps: [
        {
          at: 0,
          put: [
            quota(
              { pods: '10', 'services.loadbalancers': '0' },
              { pods: '9', 'services.loadbalancers': '0' },
            ),
          ],
        },
        { at: 60, put: [quota({ pods: '10' }, { pods: '10' })] },
        { at: 660, put: [quota({ pods: '10' }, { pods: '8' })] },
      ],
      until: 2_400,
    },
    {
      name: 'a budget that is broken',
      steps: [
        { at: 0, put: [budget(3, 2, 3)] },
        { at: 60, put: [budget(1, 2, 3)] },
      ],
      until: 1_200,
      tells: [`opened ${blocked} warning`],
      between: [min(16), min(16) + 5],
    },
    {
      name: 'a budget that allows nothing but is kept, or that no pod is under: quiet',
      steps: [
        { at: 0, put: [budget(2, 2, 2)] },
        { at: 60, put: [budget(0, 1, 0)] },
      ],
      until: 2_400,
    },
    {
      name: 'a budget broken by pods that crash: told with them',
      steps: [
        { at: 0, put: [...chain('api'), budget(1, 1, 1)] },
        {
          at: 60,
          put: [pod('api-7d9-x', { containers: [status('app', { ...backOff(12, 59) })] }), budget(0, 1, 1)],
        },
      ],
      until: 1_500,
      tells: ['opened crash_loop/Deployment/shop/api high'],
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
