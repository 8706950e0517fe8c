import type { WebClient } from '@slack/web-api';
import { isSlacks } from './respond.ts';

/** Slack's limit for the text of a picture. */
const mostAlt = 1_000;

/** A file that goes with a message: a text, or a picture with what it shows in words. */
export interface AttachedFile {
  readonly filename: string;
  readonly content: string | Uint8Array;
  readonly title?: string;
  readonly alt?: string;
}

/** A file and the place to show it in. */
interface FileToShow extends AttachedFile {
  readonly channel: string;
  readonly threadTs: string | undefined;
}

/**
 * Uploads a file and shows it in a channel (https://docs.slack.dev/messaging/working-with-files). The bytes go to
 * Slack's own file host alone. Errors: those of the Web API, and of the upload.
 */
export async function uploadFile(
  client: WebClient,
  apiUrl: string | undefined,
  { filename, content, title = filename, alt, channel, threadTs }: FileToShow,
): Promise<void> {
  const bytes = Buffer.from(content as Uint8Array);
  const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    filename,
    length: bytes.length,
    ...(alt === undefined ? {} : { alt_txt: alt.slice(0, mostAlt) }),
  });
  if (!isSlacks(url, 'files.slack.com', apiUrl)) throw new Error('the upload address is not Slack’s');
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  });
  await answer.body?.cancel().catch(() => {});
  if (!answer.ok) throw new Error(`the upload was answered ${answer.status}`);
  const files: [{ id: string; title: string }] = [{ id, title }];
  await client.files.completeUploadExternal(
    threadTs ? { files, channel_id: channel, thread_ts: threadTs } : { files, channel_id: channel },
  );
}
