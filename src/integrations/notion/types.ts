/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly code: boolean;
  readonly url: string | undefined;
}
export type Text = readonly Run[];

/** What search finds: a page, or a data source (the table of a database). */
export interface Found {
  readonly id: string;
  readonly kind: 'page' | 'source';
  readonly title: string;
  readonly url: string;
  readonly editedAt: Date;
  readonly parent: Parent;
}

/** What something stands in. */
export interface Parent {
  readonly kind: 'workspace' | 'page' | 'source' | 'database' | 'block';
  readonly id: string;
}

/** A property's value, in no language. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'number'; readonly number: number }
  /** A day without an hour: `2026-11-24`. */
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'moment'; readonly at: Date }
  | { readonly kind: 'checked'; readonly checked: boolean };

export interface Property {
  readonly name: string;
  readonly type: string;
  /** Empty where nothing was written. */
  readonly values: readonly Value[];
}

export interface Page extends Found {
  readonly kind: 'page';
  readonly inTrash: boolean;
  /** Without its title. */
  readonly properties: readonly Property[];
}

/** The table of a database. */
export interface Source extends Found {
  readonly kind: 'source';
  /** The name of the property that holds a row's title. */
  readonly titleProperty: string;
  /** The others, in the database's order. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What an id stands for. A database with several tables cannot be shown before one is chosen. */
export type Target =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'source'; readonly source: Source }
  | {
      readonly kind: 'several';
      readonly title: string;
      readonly sources: readonly { readonly id: string; readonly name: string }[];
    };

export type NoteKind =
  | 'paragraph'
  | 'heading'
  | 'bullet'
  | 'number'
  | 'todo'
  | 'quote'
  | 'callout'
  | 'toggle'
  | 'code'
  | 'table'
  | 'page'
  | 'database'
  | 'link'
  | 'divider'
  | 'group'
  | 'other';

/** One block of a page, and what stands in it. */
export interface Note {
  readonly kind: NoteKind;
  readonly text: Text;
  readonly children: readonly Note[];
  readonly done?: boolean;
  readonly icon?: string;
  readonly language?: string;
  /** Of a table. */
  readonly rows?: readonly (readonly Text[])[];
  readonly hasHeader?: boolean;
}

/** A page's blocks, and whether there is more than was read. */
export interface Content {
  readonly notes: readonly Note[];
  readonly cut: boolean;
}

/** A block to write. */
export type Draft =
  | { readonly kind: 'paragraph' | 'bullet' | 'number' | 'quote'; readonly text: Text }
  | { readonly kind: 'todo'; readonly text: Text; readonly done: boolean }
  | { readonly kind: 'heading'; readonly text: Text; readonly level: 1 | 2 | 3 }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | { readonly kind: 'callout'; readonly text: Text; readonly icon: string; readonly color: string }
  | { readonly kind: 'bullets'; readonly items: readonly Text[] }
  /** The first row is the heading; 100 rows at most, all of the same length. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly Text[])[] }
  /** A picture that was uploaded; the caption says what it shows. */
  | { readonly kind: 'picture'; readonly upload: string; readonly caption: Text }
  | { readonly kind: 'divider' };
