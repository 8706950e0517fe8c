import { NotionError, validationError } from '../errors.ts';
import { bodies, checked } from '../requests.ts';
import type { SentBlock } from '../requests.ts';
import type { NotionStore } from '../store.ts';
import { expiryOf, isExpired } from '../uploads.ts';
import type { Upload } from '../uploads.ts';

/** The types of pictures among those that Notion takes, by the ending of a file's name. */
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

/** https://developers.notion.com/reference/create-a-file-upload */
export function createUpload(store: NotionStore, body: unknown, now: Date, host: string) {
  const { mode = 'single_part', filename, content_type: given } = checked(bodies.createUpload, body);
  if (mode !== 'single_part')
    throw validationError(`This simulation takes single_part alone, instead was \`"${mode}"\`.`);
  const named = filename === undefined ? undefined : types[endingOf(filename)];
  if (filename !== undefined && !named)
    throw validationError(`body failed validation: body.filename has an unsupported extension: ${filename}`);
  if (given !== undefined && !Object.values(types).includes(given))
    throw validationError(`body failed validation: body.content_type is not supported: ${given}`);
  if (named && given && named !== given)
    throw validationError(`The content type ${given} does not match the extension of ${filename}.`);
  const upload: Upload = {
    id: store.newId(),
    createdAt: now,
    editedAt: now,
    status: 'pending',
    filename: filename ?? null,
    contentType: given ?? named ?? null,
    bytes: undefined,
    isAttached: false,
  };
  store.uploads.set(upload.id, upload);
  return uploadJson(store, upload, now, host);
}

export function getUpload(store: NotionStore, id: string, now: Date, host: string) {
  return uploadJson(store, uploadOf(store, id), now, host);
}

/** https://developers.notion.com/reference/send-a-file-upload. The whole file under `file`, as form data. */
export async function sendUpload(
  store: NotionStore,
  id: string,
  form: (() => Promise<FormData>) | undefined,
  now: Date,
  host: string,
) {
  const upload = uploadOf(store, id);
  const file = (await form?.())?.get('file');
  if (!(file instanceof File))
    throw validationError('body failed validation: body.file should be defined, instead was `undefined`.');
  if (upload.status !== 'pending' || isExpired(upload, now))
    throw validationError(
      `File upload ${id} should have a status of \`pending\`, instead was \`${statusOf(upload, now)}\`.`,
    );
  if (file.size > store.largestFile)
    throw validationError(
      `File size of ${file.size} exceeds the limit of ${store.largestFile} bytes of this workspace.`,
    );
  if (upload.contentType !== null && file.type !== upload.contentType)
    throw validationError(
      `The content type of the file sent (${file.type}) does not match that of the file upload (${upload.contentType}).`,
    );
  upload.bytes = Buffer.from(await file.arrayBuffer());
  upload.filename ??= file.name;
  upload.contentType ??= file.type;
  upload.status = 'uploaded';
  upload.editedAt = now;
  return uploadJson(store, upload, now, host);
}

/**
 * Attaches the files that blocks show, all or none: each sent, within the hour. The blocks as they then stand: the file
 * is one of Notion's own. Errors: `validation_error`.
 */
export function attached(store: NotionStore, blocks: readonly SentBlock[], now: Date): SentBlock[] {
  const found: Upload[] = [];
  const shown = blocks.map(function show(block): SentBlock {
    const children = block.children.map(show);
    const given = block.content.file_upload as { id: string } | undefined;
    if (!given) return { ...block, children };
    const upload = store.uploads.get(given.id);
    if (!upload || upload.status !== 'uploaded' || isExpired(upload, now))
      throw validationError(
        `File upload ${given.id} should have a status of \`uploaded\`, instead was \`${upload ? statusOf(upload, now) : 'not found'}\`.`,
      );
    found.push(upload);
    const { file_upload: _given, type: _type, ...rest } = block.content;
    const file = {
      url: `/files/${upload.id}/${upload.filename}`,
      expiry_time: expiryOf(upload).toISOString(),
    };
    return { ...block, content: { caption: [], ...rest, type: 'file', file }, children };
  });
  for (const upload of found) upload.isAttached = true;
  return shown;
}

function uploadOf(store: NotionStore, id: string): Upload {
  const upload = store.uploads.get(id);
  if (upload) return upload;
  throw new NotionError(404, 'object_not_found', `Could not find file upload with ID: ${id}.`);
}

function statusOf(upload: Upload, now: Date): string {
  return isExpired(upload, now) ? 'expired' : upload.status;
}

function uploadJson(store: NotionStore, upload: Upload, now: Date, host: string): Record<string, unknown> {
  const { id, createdAt, editedAt, filename, contentType, bytes, isAttached } = upload;
  const status = statusOf(upload, now);
  return {
    object: 'file_upload',
    id,
    created_time: createdAt.toISOString(),
    created_by: { id: store.botId, type: 'bot' },
    last_edited_time: editedAt.toISOString(),
    expiry_time: isAttached ? null : expiryOf(upload).toISOString(),
    in_trash: false,
    archived: false,
    status,
    filename,
    content_type: contentType,
    content_length: bytes?.length ?? null,
    ...(status === 'pending' ? { upload_url: `http://${host}/v1/file_uploads/${id}/send` } : {}),
  };
}

function endingOf(filename: string): string {
  return filename.split('.').at(-1)?.toLowerCase() ?? '';
}
