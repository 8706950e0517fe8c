import type { Reason, Severity } from '../core/incident.ts';
import { moment } from '../core/reply.ts';
import type { Span } from '../core/reply.ts';
import { isMessageKey } from './translate.ts';
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

/** The longest subject in a line that a phone shows; what is wrong with it comes after it. */
const longestSubject = 60;

/** One line that says what is wrong with what, where. A cluster that does not answer is named once. */
export function incidentHeadline(
  t: Translate,
  incident: {
    readonly reason: Reason;
    readonly subjectKind: string;
    readonly namespace: string;
    readonly subjectName: string;
    readonly cluster: string;
    readonly cause: string | null;
  },
): string {
  const { reason, cluster, cause, subjectKind } = incident;
  const what = t(cause === 'cause.credential' ? 'incident.refused' : `reason.${reason}`);
  if (subjectKind === 'Cluster') return t('incident.headline_cluster', { cluster, what });
  return t('incident.headline', { what, subject: shortened(subjectText(incident)), cluster });
}

function shortened(subject: string): string {
  if (subject.length <= longestSubject) return subject;
  return `${subject.slice(0, longestSubject / 2)}…${subject.slice(1 - longestSubject / 2)}`;
}

/** When a silence is over. */
export function silenceEnd(t: Translate, until: Date | null | undefined): string | Span {
  return until ? moment(until) : t('silence.at_resolution');
}

/** How long something lasted, in the unit that people would name. @param ms milliseconds */
export function lasted(t: Translate, ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1)
    return t('incident.lasted', { unit: 'seconds', count: Math.max(1, Math.round(ms / 1_000)) });
  if (minutes < 120) return t('incident.lasted', { unit: 'minutes', count: Math.round(minutes) });
  const hours = minutes / 60;
  if (hours < 48) return t('incident.lasted', { unit: 'hours', count: Math.round(hours) });
  return t('incident.lasted', { unit: 'days', count: Math.round(hours / 24) });
}

/** A duration that somebody set, to the minute: `2 heures`, `90 minutes`, `2 h 30`. */
export function exactly(t: Translate, minutes: number): string {
  if (minutes > 0 && minutes % 1_440 === 0)
    return t('incident.lasted', { unit: 'days', count: minutes / 1_440 });
  if (minutes > 0 && minutes % 60 === 0) return t('incident.lasted', { unit: 'hours', count: minutes / 60 });
  if (minutes < 120) return t('incident.lasted', { unit: 'minutes', count: minutes });
  return t('report.hours', {
    hours: Math.floor(minutes / 60),
    minutes: String(minutes % 60).padStart(2, '0'),
  });
}

/** What a step notes beside its kind: a severity, a reason, or what stands there as it is. */
export function stepDetail(t: Translate, detail: string): string {
  const key = [`severity.${detail}`, `reason.${detail}`].find(isMessageKey);
  return key ? t(key) : detail;
}

/**
 * A step of an incident in one sentence.
 * @param who the person who took it, as the place may show it
 * @param momentOf a time as the place shows it
 */
export function stepWords(
  t: Translate,
  step: { readonly kind: string; readonly detail: string; readonly at: Date },
  incident: { readonly since: Date | null; readonly openedAt: Date },
  who: string,
  momentOf: (at: Date) => string,
): string {
  const { kind, detail, at } = step;
  if (kind === 'silenced')
    return detail
      ? t('incident.step.silenced', { who, until: momentOf(new Date(detail)) })
      : t('incident.step.silenced_until_resolved', { who });
  const key = `incident.step.${kind}`;
  const duration = lasted(t, at.getTime() - (incident.since ?? incident.openedAt).getTime());
  const params = { who, duration, detail: stepDetail(t, detail) };
  return isMessageKey(key) ? t(key, params) : kind;
}
