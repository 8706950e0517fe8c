import { newId } from '../store.ts';
import { Refusal } from '../types.ts';
import type { SharedFile } from '../types.ts';
import type { Method } from './method.ts';
import { argument, channelOf, structured } from './method.ts';

const scopes = ['files:write'];

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export const getUploadUrl: Method = {
  scopes,
  run(call) {
    if (!argument(call, 'filename') || !(Number(argument(call, 'length')) > 0))
      throw new Refusal('invalid_arguments');
    const id = newId('F');
    call.store.uploads.set(id, Buffer.alloc(0));
    return { file_id: id, upload_url: `${call.url}/upload/v1/${id}` };
  },
};

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal */
export const completeUpload: Method = {
  scopes,
  run(call) {
    const files = structured(call, 'files') as readonly { id: string; title?: string }[] | undefined;
    if (!files?.length || files.some(({ id }) => !call.store.uploads.has(id)))
      throw new Refusal('file_not_found');
    const channel = channelOf(call, 'channel_id');
    if (!channel.members.has(call.token.userId)) throw new Refusal('not_in_channel');
    call.store.post({
      channelId: channel.id,
      userId: call.token.userId,
      text: '',
      threadTs: argument(call, 'thread_ts') || undefined,
      files: files.map(({ id, title }) => shared(title ?? id, call.store.uploads.get(id))),
    });
    for (const { id } of files) call.store.uploads.delete(id);
    return { files: files.map(({ id, title }) => ({ id, title })) };
  },
};

function shared(title: string, bytes: Buffer = Buffer.alloc(0)): SharedFile {
  const isPicture = bytes.subarray(1, 4).toString('latin1') === 'PNG';
  return isPicture ? { title, content: '', picture: bytes } : { title, content: bytes.toString('utf8') };
}
