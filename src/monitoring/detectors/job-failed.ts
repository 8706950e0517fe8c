import type { WatchedJob } from '../../integrations/kubernetes/watch/watched.ts';
import type { ClusterView } from '../cluster-view.ts';
import { evidence, findingOf } from './detector.ts';
import type { Detector } from './detector.ts';

/** A Job that gave up. A CronJob's failure is over when a later run of it succeeds. */
export const jobFailed: Detector = function* (view) {
  for (const job of view.all('Job')) {
    const failed = job.conditions['Failed'];
    if (failed?.status !== 'True' || job.deletedAt || hasSucceededSince(view, job)) continue;
    yield findingOf(view, job, {
      reason: 'job_failed',
      since: failed.since,
      holdMs: 0,
      severity: 'warning',
      occurrence: job.uid,
      cause: failed.reason === 'DeadlineExceeded' ? 'cause.deadline' : undefined,
      evidence: [
        evidence('Failed', `${failed.status} ${failed.reason}`),
        evidence('Failed.message', failed.message),
      ],
    });
  }
};

function hasSucceededSince(view: ClusterView, job: WatchedJob): boolean {
  if (job.owner?.kind !== 'CronJob') return false;
  const { uid } = job.owner;
  const began = job.createdAt?.getTime() ?? 0;
  for (const other of view.all('Job')) {
    if (other.owner?.uid !== uid || (other.createdAt?.getTime() ?? 0) <= began) continue;
    if (other.conditions['Complete']?.status === 'True') return true;
  }
  return false;
}
