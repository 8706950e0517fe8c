import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/** A node whose kubelet says that it is not well, or says nothing any more. */
export const nodeNotReady: Detector = function* (view) {
  for (const node of view.all('Node')) {
    const ready = node.conditions['Ready'];
    if (!ready || ready.status === 'True' || node.deletedAt) continue;
    yield findingOf(view, node, {
      reason: 'node_not_ready',
      node: node.name,
      since: ready.since,
      holdMs: 2 * minute,
      // Whoever cordoned it is at work on it.
      severity: node.isCordoned ? 'warning' : 'critical',
      cause: ready.status === 'Unknown' ? 'cause.kubelet_silent' : undefined,
      evidence: [
        evidence('Ready', `${ready.status} ${ready.reason}`),
        evidence('Ready.message', ready.message),
        ...(node.isCordoned ? [evidence('spec.unschedulable', 'true')] : []),
      ],
    });
  }
};

const pressures = {
  MemoryPressure: 'cause.memory',
  DiskPressure: 'cause.disk',
  PIDPressure: 'cause.processes',
  NetworkUnavailable: 'cause.network',
} as const;

/** A node that runs out of memory, disk or processes, or has no network. */
export const nodePressure: Detector = function* (view) {
  for (const node of view.all('Node')) {
    // A node that is silent tells nothing of its pressures.
    if (node.deletedAt || node.conditions['Ready']?.status === 'Unknown') continue;
    for (const [type, cause] of Object.entries(pressures)) {
      const condition = node.conditions[type];
      if (condition?.status !== 'True') continue;
      yield findingOf(view, node, {
        reason: 'node_pressure',
        member: `${node.name}/${type}`,
        node: node.name,
        since: condition.since,
        holdMs: 10 * minute,
        severity: 'high',
        cause,
        evidence: [
          evidence(type, `${condition.status} ${condition.reason}`),
          evidence(`${type}.message`, condition.message),
        ],
      });
    }
  }
};
