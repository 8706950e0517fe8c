import { describe, expect, it } from 'vitest';
import type { V1DaemonSet, V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import { rolloutOf } from '../../../src/integrations/kubernetes/rollout.ts';
import { daemonSetRollout, statefulSetRollout } from '../../../src/integrations/kubernetes/set-rollout.ts';

function deployment(desired: number, status: Partial<NonNullable<V1Deployment['status']>>): V1Deployment {
  return {
    metadata: { generation: 2 },
    spec: { replicas: desired, selector: {}, template: {} },
    status: { observedGeneration: 2, ...status },
  };
}

describe('rolloutOf', () => {
  const whole = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
  const exceeded = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }];
  it.each([
    ['all there', 3, whole, 'done'],
    ['not seen by the controller yet', 3, { ...whole, observedGeneration: 1 }, 'progressing'],
    [
      'a failure of the former generation',
      3,
      { ...whole, observedGeneration: 1, conditions: exceeded },
      'progressing',
    ],
    ['not all updated', 3, { ...whole, updatedReplicas: 2 }, 'progressing'],
    ['old ones still there', 3, { ...whole, replicas: 4 }, 'progressing'],
    ['not all available', 3, { ...whole, availableReplicas: 2 }, 'progressing'],
    ['a surplus after scaling down', 2, whole, 'progressing'],
    ['scaled to nothing', 0, {}, 'done'],
    ['deadline passed', 3, { ...whole, availableReplicas: 1, conditions: exceeded }, 'failed'],
  ] as const)('%s', (_name, desired, status, phase) => {
    expect(
      rolloutOf(
        deployment(desired, { ...status, conditions: 'conditions' in status ? [...status.conditions] : [] }),
      ).phase,
    ).toBe(phase);
  });
});

describe('statefulSetRollout', () => {
  const whole = {
    observedGeneration: 2,
    replicas: 3,
    readyReplicas: 3,
    updatedReplicas: 3,
    currentRevision: 'db-b',
    updateRevision: 'db-b',
  };
  it.each([
    ['all there', {}, 0, 'done'],
    ['not seen by the controller yet', { observedGeneration: 1 }, 0, 'progressing'],
    ['never seen', { observedGeneration: 0 }, 0, 'progressing'],
    ['one not ready', { readyReplicas: 2 }, 0, 'progressing'],
    ['one still old', { updatedReplicas: 2 }, 0, 'progressing'],
    ['not declared whole', { currentRevision: 'db-a' }, 0, 'progressing'],
    ['above the partition', { updatedReplicas: 1, currentRevision: 'db-a' }, 2, 'done'],
    ['not yet above it', { updatedReplicas: 0, currentRevision: 'db-a' }, 2, 'progressing'],
    ['a partition that keeps all', { updatedReplicas: 0, currentRevision: 'db-a' }, 9, 'done'],
  ] as const)('%s', (_name, status, partition, phase) => {
    const set: V1StatefulSet = {
      metadata: { generation: 2 },
      spec: {
        replicas: 3,
        selector: {},
        serviceName: '',
        template: {},
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
      },
      status: { ...whole, ...status },
    };
    expect(statefulSetRollout(set).phase).toBe(phase);
  });
});

describe('daemonSetRollout', () => {
  const whole = {
    observedGeneration: 2,
    desiredNumberScheduled: 3,
    currentNumberScheduled: 3,
    numberMisscheduled: 0,
    numberReady: 3,
    numberAvailable: 3,
    updatedNumberScheduled: 3,
  };
  it.each([
    ['all there', {}, 'done'],
    ['not seen by the controller yet', { observedGeneration: 1 }, 'progressing'],
    ['one still old', { updatedNumberScheduled: 2 }, 'progressing'],
    ['one not available', { numberAvailable: 2 }, 'progressing'],
    ['on no node', { desiredNumberScheduled: 0, updatedNumberScheduled: 0, numberAvailable: 0 }, 'done'],
  ] as const)('%s', (_name, status, phase) => {
    const set: V1DaemonSet = { metadata: { generation: 2 }, status: { ...whole, ...status } };
    expect(daemonSetRollout(set).phase).toBe(phase);
  });
});
