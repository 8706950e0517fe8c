import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEgress } from '../../../src/integrations/egress.ts';
import { openNotion } from '../../../src/integrations/notion/client.ts';

/** A Notion that names another host for the bytes: neither they nor the token go there. */
let notion: Server;
let elsewhere: Server;
const asked: { path: string; token: string | undefined; type: string; body: Buffer }[] = [];
let strayed = 0;
let status = 'uploaded';

beforeAll(async () => {
  elsewhere = await listening((_request, answer) => {
    strayed++;
    answer({});
  });
  notion = await listening((request, answer, body) => {
    const { authorization: token, 'content-type': type = '' } = request.headers;
    asked.push({ path: request.url ?? '', token, type, body });
    const isSent = request.url?.endsWith('/send');
    answer({
      object: 'file_upload',
      id: 'b1f7c3a2-0000-4000-8000-000000000001',
      status: isSent ? status : 'pending',
      upload_url: `${urlOf(elsewhere)}/v1/file_uploads/b1f7c3a2-0000-4000-8000-000000000001/send`,
    });
  });
});
afterAll(() => {
  notion?.close();
  elsewhere?.close();
});

function listening(
  handle: (request: IncomingMessage, answer: (body: object) => void, body: Buffer) => void,
): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () =>
      handle(
        request,
        (body) =>
          void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
        Buffer.concat(chunks),
      ),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function client() {
  const egress = createEgress({ allow: ['127.0.0.1'] });
  const environment = { egress, defaults: { githubUrl: '', notionUrl: '' } };
  const configuration = { token: 'ntn_secret', apiUrl: urlOf(notion) };
  return openNotion(configuration, environment, 'notion', new AbortController().signal);
}

test('a picture goes as form data to the configured host and to no other', async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254, 13, 10]);
  const opened = client();
  expect(await opened.upload({ filename: 'availability.png', png }, 'Rapports')).toBe(
    'b1f7c3a2-0000-4000-8000-000000000001',
  );
  await opened.close();
  expect(strayed).toBe(0);
  const [made, sent] = asked;
  expect(made).toMatchObject({ path: '/v1/file_uploads', token: 'Bearer ntn_secret' });
  expect(JSON.parse(String(made?.body))).toEqual({
    mode: 'single_part',
    filename: 'availability.png',
    content_type: 'image/png',
  });
  expect(sent?.path).toBe('/v1/file_uploads/b1f7c3a2-0000-4000-8000-000000000001/send');
  const form = await new Response(new Uint8Array(sent?.body ?? []), {
    headers: { 'content-type': sent?.type ?? '' },
  }).formData();
  const file = form.get('file') as File;
  expect([file.name, file.type, new Uint8Array(await file.arrayBuffer())]).toEqual([
    'availability.png',
    'image/png',
    png,
  ]);
});

test('a file that Notion does not call uploaded is none', async () => {
  status = 'failed';
  const opened = client();
  await expect(opened.upload({ filename: 'a.png', png: new Uint8Array(3) }, 'x')).rejects.toMatchObject({
    code: 'upstream_failed',
  });
  await opened.close();
});
