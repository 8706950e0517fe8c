/** What a simulated Notion workspace holds, as a person would tell it. */
export interface NotionWorld {
  readonly workspace: string;
  /** The integration's name: its bot user. */
  readonly integration: string;
  readonly people: readonly { readonly name: string; readonly email: string }[];
  readonly content: readonly Seed[];
}

export type Seed = PageSeed | DatabaseSeed;

interface Placed {
  /** Shared with the integration, with all that stands below it. What is not shared does not exist for the API. */
  readonly shared?: boolean;
  readonly editedHoursAgo?: number;
}

export interface PageSeed extends Placed {
  readonly page: string;
  readonly icon?: string;
  readonly body?: readonly BlockSeed[];
  /** Pages and databases that stand in it. */
  readonly children?: readonly Seed[];
}

export interface DatabaseSeed extends Placed {
  readonly database: string;
  readonly icon?: string;
  readonly sources: readonly SourceSeed[];
}

export interface SourceSeed {
  readonly name: string;
  /** The title property first. */
  readonly properties: Readonly<Record<string, PropertySeed>>;
  readonly rows: readonly RowSeed[];
}

export type PropertySeed =
  | 'title'
  | 'rich_text'
  | 'number'
  | 'date'
  | 'checkbox'
  | 'url'
  | 'people'
  | 'last_edited_time'
  | { readonly select: readonly string[] }
  | { readonly status: readonly string[] }
  | { readonly multi_select: readonly string[] };

export interface RowSeed {
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly editedHoursAgo?: number;
  readonly body?: readonly BlockSeed[];
}

/** A block: its type, its text (with `**bold**` and `` `code` ``) and what else it has. */
export interface BlockSeed {
  readonly type: string;
  readonly text?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly children?: readonly BlockSeed[];
}

/** `block('to_do', 'Prévenir l’astreinte', { checked: true })` */
export function block(
  type: string,
  text?: string,
  extra?: Readonly<Record<string, unknown>>,
  children?: readonly BlockSeed[],
): BlockSeed {
  return {
    type,
    ...(text === undefined ? {} : { text }),
    ...(extra ? { with: extra } : {}),
    ...(children ? { children } : {}),
  };
}

/** A table from its rows; the first one is the header. */
export function table(...rows: readonly (readonly string[])[]): BlockSeed {
  return block(
    'table',
    undefined,
    { table_width: rows[0]?.length ?? 1, has_column_header: true, has_row_header: false },
    rows.map((cells) => block('table_row', undefined, { cells })),
  );
}
