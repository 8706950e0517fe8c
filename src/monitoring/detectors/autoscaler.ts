import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const holdMs = 10 * minute;

/** A HorizontalPodAutoscaler that cannot read its metrics or scale its target. One that is switched off is not blind. */
export const autoscalerBlind: Detector = function* (view) {
  for (const scaler of view.all('HorizontalPodAutoscaler')) {
    for (const type of ['AbleToScale', 'ScalingActive']) {
      const condition = scaler.conditions[type];
      if (condition?.status !== 'False' || condition.reason === 'ScalingDisabled') continue;
      yield findingOf(view, scaler, {
        reason: 'autoscaler_blind',
        since: condition.since,
        holdMs,
        severity: 'warning',
        cause: /Metric/.test(condition.reason) ? 'cause.metrics' : undefined,
        evidence: [
          evidence(type, `${condition.status} ${condition.reason}`),
          evidence(`${type}.message`, condition.message),
        ],
      });
      break;
    }
  }
};

/** A HorizontalPodAutoscaler that would go further if it might. One whose size is fixed says nothing. */
export const autoscalerAtMaximum: Detector = function* (view) {
  for (const scaler of view.all('HorizontalPodAutoscaler')) {
    const limited = scaler.conditions['ScalingLimited'];
    if (limited?.status !== 'True' || limited.reason !== 'TooManyReplicas') continue;
    if (scaler.minReplicas === scaler.maxReplicas) continue;
    yield findingOf(view, scaler, {
      reason: 'autoscaler_at_maximum',
      since: limited.since,
      holdMs,
      severity: 'info',
      evidence: [
        evidence('ScalingLimited', `${limited.status} ${limited.reason}`),
        evidence('status.currentReplicas', scaler.currentReplicas),
        evidence('spec.maxReplicas', scaler.maxReplicas),
      ],
    });
  }
};
