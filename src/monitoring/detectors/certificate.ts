import type { Severity } from '../../core/incident.ts';
import type { WatchedCertificate } from '../../integrations/kubernetes/watch/watched.ts';
import { day, evidence, findingOf, hour } from './detector.ts';
import type { Detector } from './detector.ts';

/** When one is told of, and when it is worse. */
const usual = { warnedMs: 30 * day, worseMs: 3 * day, holdMs: hour };

/**
 * A TLS certificate that ends within thirty days. What renews certificates by itself often does so thirty days before their
 * end: it is given an hour. Worse within three, worst when it has ended.
 */
export const certificateExpiring: Detector = function* (view, now) {
  for (const certificate of view.all('Certificate')) {
    const { warnedMs, worseMs, holdMs } = patienceWith(certificate);
    const left = certificate.notAfter.getTime() - now.getTime();
    if (left > warnedMs) continue;
    yield findingOf(view, certificate, {
      reason: 'certificate_expiring',
      since: new Date(certificate.notAfter.getTime() - warnedMs),
      holdMs,
      severity: severityOf(left, worseMs),
      cause: left <= 0 ? 'cause.expired' : undefined,
      evidence: [evidence('notAfter', certificate.notAfter)],
    });
  }
};

/** What is renewed by itself is due in the last third of its life, which may be a day (https://cert-manager.io/docs/usage/certificate/#reissuance-triggered-by-expiry-renewal). */
function patienceWith({ notBefore, notAfter, isRenewed }: WatchedCertificate): typeof usual {
  const lifeMs = notAfter.getTime() - notBefore.getTime();
  if (!isRenewed || lifeMs >= 3 * usual.warnedMs) return usual;
  return { warnedMs: lifeMs / 3, worseMs: lifeMs / 30, holdMs: Math.min(hour, lifeMs / 30) };
}

function severityOf(left: number, worseMs: number): Severity {
  if (left <= 0) return 'critical';
  return left <= worseMs ? 'high' : 'warning';
}
