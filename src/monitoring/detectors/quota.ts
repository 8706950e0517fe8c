import { evidence, findingOf, minute } from './detector.ts';
import type { Detector } from './detector.ts';

/** Share of a quota above which it counts as nearly full. */
const nearlyFull = 0.9;

/** A quota of which more than nine tenths are used. A limit of zero forbids, and is not full. */
export const quotaNearlyFull: Detector = function* (view) {
  for (const quota of view.all('ResourceQuota')) {
    for (const [resource, hard] of Object.entries(quota.hard)) {
      const used = quota.used[resource] ?? 0;
      if (hard <= 0 || used / hard <= nearlyFull) continue;
      yield findingOf(view, quota, {
        reason: 'quota_nearly_full',
        member: `${quota.name}/${resource}`,
        holdMs: 15 * minute,
        severity: used >= hard ? 'warning' : 'info',
        evidence: [evidence(`status.used[${resource}]`, used), evidence(`status.hard[${resource}]`, hard)],
      });
    }
  }
};
