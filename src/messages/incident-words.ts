import type { Reason, Severity } from '../core/incident.ts';
import type { Translate } from './translate.ts';

/** How bad it is, in colour; the word stands beside it. */
export const severityColours: Readonly<Record<Severity, string>> = {
  info: '🔵',
  warning: '🟡',
  high: '🟠',
  critical: '🔴',
};

/** How bad an incident is, in colour; green once it is over. */
export function severitySign(incident: { readonly state: string; readonly severity: Severity }): string {
  return incident.state === 'resolved' ? '✅' : severityColours[incident.severity];
}

/** What an incident is about, as people say it: `payments/api`, a node's name. */
export function subjectText(incident: { readonly namespace: string; readonly subjectName: string }): string {
  const { namespace, subjectName } = incident;
  return namespace ? `${namespace}/${subjectName}` : subjectName;
}

/** One line that says what is wrong with what, where. */
export function incidentHeadline(
  t: Translate,
  incident: {
    readonly reason: Reason;
    readonly namespace: string;
    readonly subjectName: string;
    readonly cluster: string;
  },
): string {
  const { reason, cluster } = incident;
  return t('incident.headline', { what: t(`reason.${reason}`), subject: subjectText(incident), cluster });
}
