import { expect } from 'vitest';
import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import { call } from '../../support/nox.ts';
import type { TestNox } from '../../support/nox.ts';

/** A NOX that is spoken with in a Slack. */
interface Spoken {
  readonly nox: TestNox;
  readonly slack: SlackPlatform;
}

/** What a person is answered to a slash command, as they see it, in one text. */
export async function ask(
  { nox, slack }: Spoken,
  words: string,
  userId = 'U0ADA',
  channelId = 'C0PLAT',
): Promise<string> {
  const before = new Set(slack.visible(userId, channelId).map(({ ts }) => ts));
  await slack.slash({ userId, channelId }, words);
  await nox.app.settled();
  return JSON.stringify(slack.visible(userId, channelId).filter(({ ts }) => !before.has(ts)));
}

/** Connects a tool over the HTTP API. */
export async function connectTool(nox: TestNox, token: string, type: string, body: object): Promise<void> {
  const answer = await call(nox, 'POST', `/api/integrations/${type}`, body, token);
  expect([type, answer.status, answer.text]).toMatchObject([type, 201, expect.anything()]);
}
