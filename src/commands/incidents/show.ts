import { bold, moment } from '../../core/reply.ts';
import type { Inline, Reply } from '../../core/reply.ts';
import { findingBlocks } from '../../messages/findings.ts';
import { isMessageKey } from '../../messages/translate.ts';
import type { Translate } from '../../messages/translate.ts';
import type { IncidentStep } from '../../database/tenant/monitoring/alerts.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { CommandContext } from '../contracts/command.ts';
import { incidentPhrases } from '../../messages/incident-phrases.ts';
import { ticketText } from '../tickets/words.ts';
import { incidentHeadline, severitySign, silenceEnd, stepDetail } from '../../messages/incident-words.ts';

const shownMembers = 10;

/** `incident <id>`: what it is, its course, and the buttons of its alert. */
export async function showIncident(
  { t, incidents, tickets }: CommandContext,
  incident: Incident,
): Promise<Reply> {
  const [steps, ticket, silence] = await Promise.all([
    incidents.steps(incident.id),
    tickets.of(incident.id),
    incidents.silenceOf(incident),
  ]);
  const { members } = incident;
  const isOver = incident.state === 'resolved';
  const summary = incidentHeadline(t, incident);
  const since = incident.since ?? incident.openedAt;
  const more = members.length - shownMembers;
  const named =
    members.slice(0, shownMembers).join(', ') + (more > 0 ? t('incident.more', { count: more }) : '');
  const fields: { label: string; value: Inline }[] = [
    { label: t('incident.state'), value: t(`incident.state.${incident.state}`) },
    { label: t('incident.severity'), value: t(`severity.${incident.severity}`) },
    { label: t('incident.since'), value: moment(since) },
    ...(incident.resolvedAt
      ? [{ label: t('incident.resolved_at'), value: moment(incident.resolvedAt) }]
      : []),
    ...(members.length > 0
      ? [{ label: t('incident.members', { count: members.length }), value: named }]
      : []),
    ...(silence ? [{ label: t('incident.silent'), value: silenceEnd(t, silence.until) }] : []),
    ...(ticket ? [{ label: t('ticket.ticket'), value: ticketText(t, ticket) }] : []),
  ];
  const course = steps.map((step): Inline => [moment(step.at), ` — ${stepText(t, step)}`]);
  const phrases = incidentPhrases(t, incident, ticket);
  return {
    summary,
    blocks: [
      { kind: 'text', text: [`${severitySign(incident)} `, bold(`#${incident.id}`), ` ${summary}`] },
      { kind: 'fields', fields },
      ...(isOver ? [] : [{ kind: 'text' as const, text: t(`advice.${incident.reason}`) }]),
      ...(course.length > 0 ? [{ kind: 'list' as const, items: course }] : []),
      ...(incident.findings ? findingBlocks(t, incident.findings) : []),
      ...(phrases.length > 0 ? [{ kind: 'phrases' as const, phrases }] : []),
    ],
  };
}

function stepText(t: Translate, { kind, detail, actorName }: IncidentStep): string {
  const key = `incident.course.${kind}`;
  const params = { who: actorName ?? '', detail: stepDetail(t, detail) };
  return isMessageKey(key) ? t(key, params) : kind;
}
