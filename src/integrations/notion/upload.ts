import { NoxError } from '../../core/errors.ts';
import type { NotionConnection } from './connection.ts';

/** A picture for a page. */
export interface Picture {
  /** With its ending: Notion tells the type of a file by it too. */
  readonly filename: string;
  readonly png: Uint8Array;
}

/**
 * Gives Notion a picture; returns the id by which a block shows it, within the hour: what no block shows by then is gone
 * (https://developers.notion.com/reference/file-upload). The bytes and the token go to the configured host: the
 * `upload_url` that an answer names is not followed. Errors: `upstream_*`.
 */
export async function uploadPicture(
  { api, call }: NotionConnection,
  { filename, png }: Picture,
  what: string,
): Promise<string> {
  const type = 'image/png';
  const made = await call(what, 'insert', () =>
    api.fileUploads.create({ mode: 'single_part', filename, content_type: type }),
  );
  const data = new Blob([new Uint8Array(png)], { type });
  const sent = await call(what, 'insert', () =>
    api.fileUploads.send({ file_upload_id: made.id, file: { filename, data } }),
  );
  if (sent.status !== 'uploaded') throw new NoxError('upstream_failed', { service: 'Notion', status: 200 });
  return sent.id;
}
