import { Writable } from 'node:stream';
import { startApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { freePort } from '../src/database/embedded.ts';
import type { Embedded } from '../src/database/embedded.ts';
import { createLogger } from '../src/log.ts';
import { oauthApp, slackApp } from './outside/outside.ts';
import type { Outside } from './outside/outside.ts';

/** The demo's NOX, through the same door as any other. */
export interface DemoNox {
  readonly app: App;
  /** What went wrong inside, as it was logged. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Starts NOX on a database, against the simulated world. `masterKey`: 32 bytes in base64. */
export async function startNox(
  database: Embedded,
  { slack, atlassian, notionCloud }: Outside,
  masterKey: string,
): Promise<DemoNox> {
  const faults: string[] = [];
  let closing = false;
  const sink = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n').filter(Boolean)) {
        const { level = 0 } = JSON.parse(line) as { level?: number };
        if (level >= 50 && !closing) faults.push(line);
      }
      done();
    },
  });
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  atlassian.register(`${publicUrl}/integrations/consent/jira`);
  notionCloud.register(`${publicUrl}/integrations/consent/notion`);
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    NOX_ALLOW_PRIVATE_HOSTS: '127.0.0.1,localhost',
    SLACK_CLIENT_ID: slackApp.clientId,
    SLACK_CLIENT_SECRET: slackApp.clientSecret,
    SLACK_SIGNING_SECRET: slackApp.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    JIRA_CLIENT_ID: oauthApp.clientId,
    JIRA_CLIENT_SECRET: oauthApp.clientSecret,
    JIRA_AUTH_URL: atlassian.url,
    JIRA_API_URL: atlassian.url,
    NOTION_CLIENT_ID: oauthApp.clientId,
    NOTION_CLIENT_SECRET: oauthApp.clientSecret,
    NOTION_API_URL: notionCloud.url,
  });
  const ready = { ...config, databaseUrl: database.databaseUrl, masterKey };
  const app = await startApp(ready, createLogger('info', sink), { profileLifetimeMs: 0 });
  return {
    app,
    faults,
    async close() {
      closing = true;
      await app.close();
    },
  };
}
