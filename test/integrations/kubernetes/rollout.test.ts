import { describe, expect, it } from 'vitest';
import type { V1Deployment } from '@kubernetes/client-node';
import { rolloutOf } from '../../../src/integrations/kubernetes/rollout.ts';

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
