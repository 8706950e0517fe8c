import { notFound, NotionError } from '../errors.ts';
import { userOf } from '../properties.ts';
import type { NotionStore } from '../store.ts';
import { listOf } from './list.ts';

/** The bot behind the token (https://developers.notion.com/reference/get-self). */
export function me(store: NotionStore): Record<string, unknown> {
  return {
    object: 'user',
    id: store.botId,
    name: store.integration,
    avatar_url: null,
    type: 'bot',
    bot: {
      owner: { type: 'workspace', workspace: true },
      workspace_id: store.workspaceId,
      workspace_limits: { max_file_upload_size_in_bytes: store.largestFile },
      workspace_name: store.workspace,
    },
  };
}

export function users(store: NotionStore, query: URLSearchParams): Record<string, unknown> {
  const size = query.get('page_size');
  const paging = {
    start_cursor: query.get('start_cursor'),
    page_size: size === null ? undefined : Number(size),
  };
  return listOf(store.people, paging, 'user', (each) => ({ object: 'user', ...userOf(each) }));
}

export function user(store: NotionStore, id: string): Record<string, unknown> {
  if (id === store.botId) return me(store);
  const found = store.people.find((each) => each.id === id);
  if (!found)
    throw new NotionError(404, 'object_not_found', notFound('page', id).message.replace('page', 'user'));
  return { object: 'user', ...userOf(found) };
}
