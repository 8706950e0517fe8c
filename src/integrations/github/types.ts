export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface Repository {
  /** `owner/name` */
  readonly fullName: string;
  readonly url: string;
  readonly description: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly pushedAt: Date | undefined;
}

/** A repository with what only its own page tells. */
export interface RepositoryDetails extends Repository {
  readonly defaultBranch: string;
  /** Ways to merge that the repository allows; all three where the token may not see it. */
  readonly mergeMethods: readonly MergeMethod[];
}

export type TicketState = 'open' | 'closed' | 'merged';

/** An issue or a pull request in a list. */
export interface Ticket {
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly author: string;
  readonly state: TicketState;
  readonly isDraft: boolean;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Whose review is asked for, people and teams; empty for issues. */
  readonly reviewers: readonly string[];
  readonly updatedAt: Date;
}

/** An issue, or the issue side of a pull request. */
export interface Issue extends Ticket {
  readonly isPull: boolean;
  readonly body: string;
  readonly createdAt: Date;
  readonly comments: number;
  readonly isLocked: boolean;
}

export interface PullRequest extends Ticket {
  readonly body: string;
  readonly createdAt: Date;
  readonly comments: number;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly base: string;
  /** Undefined while GitHub is still finding out. */
  readonly isMergeable: boolean | undefined;
  /** `clean`, `dirty`, `blocked`, `behind`, `unstable`, `draft`, `unknown`… */
  readonly mergeState: string;
  readonly additions: number;
  readonly deletions: number;
  readonly files: number;
}

export interface Commit {
  readonly sha: string;
  /** The first line of its message. */
  readonly title: string;
  readonly url: string;
  /** The login; a name where GitHub knows no account for it. */
  readonly author: string;
}

export interface Comment {
  readonly author: string;
  readonly body: string;
  readonly url: string;
  readonly at: Date;
}

/** The last word of one reviewer. */
export interface Review {
  readonly author: string;
  readonly state: 'approved' | 'changes_requested' | 'commented' | 'dismissed';
}

/** Check runs and commit statuses of one commit, counted together. */
export interface Checks {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  /** Those that failed, by name. */
  readonly failing: readonly { readonly name: string; readonly url: string }[];
  /** False where the token may not read part of them, or there are too many to count. */
  readonly isWhole: boolean;
}

/** Names wanted and names unwanted. */
export interface Wanted {
  readonly some: readonly string[];
  readonly none: readonly string[];
}

export interface TicketFilter {
  readonly state: TicketState | 'all';
  readonly author?: Wanted | undefined;
  /** All of `some` must be there. */
  readonly label?: Wanted | undefined;
  readonly assignee?: Wanted | undefined;
  readonly reviewer?: Wanted | undefined;
  readonly isDraft?: boolean | undefined;
}

/** What a list found; `more`: there may be others that were not looked at. */
export interface Found<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

export interface Run {
  readonly id: number;
  readonly number: number;
  readonly workflow: string;
  readonly title: string;
  readonly url: string;
  readonly branch: string;
  readonly event: string;
  readonly actor: string;
  readonly sha: string;
  /** `success`, `failure`, `cancelled`… when it has ended; else `queued`, `in_progress`, `waiting`… */
  readonly status: string;
  readonly hasEnded: boolean;
  readonly createdAt: Date;
}

export interface Workflow {
  readonly id: number;
  readonly name: string;
  /** `.github/workflows/deploy.yml` */
  readonly path: string;
  readonly url: string;
  readonly isActive: boolean;
}

export interface Release {
  readonly tag: string;
  readonly name: string;
  readonly url: string;
  readonly author: string;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly at: Date;
}
