import type { Severity } from '../../core/incident.ts';
import { day, evidence, findingOf, hour } from './detector.ts';
import type { Detector } from './detector.ts';

const warnedMs = 30 * day;

/**
 * A TLS certificate that ends within thirty days. What renews certificates by itself often does so thirty days before their
 * end: it is given an hour. Worse within three, worst when it has ended.
 */
export const certificateExpiring: Detector = function* (view, now) {
  for (const certificate of view.all('Certificate')) {
    const left = certificate.notAfter.getTime() - now.getTime();
    if (left > warnedMs) continue;
    yield findingOf(view, certificate, {
      reason: 'certificate_expiring',
      since: new Date(certificate.notAfter.getTime() - warnedMs),
      holdMs: hour,
      severity: severityOf(left),
      cause: left <= 0 ? 'cause.expired' : undefined,
      evidence: [evidence('notAfter', certificate.notAfter)],
    });
  }
};

function severityOf(left: number): Severity {
  if (left <= 0) return 'critical';
  return left <= 3 * day ? 'high' : 'warning';
}
