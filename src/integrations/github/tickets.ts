import type { Found, Ticket, TicketFilter, Wanted } from './types.ts';

/** The fields that issues and pull requests share in GitHub's lists. */
export interface RawTicket {
  readonly number: number;
  readonly title: string;
  readonly html_url: string;
  readonly state: string;
  readonly draft?: boolean | undefined;
  readonly user?: { readonly login: string } | null;
  readonly labels?: readonly (string | { readonly name?: string | null })[] | undefined;
  readonly assignees?: readonly { readonly login: string }[] | null;
  readonly requested_reviewers?: readonly { readonly login?: string }[] | null;
  readonly requested_teams?: readonly { readonly slug: string }[] | null;
  readonly merged_at?: string | null;
  readonly pull_request?: { readonly merged_at?: string | null } | undefined;
  readonly updated_at: string;
}

export function ticketOf(repository: string, each: RawTicket): Ticket {
  const isMerged = Boolean(each.merged_at ?? each.pull_request?.merged_at);
  return {
    repository,
    number: each.number,
    title: each.title,
    url: each.html_url,
    // An account that was deleted is shown as GitHub shows it.
    author: each.user?.login ?? 'ghost',
    state: isMerged ? 'merged' : each.state === 'open' ? 'open' : 'closed',
    isDraft: each.draft ?? false,
    labels: (each.labels ?? []).map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    assignees: (each.assignees ?? []).map(({ login }) => login),
    reviewers: [
      ...(each.requested_reviewers ?? []).flatMap(({ login }) => login ?? []),
      ...(each.requested_teams ?? []).map(({ slug }) => slug),
    ],
    updatedAt: new Date(each.updated_at),
  };
}

export const pageSize = 100;
const mostPages = 5;
const enough = 50;

/** Reads pages until enough tickets fit; 500 are looked at, at most. */
export async function collect(
  filter: TicketFilter,
  read: (page: number) => Promise<{ readonly tickets: readonly Ticket[]; readonly isLast: boolean }>,
): Promise<Found<Ticket>> {
  const items: Ticket[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const { tickets, isLast } = await read(page);
    items.push(...tickets.filter((each) => fits(each, filter)));
    if (isLast) return { items, more: false };
    if (items.length >= enough) break;
  }
  return { items, more: true };
}

function fits(ticket: Ticket, { state, author, label, assignee, reviewer, isDraft }: TicketFilter): boolean {
  return (
    (state === 'all' || ticket.state === state) &&
    (isDraft === undefined || ticket.isDraft === isDraft) &&
    hasOne([ticket.author], author) &&
    hasOne(ticket.assignees, assignee) &&
    hasOne(ticket.reviewers, reviewer) &&
    hasAll(ticket.labels, label)
  );
}

function hasOne(names: readonly string[], wanted: Wanted | undefined): boolean {
  if (!wanted) return true;
  const has = (name: string) => names.some((each) => plain(each) === plain(name));
  return !wanted.none.some(has) && (wanted.some.length === 0 || wanted.some.some(has));
}

function hasAll(names: readonly string[], wanted: Wanted | undefined): boolean {
  if (!wanted) return true;
  const has = (name: string) => names.some((each) => plain(each) === plain(name));
  return !wanted.none.some(has) && wanted.some.every(has);
}

/** `dependabot[bot]` is also found as `dependabot`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\[bot\]$/, '');
}
