export type Json = Record<string, unknown>;

/** Somebody with an account on the site. */
export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Jira Cloud lets people hide their address from others; then it is neither shown nor searched. */
  readonly hidesEmail: boolean;
  readonly active: boolean;
  /** `none` has an account, but sees no project. */
  readonly access: 'write' | 'read' | 'none';
  readonly apiToken: string | undefined;
  readonly isApp: boolean;
}

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done';
}

/** A move of the workflow. `from` names statuses; empty: from anywhere. */
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Fields its screen asks for. */
  readonly requires: readonly string[];
}

/** A field of the site that takes one of several values. */
export interface SelectField {
  readonly id: string;
  readonly name: string;
  readonly values: readonly { readonly id: string; readonly value: string }[];
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
  /** Ids of select fields that creating one asks for. */
  readonly requires: readonly string[];
}

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly lead: string;
  readonly types: readonly string[];
}

export interface Comment {
  readonly id: string;
  readonly author: string;
  readonly body: Json;
  readonly created: Date;
}

export interface Link {
  readonly id: string;
  readonly type: string;
  readonly inward: string;
  readonly outward: string;
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly project: string;
  type: string;
  summary: string;
  description: Json | null;
  status: string;
  priority: string;
  assignee: string | null;
  reporter: string;
  labels: string[];
  dueDate: string | null;
  resolution: string | null;
  resolved: Date | null;
  parent: string | null;
  readonly created: Date;
  updated: Date;
  /** Values of select fields: field id → option id. */
  readonly selected: Map<string, string>;
  readonly comments: Comment[];
}

/** What a site is made of, before anybody uses it. Everything is named by its English or French name, as people see it. */
export interface JiraWorld {
  readonly title: string;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly accountId?: string;
    readonly hidesEmail?: boolean;
    readonly active?: boolean;
    readonly access?: Person['access'];
    /** Signs this person in; people without one cannot be signed in. */
    readonly apiToken?: string;
    readonly isApp?: boolean;
  }[];
  /** From highest to lowest. */
  readonly priorities: readonly string[];
  readonly defaultPriority: string;
  readonly resolutions: readonly string[];
  readonly statuses: readonly { readonly name: string; readonly category: Status['category'] }[];
  readonly transitions: readonly {
    readonly name: string;
    readonly from?: readonly string[];
    readonly to: string;
    readonly requires?: readonly string[];
  }[];
  readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly types: readonly {
    readonly name: string;
    readonly subtask?: boolean;
    readonly requires?: readonly string[];
  }[];
  readonly projects: readonly {
    readonly key: string;
    readonly name: string;
    readonly lead: string;
    readonly types: readonly string[];
  }[];
  readonly issues: readonly {
    /** Numbers follow the order within a project; the next one made is one higher. */
    readonly key: string;
    readonly type: string;
    readonly summary: string;
    readonly description?: string | Json;
    readonly status: string;
    readonly priority?: string;
    readonly assignee?: string;
    readonly reporter: string;
    readonly labels?: readonly string[];
    readonly resolution?: string;
    readonly parent?: string;
    readonly due?: string;
    /** Hours before now. */
    readonly createdAgo: number;
    readonly updatedAgo: number;
    readonly comments?: readonly {
      readonly by: string;
      readonly ago: number;
      readonly text: string | Json;
    }[];
  }[];
  readonly links?: readonly { readonly from: string; readonly type: string; readonly to: string }[];
}
