import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { ZipFile } from 'yazl';

/** A file of JSON: one object after another. */
export interface JsonFile {
  readonly name: string;
  /** Each object as JSON. */
  rows(): AsyncIterable<string>;
}

/** A reader that takes nothing for so long is gone. */
const patienceMs = 60_000;

/**
 * Sends a ZIP archive of a text and of JSON files, written as it is read: neither a file nor the archive is ever whole in
 * memory. Errors: those of `rows` and of a reader who left; what was sent by then is cut off, so that no tool takes it
 * for whole.
 */
export async function sendArchive(
  response: Response,
  fileName: string,
  readme: string,
  files: readonly JsonFile[],
): Promise<void> {
  response.set({
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="${fileName}"`,
    'content-type': 'application/zip',
    'x-content-type-options': 'nosniff',
  });
  const archive = new ZipFile();
  const broken = new Promise<never>((_done, failed) => archive.on('error', failed));
  archive.addBuffer(Buffer.from(readme), 'README.txt');
  for (const { name, rows } of files)
    archive.addReadStreamLazy(name, {}, (take) =>
      take(null, Readable.from(jsonOf(rows()), { objectMode: false })),
    );
  archive.end();
  response.setTimeout(patienceMs, () => response.destroy(new Error('the reader takes nothing')));
  try {
    await Promise.race([pipeline(archive.outputStream, response), broken]);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** A list, one object a line; lines are gathered, so that a small one does not go its way alone. */
async function* jsonOf(rows: AsyncIterable<string>): AsyncIterable<string> {
  let gathered = '[';
  let between = '\n';
  for await (const row of rows) {
    gathered += `${between}${row}`;
    between = ',\n';
    if (gathered.length < 32_768) continue;
    yield gathered;
    gathered = '';
  }
  yield `${gathered}\n]\n`;
}
