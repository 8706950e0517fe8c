import type { Audience } from '../../core/announce.ts';
import { severities } from '../../core/incident.ts';
import { ago, bold, code, link, moment } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock, Span } from '../../core/reply.ts';
import type { IncidentStep } from '../../database/tenant/monitoring/alerts.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { Ticket } from '../../database/tenant/tickets.ts';
import { evidenceItems, findingBlocks } from '../../messages/findings.ts';
import { incidentPhrases } from '../../messages/incident-phrases.ts';
import {
  incidentHeadline,
  silenceEnd,
  severityColours,
  severitySign,
  stepWords,
  subjectText,
} from '../../messages/incident-words.ts';
import { isMessageKey } from '../../messages/translate.ts';
import type { Translate } from '../../messages/translate.ts';
import { storm } from './tell.ts';

const shownMembers = 5;
const shownIncidents = 20;

/** The message of one incident as it stands now, with the buttons that make sense. */
export function composeIncident(
  t: Translate,
  incident: Incident,
  takenBy: string | undefined,
  ticket?: Ticket | undefined,
  silence?: { readonly until: Date | null } | undefined,
): Reply {
  const isOver = incident.state === 'resolved';
  const sign = severitySign(incident);
  const word = isOver ? t('incident.resolved') : t(`severity.${incident.severity}`);
  const headline = incidentHeadline(t, incident);
  return {
    summary: `${sign} ${word} · ${headline}`,
    blocks: [
      { kind: 'text', text: [`${sign} `, bold(word), ` · ${headline}`] },
      { kind: 'fields', fields: fieldsOf(t, incident, takenBy, ticket, silence) },
      ...(isOver ? [] : explanationOf(t, incident)),
      { kind: 'context', text: t('incident.number', { id: incident.id }) },
      ...(isOver ? [] : [{ kind: 'phrases' as const, phrases: incidentPhrases(t, incident, ticket) }]),
    ],
  };
}

function fieldsOf(
  t: Translate,
  incident: Incident,
  takenBy: string | undefined,
  ticket: Ticket | undefined,
  silence: { readonly until: Date | null } | undefined,
) {
  const { cluster, namespace, subjectKind, subjectName, since, openedAt, resolvedAt, members } = incident;
  const fields: { label: string; value: Inline }[] = [
    { label: t('incident.cluster'), value: cluster },
    ...(namespace ? [{ label: t('incident.namespace'), value: namespace }] : []),
    { label: subjectKind, value: code(subjectName) },
    { label: t('incident.since'), value: moment(since ?? openedAt) },
    ...(resolvedAt ? [{ label: t('incident.resolved_at'), value: moment(resolvedAt) }] : []),
    ...(takenBy ? [{ label: t('incident.taken_by'), value: takenBy }] : []),
    ...(ticket?.ref && ticket.state !== 'gone'
      ? [{ label: t('ticket.ticket'), value: ticketLink(ticket) }]
      : []),
    ...(silence ? [{ label: t('incident.silent'), value: silenceEnd(t, silence.until) }] : []),
  ];
  if (members.length > 1 || members[0] !== subjectName)
    fields.push({ label: t('incident.members', { count: members.length }), value: membersOf(t, members) });
  return fields;
}

/** A ticket by its name, leading to it. */
export function ticketLink({ service, place, ref, url }: Ticket): Inline {
  const name = service === 'github' ? `${place}#${ref}` : (ref ?? '');
  return url ? link(name, url) : name;
}

function membersOf(t: Translate, members: readonly string[]): Inline {
  const shown = members
    .slice(0, shownMembers)
    .flatMap((each, at): (string | Span)[] => [at > 0 ? ', ' : '', code(each)]);
  const more = members.length - shownMembers;
  return more > 0 ? [...shown, t('incident.more', { count: more })] : shown;
}

/** What it means and what to do, and the fields that show it. */
function explanationOf(t: Translate, { reason, cause, evidence, also }: Incident): ReplyBlock[] {
  const causes = cause && isMessageKey(cause) ? [t(cause)] : [];
  const others = also.map((each) => t(`reason.${each}`)).join(', ');
  const told = evidenceItems(evidence);
  return [
    { kind: 'text', text: [...causes, t(`advice.${reason}`)].join(' ') },
    ...(told.length > 0
      ? [{ kind: 'context' as const, text: told.flatMap((each, at) => (at > 0 ? [' · ', ...each] : each)) }]
      : []),
    ...(others ? [{ kind: 'context' as const, text: t('incident.also', { others }) }] : []),
  ];
}

/** Many incidents in one message: a storm, what could not be said in time, or what was there before NOX. */
export function composeMany(
  t: Translate,
  kind: 'digest' | 'late' | 'baseline',
  incidents: readonly Incident[],
): Reply {
  const open = incidents.filter(({ state }) => state !== 'resolved');
  const over = incidents.length - open.length;
  const cluster = [...new Set(incidents.map((each) => each.cluster))].join(', ');
  // A digest of fewer goes on where single alerts left off.
  const isMore = kind === 'digest' && incidents.length < storm.incidents;
  const summary = t(isMore ? 'incident.digest_more' : `incident.${kind}`, {
    count: incidents.length,
    cluster,
  });
  const worst = open.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
  const lines = worst
    .slice(0, shownIncidents)
    .map(
      (each): Inline => [
        `${severityColours[each.severity]} `,
        bold(`#${each.id}`),
        ` ${t(`reason.${each.reason}`)} · `,
        code(subjectText(each)),
        ...(cluster === each.cluster ? [] : [` · ${each.cluster}`]),
        ' · ',
        ago(each.since ?? each.openedAt),
      ],
    );
  const more = worst.length - shownIncidents;
  const sign = open.length === 0 ? '✅' : severityColours[worst[0]?.severity ?? 'info'];
  return {
    summary: `${sign} ${summary}`,
    blocks: [
      { kind: 'text', text: [`${sign} `, bold(summary)] },
      ...(lines.length > 0 ? [{ kind: 'list' as const, items: lines }] : []),
      ...(more > 0 ? [{ kind: 'text' as const, text: t('incident.more_in_list', { count: more }) }] : []),
      ...(over > 0 ? [{ kind: 'context' as const, text: t('incident.of_them_over', { count: over }) }] : []),
      { kind: 'context', text: t(`incident.${kind}_note`) },
      ...(worst[0] ? [{ kind: 'context' as const, text: t('incident.many_act', { id: worst[0].id }) }] : []),
      { kind: 'phrases', phrases: [{ label: t('incident.button.all'), says: 'incidents' }] },
    ],
  };
}

/** Steps that should be seen in the channel too, not in the thread alone. */
const loudSteps = ['escalated', 'reopened', 'silence_over'];

export function isLoud({ kind }: { readonly kind: string }): boolean {
  return loudSteps.includes(kind);
}

/** A step of an incident, as a line in its thread. Where it is seen outside of it, a phone shows what it is about. */
export function composeStep(t: Translate, step: IncidentStep, incident: Incident, audience: Audience): Reply {
  const { locale, timeZone } = audience;
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const text = stepWords(t, step, incident, step.actorName ?? '', (at) => shown.format(at));
  const headline = isLoud(step) ? `${severitySign(incident)} ${incidentHeadline(t, incident)} · ` : '';
  const blocks: ReplyBlock[] =
    step.kind === 'found_out' && incident.findings
      ? findingBlocks(t, incident.findings)
      : [{ kind: 'text', text }];
  return { summary: headline + text, blocks };
}
