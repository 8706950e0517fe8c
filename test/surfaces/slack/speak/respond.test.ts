import { afterEach, expect, test, vi } from 'vitest';
import { createRespond } from '../../../../src/surfaces/slack/speak/respond.ts';

afterEach(() => vi.unstubAllGlobals());

test('an answer goes to Slack alone, whatever address a request gave for it', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response('ok');
  });
  const elsewhere = [
    'https://elsewhere.example.com/commands/1',
    'http://hooks.slack.com/commands/1',
    'https://hooks.slack.com.example.com/commands/1',
    'https://hooks.slack.com@elsewhere.example.com/commands/1',
    'http://127.0.0.1:1/commands/1',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    '',
  ];
  for (const url of elsewhere)
    expect([url, await createRespond(undefined)(url, { text: 'x' })]).toEqual([url, false]);
  for (const url of elsewhere.filter((each) => !each.includes('127.0.0.1')))
    expect(await createRespond('http://127.0.0.1:9/api/')(url, { text: 'x' })).toBe(false);
  expect(asked).toEqual([]);
  expect(await createRespond(undefined)('https://hooks.slack.com/commands/1', { text: 'x' })).toBe(true);
});
