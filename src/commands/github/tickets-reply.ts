import { ago, link } from '../../core/reply.ts';
import type { Reply } from '../../core/reply.ts';
import type { Found, Ticket, TicketFilter } from '../../integrations/github/types.ts';
import type { Translate } from '../../messages/translate.ts';
import { isNarrowed } from './filter.ts';
import { tableReply } from './table-reply.ts';

/** A list of issues or pull requests. */
export function ticketsReply(
  t: Translate,
  noun: 'issues' | 'prs',
  repository: string,
  { items, more }: Found<Ticket>,
  filter: TicketFilter,
): Reply {
  const title = (each: Ticket) => (each.isDraft ? `${each.title} (${t('github.draft')})` : each.title);
  const state = (each: Ticket) =>
    noun === 'issues' && each.state !== 'merged'
      ? t(`github.state.${each.state}`)
      : t(`github.pull_state.${each.state}`);
  const hasLabels = items.some((each) => each.labels.length > 0);
  const summary = t(`github.${noun}_count`, { count: items.length, repository, state: filter.state });
  return tableReply(t, {
    summary: isNarrowed(filter) ? t('github.filtered', { summary }) : summary,
    items,
    cut: more,
    columns: [
      { title: 'github.number', of: (each) => link(`#${each.number}`, each.url) },
      { title: 'github.title', of: title },
      ...(filter.state === 'open' ? [] : [{ title: 'github.state' as const, of: state }]),
      ...(hasLabels
        ? [{ title: 'github.labels' as const, of: (each: Ticket) => each.labels.join(', ') }]
        : []),
      { title: 'github.author', of: (each) => each.author },
      { title: 'github.updated', of: (each) => ago(each.updatedAt) },
    ],
  });
}
