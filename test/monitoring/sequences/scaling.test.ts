import { describe } from 'vitest';
import { min, play } from './play.ts';
import { backOff, chain, condition, object, pod, status } from './real.ts';
import type { More } from './real.ts';

/** Scaling, quotas and budgets. */
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
