import type { Severity } from '../../core/incident.ts';
import { day, evidence, findingOf } from './detector.ts';
import type { Detector } from './detector.ts';

/** A TLS certificate that ends within thirty days, worse within three, worst when it has ended. */
export const certificateExpiring: Detector = function* (view, now) {
  for (const certificate of view.all('Certificate')) {
    const left = certificate.notAfter.getTime() - now.getTime();
    if (left > 30 * day) continue;
    yield findingOf(view, certificate, {
      reason: 'certificate_expiring',
      holdMs: 0,
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
