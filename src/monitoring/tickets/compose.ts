import type { Findings } from '../../core/incident.ts';
import type { Inline, ReplyBlock } from '../../core/reply.ts';
import type { IncidentStep } from '../../database/tenant/monitoring/alerts.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import { evidenceItems, findingBlocks } from '../../messages/findings.ts';
import { isMessageKey } from '../../messages/translate.ts';
import type { Translate } from '../../messages/translate.ts';
import { incidentHeadline, stepWords } from '../../messages/incident-words.ts';
import type { TicketDraft } from './types.ts';

const shownMembers = 20;
const longestValue = 500;

/** How tickets are written: in which language, and in which zone times are told. */
export interface Writing {
  readonly t: Translate;
  readonly locale: string;
  readonly timeZone: string;
}

/** What tells the ticket of an incident from all others. */
export function markerOf(tenantId: number, incidentId: number): string {
  return `nox-incident-${tenantId}-${incidentId}`;
}

/**
 * A new ticket: what is wrong with what, where, since when, what shows it, and where it is told in Slack.
 * @param isForAfter the incident is over: it is for what is still to do, and NOX does not end it
 */
export function composeTicket(
  writing: Writing,
  tenantId: number,
  incident: Incident,
  slackUrl: string | undefined,
  isForAfter = false,
): TicketDraft {
  const { t } = writing;
  const { id, cluster, namespace, subjectKind, subjectName, severity, since, openedAt, members } = incident;
  const causes = incident.cause && isMessageKey(incident.cause) ? [t(incident.cause)] : [];
  const pair = (name: string, value: string) => t('incident.pair', { name, value });
  const facts = [
    pair(t('incident.cluster'), cluster),
    ...(namespace ? [pair(t('incident.namespace'), namespace)] : []),
    pair(subjectKind, subjectName),
    pair(t('incident.severity'), t(`severity.${severity}`)),
    pair(t('incident.since'), momentOf(writing, since ?? openedAt)),
    ...(incident.state === 'resolved' && incident.resolvedAt
      ? [pair(t('incident.resolved_at'), momentOf(writing, incident.resolvedAt))]
      : []),
    pair(t('incident.members', { count: members.length }), members.slice(0, shownMembers).join(', ')),
  ];
  const evidence = evidenceItems(incident.evidence).map((each) => plainOf(writing, each));
  const parts = [
    t('ticket.body.intro', { id }),
    facts.map((each) => `- ${each}`).join('\n'),
    [...causes, t(`advice.${incident.reason}`)].join(' '),
    ...(evidence.length > 0 ? [`${t('incident.why_fields')}\n\n${fenced(evidence)}`] : []),
    ...(incident.findings
      ? [`${t('incident.step.found_out')}\n\n${foundOut(writing, incident.findings)}`]
      : []),
    ...(slackUrl ? [t('ticket.body.slack', { url: slackUrl })] : []),
    t(isForAfter ? 'ticket.body.footer_after' : 'ticket.body.footer'),
  ];
  return { title: incidentHeadline(t, incident), body: parts.join('\n\n'), marker: markerOf(tenantId, id) };
}

/** A step of the incident as a comment. It names its moment, so that it can be found again. */
export function composeComment(writing: Writing, step: IncidentStep, incident: Incident): string {
  const { t } = writing;
  const who = lettersOf(step.actorName ?? '');
  const text = stepWords(t, step, incident, who, (at) => momentOf(writing, at));
  const comment = t('ticket.comment', { id: incident.id, at: momentOf(writing, step.at), text });
  if (step.kind !== 'found_out' || !incident.findings) return comment;
  return `${comment}\n\n${foundOut(writing, incident.findings)}`;
}

function foundOut(writing: Writing, findings: Findings): string {
  return fenced(findingBlocks(writing.t, findings).flatMap((block) => linesOf(writing, block)));
}

/** A block in plain words: logs and events hold what a tool could take for mentions, so they stand between fences. */
function linesOf(writing: Writing, block: ReplyBlock): string[] {
  if (block.kind === 'code') return block.text.split('\n');
  if (block.kind === 'list') return block.items.map((each) => `- ${plainOf(writing, each)}`);
  return block.kind === 'text' ? [plainOf(writing, block.text)] : [];
}

function plainOf(writing: Writing, inline: Inline): string {
  const spans = typeof inline === 'string' || 'kind' in inline ? [inline] : inline;
  return spans
    .map((each) => {
      if (typeof each === 'string') return each;
      if (each.kind === 'time') return momentOf(writing, each.at);
      if (each.kind === 'link') return `${each.text} (${each.url})`;
      return 'text' in each ? each.text : 'name' in each ? each.name : '';
    })
    .join('');
}

/** That the condition of this ticket is there again, as another incident. */
export function composeAgain(writing: Writing, incident: Incident, slackUrl: string | undefined): string {
  const { t } = writing;
  const at = momentOf(writing, incident.openedAt);
  const text = t('ticket.again', { id: incident.id, at });
  return slackUrl ? `${text}\n\n${t('ticket.body.slack', { url: slackUrl })}` : text;
}

function momentOf({ locale, timeZone }: Writing, at: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone }).format(at);
}

function fenced(lines: readonly string[]): string {
  const text = lines.map((each) => each.slice(0, longestValue).replaceAll('```', "'''")).join('\n');
  return `\`\`\`\n${text}\n\`\`\``;
}

/** A name without what a tool would take for a mention or for markup. */
function lettersOf(name: string): string {
  return name.replace(/[^\p{L}\p{N} .'-]/gu, '').trim();
}
