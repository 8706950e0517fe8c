import type { WebClient } from '@slack/web-api';
import { isSlacks } from './respond.ts';

/** A text file and the place to show it in. */
export interface FileToShow {
  readonly filename: string;
  readonly content: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
}

/**
 * Uploads a text file and shows it in a channel (https://docs.slack.dev/messaging/working-with-files). The bytes go to
 * Slack's own file host alone. Errors: those of the Web API, and of the upload.
 */
export async function uploadFile(
  client: WebClient,
  apiUrl: string | undefined,
  { filename, content, channel, threadTs }: FileToShow,
): Promise<void> {
  const bytes = Buffer.from(content);
  const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    filename,
    length: bytes.length,
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
  const files: [{ id: string; title: string }] = [{ id, title: filename }];
  await client.files.completeUploadExternal(
    threadTs ? { files, channel_id: channel, thread_ts: threadTs } : { files, channel_id: channel },
  );
}
