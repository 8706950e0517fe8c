import { randomUUID } from 'node:crypto';
import type { RichText } from './rich-text.ts';
import type { Upload } from './uploads.ts';

export type Parent =
  | { type: 'workspace'; workspace: true }
  | { type: 'page_id'; page_id: string }
  | { type: 'block_id'; block_id: string }
  | { type: 'database_id'; database_id: string }
  | { type: 'data_source_id'; data_source_id: string; database_id: string };

interface Kept {
  id: string;
  parent: Parent;
  createdAt: Date;
  editedAt: Date;
  editedBy: string;
  inTrash: boolean;
  shared: boolean;
}

export interface Page extends Kept {
  object: 'page';
  icon: string | undefined;
  /** By property name, as the API sends them. */
  properties: Record<string, Record<string, unknown>>;
  children: string[];
}

export interface Block extends Kept {
  object: 'block';
  type: string;
  content: Record<string, unknown>;
  children: string[];
}

export interface Database extends Kept {
  object: 'database';
  title: RichText[];
  icon: string | undefined;
  sources: string[];
}

export interface DataSource extends Kept {
  object: 'data_source';
  title: RichText[];
  properties: Record<string, Property>;
  rows: string[];
}

export interface Property {
  id: string;
  name: string;
  type: string;
  options: string[];
}

export type Thing = Page | Block | Database | DataSource;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Everything of one workspace, by id. */
export class NotionStore {
  readonly things = new Map<string, Thing>();
  readonly people: Person[] = [];
  readonly uploads = new Map<string, Upload>();
  /** Bytes of one file: 5 MiB in a free workspace, 5 GiB in a paid one. */
  largestFile = 5 * 1_024 * 1_024;
  readonly workspaceId: string;
  readonly botId: string;
  readonly workspace: string;
  readonly integration: string;

  constructor(workspace: string, integration: string, ids: { workspaceId: string; botId: string }) {
    this.workspace = workspace;
    this.integration = integration;
    this.workspaceId = ids.workspaceId;
    this.botId = ids.botId;
  }

  add<T extends Thing>(thing: T): T {
    this.things.set(thing.id, thing);
    return thing;
  }

  /** A thing of that kind, if the integration may see it: shared itself, or below something that is. */
  visible<K extends Thing['object']>(object: K, id: string): Extract<Thing, { object: K }> | undefined {
    const thing = this.things.get(id.startsWith('block:') ? `block:${idOf(id.slice(6))}` : idOf(id));
    if (thing?.object !== object || !this.isShared(thing)) return undefined;
    return thing as Extract<Thing, { object: K }>;
  }

  isShared(thing: Thing): boolean {
    for (let each: Thing | undefined = thing; each; each = this.things.get(parentId(each.parent) ?? ''))
      if (each.shared) return true;
    return false;
  }

  /** The same workspace as somebody sees it for whom these were picked, with all that stands below them. */
  seenWith(picked: ReadonlySet<string>): NotionStore {
    const isShared = (thing: Thing): boolean => {
      for (let each: Thing | undefined = thing; each; each = this.things.get(parentId(each.parent) ?? ''))
        if (picked.has(each.id)) return true;
      return false;
    };
    return Object.create(this, { isShared: { value: isShared } }) as NotionStore;
  }

  /** Notes below a page that another page, or a database, stands there: Notion gives that block its own id. */
  placeChild(pageId: string, childId: string, type: 'child_page' | 'child_database', title: string): void {
    const page = this.things.get(pageId);
    if (page?.object !== 'page') throw new Error('a child below no page');
    const { createdAt, editedAt, editedBy } = page;
    const parent: Parent = { type: 'page_id', page_id: pageId };
    const kept = { parent, createdAt, editedAt, editedBy, inTrash: false, shared: false };
    const key = `block:${childId}`;
    this.things.set(key, { ...kept, object: 'block', id: childId, type, content: { title }, children: [] });
    page.children.push(key);
  }

  newId(): string {
    return randomUUID();
  }
}

/** The id of a parent; none for the workspace. */
export function parentId(parent: Parent): string | undefined {
  switch (parent.type) {
    case 'workspace':
      return undefined;
    case 'page_id':
      return parent.page_id;
    case 'block_id':
      return parent.block_id;
    case 'database_id':
      return parent.database_id;
    case 'data_source_id':
      return parent.data_source_id;
  }
}

/** An id with its dashes: callers may leave them out. */
export function idOf(given: string): string {
  const plain = given.replace(/-/g, '').toLowerCase();
  return plain.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
