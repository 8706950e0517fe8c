import { ago, bold, link } from '../../core/reply.ts';
import type { Inline, Reply, ReplyBlock } from '../../core/reply.ts';
import type { Found } from '../../integrations/jira/search.ts';
import type { Translate } from '../../messages/translate.ts';

/** How many issues a list shows. */
export const shown = 25;

/** Issues as a table. */
export function issueTable(
  t: Translate,
  { issues, hasMore }: Found,
  say: { readonly summary: string; readonly nothing: string; readonly note?: string },
): Reply {
  if (issues.length === 0)
    return { summary: say.nothing, audience: 'thread', blocks: [{ kind: 'text', text: say.nothing }] };
  const rows = issues.map((each): Inline[] => [
    link(each.key, each.url),
    each.summary,
    each.status.name,
    each.priority,
    each.assignee?.name ?? '—',
    ago(each.updated),
  ]);
  const columns = [
    t('jira.column.key'),
    t('jira.column.summary'),
    t('jira.column.status'),
    t('jira.column.priority'),
    t('jira.column.assignee'),
    t('jira.column.updated'),
  ];
  const notes: ReplyBlock[] = [
    ...(hasMore ? [{ kind: 'context' as const, text: t('jira.more') }] : []),
    ...(say.note ? [{ kind: 'context' as const, text: say.note }] : []),
  ];
  return {
    summary: say.summary,
    blocks: [
      { kind: 'text', text: bold(say.summary) },
      { kind: 'table', columns: columns.map((title) => ({ title })), rows },
      ...notes,
    ],
  };
}
