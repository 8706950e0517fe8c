import type { WatchedService } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/**
 * A service that nobody answers for. What is scaled to zero on purpose is quiet, and so is a headless service without
 * pods: it gives names to what may not be there. Where no EndpointSlice may be read at all nothing is known.
 */
export const noEndpoints: Detector = function* (view) {
  const endpoints = countEndpoints(view);
  if (endpoints.size === 0) return;
  for (const service of view.all('Service')) {
    if (service.type === 'ExternalName' || service.deletedAt) continue;
    if (Object.keys(service.selector).length === 0) continue;
    const { ready = 0, notReady = 0 } = endpoints.get(`${service.namespace}/${service.name}`) ?? {};
    if (ready > 0) continue;
    if (notReady === 0 && (service.isHeadless || isScaledToZero(view, service))) continue;
    yield findingOf(view, service, {
      reason: 'no_endpoints',
      holdMs: 5 * minute,
      severity: 'high',
      cause: notReady > 0 ? 'cause.endpoints_not_ready' : 'cause.selector',
      evidence: [
        evidence('endpoints ready', ready),
        evidence('endpoints not ready', notReady),
        evidence('spec.selector', selectorText(service)),
      ],
    });
  }
};

function countEndpoints(view: ClusterView): Map<string, { ready: number; notReady: number }> {
  const counted = new Map<string, { ready: number; notReady: number }>();
  for (const slice of view.all('EndpointSlice')) {
    const key = `${slice.namespace}/${slice.service}`;
    const before = counted.get(key) ?? { ready: 0, notReady: 0 };
    counted.set(key, { ready: before.ready + slice.ready, notReady: before.notReady + slice.notReady });
  }
  return counted;
}

/** Whether there are workloads for the selector and all of them want no pods. */
function isScaledToZero(view: ClusterView, service: WatchedService): boolean {
  let matched = false;
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const) {
    for (const workload of view.all(kind)) {
      if (workload.namespace !== service.namespace || !selects(service.selector, workload.podLabels))
        continue;
      if (workload.desired > 0) return false;
      matched = true;
    }
  }
  return matched;
}

function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function selectorText(service: WatchedService): string {
  return Object.entries(service.selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
