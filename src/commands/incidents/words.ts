import type { Severity } from '../../core/incident.ts';
import type { Incident } from '../../database/tenant/incidents.ts';

const signs: Readonly<Record<Severity, string>> = { info: '🔵', warning: '🟡', high: '🟠', critical: '🔴' };

/** How bad it is, in colour; green once it is over. */
export function severitySign({ state, severity }: Pick<Incident, 'state' | 'severity'>): string {
  return state === 'resolved' ? '✅' : signs[severity];
}

/** What an incident is about, as people say it. */
export function subjectText({ namespace, subjectName }: Pick<Incident, 'namespace' | 'subjectName'>): string {
  return namespace ? `${namespace}/${subjectName}` : subjectName;
}
