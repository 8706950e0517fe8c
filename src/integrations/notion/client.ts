import type { Closable, Environment } from '../provider.ts';
import { connect } from './connection.ts';
import type { NotionConfiguration } from './connection.ts';
import { find, parentTitles, search } from './find.ts';
import { readContent, readRows } from './read.ts';
import type { Content, Draft, Found, Page, Source, Target } from './types.ts';
import { uploadPicture } from './upload.ts';
import type { Picture } from './upload.ts';
import { appendBlocks, createPage, findPage } from './write.ts';

/** One tenant's Notion. Errors: NoxError `upstream_*`; `what` names the thing in them. */
export interface NotionClient extends Closable {
  /** The integration's own name and its workspace's. */
  whoAmI(): Promise<{ readonly integration: string; readonly workspace: string }>;
  /** By title, latest edited first; all for no words. 100 at most. */
  search(words: string): Promise<{ readonly items: readonly (Page | Source)[]; readonly more: boolean }>;
  /** The titles of what things stand in, by id, as far as they are shared. */
  parentTitles(items: readonly Found[]): Promise<ReadonlyMap<string, string>>;
  find(id: string): Promise<Target>;
  content(pageId: string, what: string): Promise<Content>;
  /** Latest edited first. */
  rows(
    sourceId: string,
    what: string,
    limit: number,
  ): Promise<{ readonly rows: readonly Page[]; readonly more: boolean }>;
  create(
    parent: { readonly page: string } | { readonly source: Source },
    title: string,
    drafts: readonly Draft[],
    what: string,
  ): Promise<Page>;
  /** The page of a title right below a parent, where it is there. */
  findPage(
    parent: { readonly page: string } | { readonly source: Source },
    title: string,
    what: string,
  ): Promise<{ readonly url: string } | undefined>;
  append(pageId: string, drafts: readonly Draft[], what: string): Promise<void>;
  /** Gives Notion a picture; returns the id by which a draft shows it, once within the hour. */
  upload(picture: Picture, what: string): Promise<string>;
}

/** A client for one configuration; every byte goes through the egress guard to the configured host alone. */
export function openNotion(
  configuration: NotionConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): NotionClient {
  const connection = connect(configuration, environment, name, signal);
  return {
    close: () => connection.close(),
    async whoAmI() {
      const me = await connection.call('users/me', 'users', () => connection.api.users.me({}));
      const workspace = me.type === 'bot' && 'workspace_name' in me.bot ? me.bot.workspace_name : undefined;
      return { integration: me.name ?? '', workspace: workspace ?? '' };
    },
    search: (words) => search(connection, words),
    parentTitles: (items) => parentTitles(connection, items),
    find: (id) => find(connection, id),
    content: (pageId, what) => readContent(connection, pageId, what),
    rows: (sourceId, what, limit) => readRows(connection, sourceId, what, limit),
    create: (parent, title, drafts, what) => createPage(connection, parent, title, drafts, what),
    findPage: (parent, title, what) => findPage(connection, parent, title, what),
    append: (pageId, drafts, what) => appendBlocks(connection, pageId, drafts, what),
    upload: (picture, what) => uploadPicture(connection, picture, what),
  };
}
