import { Client } from '@notionhq/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNotion } from '../../../demo/notion/notion.ts';
import type { SimulatedNotion } from '../../../demo/notion/notion.ts';
import { techcorpNotion } from '../../../demo/notion/worlds.ts';

/** Files in the simulated Notion, through Notion's own client: made, sent, shown within the hour; or refused. */
let notion: SimulatedNotion;
let client: Client;
let minutes = 0;
const png = Buffer.from('\x89PNG a picture', 'latin1');

beforeAll(async () => {
  const began = Date.now();
  notion = await startNotion({ world: techcorpNotion(), now: () => new Date(began + minutes * 60_000) });
  client = clientOf(notion.token);
});
afterAll(() => notion?.close());

function clientOf(auth: string): Client {
  return new Client({ auth, baseUrl: notion.url, retry: false, logger: () => {} });
}

function send(id: string, bytes = png, type = 'image/png') {
  const data = new Blob([bytes], { type });
  return client.fileUploads.send({ file_upload_id: id, file: { filename: 'chart.png', data } });
}

async function sent(): Promise<string> {
  const { id } = await client.fileUploads.create({ filename: 'chart.png', content_type: 'image/png' });
  await send(id);
  return id;
}

function show(id: string) {
  return client.pages.create({
    parent: { page_id: notion.idOf('Runbooks') },
    properties: { title: { title: [{ text: { content: `Images ${id}` } }] } },
    children: [{ image: { file_upload: { id }, caption: [{ text: { content: 'Disponibilité <b>' } }] } }],
  });
}

test('a file is made, sent and shown; then it stays, and a browser sees the page with it', async () => {
  const made = await client.fileUploads.create({ filename: 'chart.png', content_type: 'image/png' });
  expect(made).toMatchObject({ status: 'pending', filename: 'chart.png', content_type: 'image/png' });
  expect(made.upload_url).toBe(`${notion.url}/v1/file_uploads/${made.id}/send`);
  expect(await send(made.id)).toMatchObject({ status: 'uploaded', content_length: png.length });
  const page = await show(made.id);
  const blocks = await client.blocks.children.list({ block_id: page.id });
  expect(blocks.results).toMatchObject([
    { type: 'image', image: { type: 'file', caption: [{ plain_text: 'Disponibilité <b>' }] } },
  ]);
  minutes += 90;
  expect(await client.fileUploads.retrieve({ file_upload_id: made.id })).toMatchObject({
    status: 'uploaded',
    expiry_time: null,
  });
  const html = await (await fetch(`${notion.url}/Images-${page.id.replace(/-/g, '')}`)).text();
  const [, source = ''] = /<img src="([^"]+)"/.exec(html) ?? [];
  expect(html).toContain('<figcaption>Disponibilité &lt;b></figcaption>');
  const picture = await fetch(notion.url + source);
  expect([picture.headers.get('content-type'), Buffer.from(await picture.arrayBuffer())]).toEqual([
    'image/png',
    png,
  ]);
  expect((await fetch(`${notion.url}/nowhere`)).status).toBe(404);
});

test('what Notion refuses: twice, too large, of another type, unsent, too late, unknown, without the right', async () => {
  const refused = { code: 'validation_error', status: 400 };
  const id = await sent();
  await expect(send(id)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('`uploaded`'),
  });
  const { id: other } = await client.fileUploads.create({ filename: 'chart.png' });
  await expect(send(other, png, 'image/gif')).rejects.toMatchObject(refused);
  await expect(send(other, Buffer.alloc(5 * 1_024 * 1_024 + 1))).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('exceeds'),
  });
  await expect(show(other)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('`pending`'),
  });
  minutes += 60;
  await expect(show(id)).rejects.toMatchObject({ ...refused, message: expect.stringContaining('`expired`') });
  await expect(send(other)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('`expired`'),
  });
  const nowhere = '00000000-0000-4000-8000-000000000000';
  await expect(send(nowhere)).rejects.toMatchObject({ code: 'object_not_found', status: 404 });
  await expect(show(nowhere)).rejects.toMatchObject(refused);
  expect(() => notion.idOf(`Images ${id}`)).toThrow();
  for (const wrong of [
    { filename: 'chart.exe' },
    { filename: 'chart.png', content_type: 'image/gif' },
    { mode: 'multi_part' as const, filename: 'chart.png', number_of_parts: 2 },
  ])
    await expect(client.fileUploads.create(wrong)).rejects.toMatchObject(refused);
  const reader = clientOf(notion.readOnlyToken);
  await expect(reader.fileUploads.create({ filename: 'chart.png' })).rejects.toMatchObject({
    code: 'restricted_resource',
  });
});
