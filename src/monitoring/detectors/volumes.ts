import type { WatchedClaim } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf, latestEvent, minute } from './detector.ts';
import type { Detector } from './detector.ts';

const holdMs = 5 * minute;

/** That the claim waits for a provisioner is said for as long as none answers. */
const failures = ['ProvisioningFailed', 'FailedBinding', 'ExternalProvisioning'];
const waits = ['WaitForFirstConsumer', 'WaitForPodScheduled'];

/** A claim for which no volume is made. One that waits for its first pod is as it should be. */
export const claimPending: Detector = function* (view) {
  for (const claim of view.all('PersistentVolumeClaim')) {
    if (claim.phase !== 'Pending' || claim.deletedAt) continue;
    const event = latestEvent(view, claim.uid, [...failures, ...waits]);
    if (!event || waits.includes(event.reason)) continue;
    yield findingOf(view, claim, {
      reason: 'claim_pending',
      since: failingSince(view, claim),
      holdMs,
      severity: 'warning',
      cause: /quota|insufficient|out of capacity/i.test(event.message) ? 'cause.capacity' : undefined,
      evidence: [
        evidence('status.phase', claim.phase),
        evidence('spec.storageClassName', claim.storageClass),
        evidence(`event ${event.reason}`, event.message),
      ],
    });
  }
};

/** The first failure counts: a claim may have waited for its pod for days before it. */
function failingSince(view: ClusterView, { uid, createdAt }: WatchedClaim): Date | undefined {
  const times = view
    .eventsAbout(uid)
    .flatMap(({ reason, firstAt }) => (failures.includes(reason) && firstAt ? firstAt.getTime() : []));
  return times.length > 0 ? new Date(Math.max(Math.min(...times), createdAt?.getTime() ?? 0)) : createdAt;
}

/** A claim whose volume is gone. */
export const claimLost: Detector = function* (view) {
  for (const claim of view.all('PersistentVolumeClaim')) {
    if (claim.phase !== 'Lost') continue;
    yield findingOf(view, claim, {
      reason: 'claim_lost',
      holdMs,
      severity: 'critical',
      evidence: [evidence('status.phase', claim.phase), evidence('spec.volumeName', claim.volume)],
    });
  }
};

/** A volume that could not be given back or bound. */
export const volumeFailed: Detector = function* (view) {
  for (const volume of view.all('PersistentVolume')) {
    if (volume.phase !== 'Failed') continue;
    yield findingOf(view, volume, {
      reason: 'volume_failed',
      holdMs,
      severity: 'warning',
      evidence: [
        evidence('status.phase', volume.phase),
        evidence('status.message', volume.message || volume.reason),
        evidence('spec.claimRef', volume.claim),
      ],
    });
  }
};
