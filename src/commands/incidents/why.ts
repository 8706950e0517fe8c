import { bold, code, moment } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import { evidenceItems } from '../../messages/findings.ts';
import { incidentHeadline, lasted } from '../../messages/incident-words.ts';
import { isMessageKey } from '../../messages/translate.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { CommandContext } from '../contracts/command.ts';

const shown = 15;

/** `incident <id> why`: which fields said so, how long they had to, and what was counted under it. */
export async function explainIncident({ t }: CommandContext, incident: Incident): Promise<Reply> {
  const { cause, evidence, holdMs, since, openedAt, also, suppressed, returns, severity } = incident;
  const summary = t('incident.why', { id: incident.id, what: incidentHeadline(t, incident) });
  const told = evidenceItems(evidence);
  const isOver = incident.state === 'resolved';
  const blocks: ReplyBlock[] = [
    { kind: 'text', text: bold(summary) },
    ...(told.length > 0
      ? [
          { kind: 'text' as const, text: t('incident.why_fields') },
          { kind: 'list' as const, items: told },
        ]
      : []),
    {
      kind: 'text',
      text: [t(isOver ? 'incident.why_began' : 'incident.why_since'), ' ', moment(since ?? openedAt)],
    },
    {
      kind: 'text',
      text:
        holdMs === 0 ? t('incident.why_no_hold') : t('incident.why_hold', { duration: lasted(t, holdMs) }),
    },
    { kind: 'text', text: t('incident.why_severity', { severity: t(`severity.${severity}`) }) },
  ];
  if (cause && isMessageKey(cause)) blocks.push({ kind: 'text', text: t(cause) });
  if (also.length > 0) {
    const others = also.map((each) => t(`reason.${each}`)).join(', ');
    blocks.push({ kind: 'text', text: t('incident.also', { others }) });
  }
  if (suppressed.length > 0) {
    const items = suppressed
      .slice(0, shown)
      .map(
        (each): Inline => [
          code(each.subject),
          ` ${t(`reason.${each.reason}`)} — ${t(`incident.why_${each.because}`)}`,
        ],
      );
    const more = suppressed.length - shown;
    blocks.push({ kind: 'text', text: t('incident.why_suppressed', { count: suppressed.length }) });
    blocks.push({ kind: 'list', items });
    if (more > 0) blocks.push({ kind: 'context', text: t('incident.more_in_list', { count: more }) });
  }
  if (returns.length > 0)
    blocks.push({ kind: 'text', text: t('incident.why_returns', { count: returns.length }) });
  if (incident.isBaseline) blocks.push({ kind: 'text', text: t('incident.step.baselined') });
  return { summary, audience: 'thread', blocks };
}
