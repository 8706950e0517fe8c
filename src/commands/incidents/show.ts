import { bold, code, moment } from '../../core/reply.ts';
import type { Inline, Reply } from '../../core/reply.ts';
import { findingBlocks } from '../../messages/findings.ts';
import { isMessageKey } from '../../messages/translate.ts';
import type { Translate } from '../../messages/translate.ts';
import type { IncidentStep } from '../../database/tenant/monitoring/alerts.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { CommandContext } from '../contracts/command.ts';
import { ticketText } from '../tickets/words.ts';
import { incidentHeadline, severitySign, stepDetail } from '../../messages/incident-words.ts';

/** `incident <id>`: what it is, and its course. */
export async function showIncident(
  { t, incidents, tickets }: CommandContext,
  incident: Incident,
): Promise<Reply> {
  const [steps, ticket] = await Promise.all([incidents.steps(incident.id), tickets.of(incident.id)]);
  const summary = incidentHeadline(t, incident);
  const since = incident.since ?? incident.openedAt;
  const fields: { label: string; value: Inline }[] = [
    { label: t('incident.state'), value: t(`incident.state.${incident.state}`) },
    { label: t('incident.severity'), value: t(`severity.${incident.severity}`) },
    { label: t('incident.since'), value: moment(since) },
    ...(incident.resolvedAt
      ? [{ label: t('incident.resolved_at'), value: moment(incident.resolvedAt) }]
      : []),
    {
      label: t('incident.members', { count: incident.members.length }),
      value: incident.members.slice(0, 10).join(', '),
    },
    ...(ticket ? [{ label: t('ticket.ticket'), value: ticketText(t, ticket) }] : []),
  ];
  return {
    summary,
    blocks: [
      { kind: 'text', text: [`${severitySign(incident)} `, bold(`#${incident.id}`), ` ${summary}`] },
      { kind: 'fields', fields },
      { kind: 'text', text: t(`advice.${incident.reason}`) },
      { kind: 'list', items: steps.map((step): Inline => [moment(step.at), ` — ${stepText(t, step)}`]) },
      ...(incident.findings ? findingBlocks(t, incident.findings) : []),
      { kind: 'context', text: [t('incident.ask_why'), ' ', code(`incident ${incident.id} why`)] },
    ],
  };
}

function stepText(t: Translate, { kind, detail, actorName }: IncidentStep): string {
  const key = `incident.course.${kind}`;
  const params = { who: actorName ?? '', detail: stepDetail(t, detail) };
  return isMessageKey(key) ? t(key, params) : kind;
}
