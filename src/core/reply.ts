/**
 * What a command answers, in no surface's terms. Strings are always literal text: a surface escapes them, so that
 * a title such as `<!channel>` stays a title. Emphasis and links are made with the helpers below.
 */
export type Span =
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A moment, shown in the reader's own time zone: as date and time, or relative ("il y a 3 min"). */
  | { readonly kind: 'time'; readonly at: Date; readonly style: 'relative' | 'datetime' }
  /** A person in Slack, by user id; other surfaces show `name`. */
  | { readonly kind: 'person'; readonly slackUserId: string | undefined; readonly name: string }
  /** A channel of Slack, or a person to whom NOX writes, by id. */
  | { readonly kind: 'channel'; readonly channelId: string };

export type Inline = string | Span | readonly (string | Span)[];

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A button that runs a stored action; `action` is the pending action's id and `option` the choice in it. */
export interface Button {
  readonly label: string;
  readonly action: string;
  readonly option: string;
  readonly style?: 'primary' | 'danger';
}

/** A button that says a command for whoever presses it, as if they had typed it: `incident 12 logs`. */
export interface Phrase {
  readonly label: string;
  readonly says: string;
  readonly style?: 'primary' | 'danger';
}

export type ReplyBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Inline }
  | { readonly kind: 'notice'; readonly tone: 'ok' | 'info' | 'warning' | 'error'; readonly text: Inline }
  | {
      readonly kind: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: Inline }[];
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Inline[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  /** Logs, YAML, diffs. What is too long for the surface becomes a file of that name. */
  | { readonly kind: 'code'; readonly text: string; readonly filename: string }
  /** A picture, shown beside the message: it says nothing that does not stand in words too. `alt` says what it shows. */
  | {
      readonly kind: 'picture';
      readonly png: Uint8Array;
      readonly filename: string;
      readonly title: string;
      readonly alt: string;
    }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | { readonly kind: 'phrases'; readonly phrases: readonly Phrase[] }
  /** Small print: where it comes from, how many more there are, how to narrow it. */
  | { readonly kind: 'context'; readonly text: Inline };

export interface Reply {
  /** One plain sentence: the notification, and what a screen reader says first. */
  readonly summary: string;
  readonly blocks: readonly ReplyBlock[];
  /**
   * Who sees it where others read too: everybody (`channel`, the default); those before whom it was asked (`thread`:
   * help, questions, refusals; private after a slash command, in the thread after a mention); only the `asker`.
   */
  readonly audience?: 'asker' | 'thread' | 'channel';
  /** What was done, but did not succeed: the audit log says so. */
  readonly failed?: boolean;
  /** A long operation that is still under way: the message will be edited. */
  readonly pending?: boolean;
}

export function bold(text: string): Span {
  return { kind: 'bold', text };
}

export function code(text: string): Span {
  return { kind: 'code', text };
}

/** A link; only http(s) URLs become links, anything else stays text. */
export function link(text: string, url: string): Span | string {
  return /^https?:\/\//.test(url) ? { kind: 'link', text, url } : text;
}

export function ago(at: Date): Span {
  return { kind: 'time', at, style: 'relative' };
}

export function moment(at: Date): Span {
  return { kind: 'time', at, style: 'datetime' };
}
