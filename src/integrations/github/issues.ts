import type { GithubConnection } from './connection.ts';
import { split } from './connection.ts';
import { collect, pageSize, ticketOf } from './tickets.ts';
import type { RawTicket } from './tickets.ts';
import type { Comment, Found, Issue, Ticket, TicketFilter } from './types.ts';

export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** Issues, and what pull requests share with them: comments, labels, assignees. Errors: NoxError `upstream_*`. */
export interface Issues {
  /** Latest changed first. */
  list(repository: string, filter: TicketFilter): Promise<Found<Ticket>>;
  /** An issue; a pull request's number gives its issue side. */
  get(repository: string, number: number): Promise<Issue>;
  /** The latest comments, oldest of them first. `total`: how many there are. */
  comments(repository: string, number: number, total: number): Promise<readonly Comment[]>;
  /** The issue whose text holds these words, among the 300 made last. Unlike GitHub's search it sees new ones at once. */
  findMarked(repository: string, words: string): Promise<Issue | undefined>;
  create(repository: string, issue: NewIssue): Promise<Issue>;
  comment(repository: string, number: number, body: string): Promise<Comment>;
  setState(repository: string, number: number, state: IssueState): Promise<Issue>;
  /** Adds or takes away assignees; GitHub passes over those who may not be assigned. */
  assign(
    repository: string,
    number: number,
    logins: readonly string[],
    how: 'add' | 'remove',
  ): Promise<Issue>;
  /** The names of a repository's labels, 300 at most. */
  labels(repository: string): Promise<readonly string[]>;
}

export type IssueState = 'open' | 'completed' | 'not_planned';

const lastComments = 3;

export function openIssues({ rest, call }: GithubConnection): Issues {
  const at = (repository: string, number: number) => ({ ...split(repository), issue_number: number });
  const named = (repository: string, number: number) => `${repository}#${number}`;

  return {
    list: (repository, filter) =>
      call(repository, () =>
        collect(filter, async (page) => {
          const author = filter.author?.some.filter((login) => !isBot(login));
          const { data } = await rest.issues.listForRepo({
            ...split(repository),
            state: filter.state === 'merged' ? 'closed' : filter.state,
            sort: 'updated',
            per_page: pageSize,
            page,
            ...(author?.length === 1 && filter.author?.some.length === 1 ? { creator: author[0] ?? '' } : {}),
            ...(filter.label?.some.length ? { labels: filter.label.some.join(',') } : {}),
          });
          const issues = data.filter((each) => !each.pull_request);
          return {
            tickets: issues.map((each) => ticketOf(repository, each)),
            isLast: data.length < pageSize,
          };
        }),
      ),
    get: (repository, number) =>
      call(named(repository, number), async () =>
        issueOf(repository, (await rest.issues.get(at(repository, number))).data),
      ),
    comments: (repository, number, total) =>
      call(named(repository, number), async () => {
        const read = async (page: number) =>
          (await rest.issues.listComments({ ...at(repository, number), per_page: lastComments, page })).data;
        const last = Math.max(1, Math.ceil(total / lastComments));
        const pages = await Promise.all(last > 1 ? [read(last - 1), read(last)] : [read(last)]);
        return pages.flat().slice(-lastComments).map(commentOf);
      }),
    findMarked: (repository, words) =>
      call(repository, async () => {
        for (let page = 1; page <= 3; page++) {
          const { data } = await rest.issues.listForRepo({
            ...split(repository),
            state: 'all',
            sort: 'created',
            direction: 'desc',
            per_page: pageSize,
            page,
          });
          const found = data.find((each) => !each.pull_request && each.body?.includes(words));
          if (found) return issueOf(repository, found);
          if (data.length < pageSize) break;
        }
        return undefined;
      }),
    create: (repository, { title, body, labels, assignees }) =>
      call(repository, async () => {
        const lists = { labels: [...labels], assignees: [...assignees] };
        const { data } = await rest.issues.create({ ...split(repository), title, body, ...lists });
        return issueOf(repository, data);
      }),
    comment: (repository, number, body) =>
      call(named(repository, number), async () =>
        commentOf((await rest.issues.createComment({ ...at(repository, number), body })).data),
      ),
    setState: (repository, number, state) =>
      call(named(repository, number), async () => {
        const change = state === 'open' ? { state } : { state: 'closed' as const, state_reason: state };
        const { data } = await rest.issues.update({ ...at(repository, number), ...change });
        return issueOf(repository, data);
      }),
    assign: (repository, number, logins, how) =>
      call(named(repository, number), async () => {
        const change = { ...at(repository, number), assignees: [...logins] };
        const { data } =
          how === 'add' ? await rest.issues.addAssignees(change) : await rest.issues.removeAssignees(change);
        return issueOf(repository, data);
      }),
    labels: (repository) =>
      call(repository, async () => {
        const read = async (page: number) =>
          (await rest.issues.listLabelsForRepo({ ...split(repository), per_page: pageSize, page })).data;
        const names: string[] = [];
        for (let page = 1; page <= 3; page++) {
          const found = await read(page);
          names.push(...found.map(({ name }) => name));
          if (found.length < pageSize) break;
        }
        return names;
      }),
  };
}

/** GitHub knows bots as `renovate[bot]`; people leave the brackets away, so those are told apart here. */
function isBot(login: string): boolean {
  return /bot\b|renovate/i.test(login);
}

interface RawIssue extends RawTicket {
  readonly body?: string | null;
  readonly created_at: string;
  readonly comments: number;
  readonly locked: boolean;
}

function issueOf(repository: string, each: RawIssue): Issue {
  return {
    ...ticketOf(repository, each),
    isPull: each.pull_request !== undefined && each.pull_request !== null,
    body: each.body ?? '',
    createdAt: new Date(each.created_at),
    comments: each.comments,
    isLocked: each.locked,
  };
}

function commentOf(each: {
  user?: { login: string } | null;
  body?: string | undefined;
  html_url: string;
  created_at: string;
}): Comment {
  return {
    author: each.user?.login ?? 'ghost',
    body: each.body ?? '',
    url: each.html_url,
    at: new Date(each.created_at),
  };
}
