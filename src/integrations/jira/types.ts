import type { ReplyBlock } from '../../core/reply.ts';

/** Somebody with an account in Jira. */
export interface JiraPerson {
  /** Account id on Cloud, user name on Data Center. */
  readonly id: string;
  readonly name: string;
  /** Where the person lets it be seen. */
  readonly email: string | undefined;
}

export interface JiraStatus {
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done' | 'undefined';
}

/** An issue in a list. */
export interface IssueLine {
  readonly key: string;
  readonly url: string;
  readonly summary: string;
  readonly type: string;
  readonly status: JiraStatus;
  readonly priority: string;
  readonly assignee: JiraPerson | undefined;
  readonly updated: Date;
}

export interface IssueComment {
  readonly author: string;
  readonly at: Date;
  readonly text: readonly ReplyBlock[];
}

/** An issue in full, with its last comments, oldest first. */
export interface IssueDetail extends IssueLine {
  readonly reporter: string;
  readonly created: Date;
  readonly due: string | undefined;
  readonly labels: readonly string[];
  readonly resolution: string | undefined;
  readonly parent: { readonly key: string; readonly summary: string; readonly url: string } | undefined;
  readonly links: readonly {
    readonly relation: string;
    readonly key: string;
    readonly summary: string;
    readonly url: string;
  }[];
  readonly description: readonly ReplyBlock[];
  readonly comments: readonly IssueComment[];
  readonly commentCount: number;
}

export interface JiraProject {
  readonly key: string;
  readonly name: string;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly isSubtask: boolean;
}

/** A field of a screen. */
export interface JiraField {
  readonly id: string;
  readonly name: string;
  readonly isRequired: boolean;
  /** What it takes: one of `values`, several of them, or what it says. */
  readonly kind: 'choice' | 'choices' | 'text' | 'document' | 'number' | 'labels' | 'other';
  readonly values: readonly { readonly id: string; readonly name: string }[];
}

/** A move that an issue may make now. */
export interface Move {
  readonly id: string;
  readonly name: string;
  readonly to: JiraStatus;
  readonly fields: readonly JiraField[];
}

export interface NewIssue {
  readonly project: string;
  readonly type: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly priority: string | undefined;
  readonly assignee: string | undefined;
  /** Further fields, in Jira's own shape. */
  readonly more: Readonly<Record<string, unknown>>;
}
