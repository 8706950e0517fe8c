import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver, LogLevel } from '@slack/bolt';
import type { Installation, InstallationStore } from '@slack/oauth';
import { MemoryInstallationStore } from '@slack/oauth';
import postgres from 'postgres';
import { answer } from './ask.ts';

/**
 * A Bolt app as its documentation shows it: OAuth, an installation store, a command that answers at once. With a
 * DATABASE_URL the store asks PostgreSQL each time, by a prepared statement and a primary key.
 * Its log level is `error`: Bolt's own store would otherwise print a warning for each request, at NOX's advantage.
 */
const sql = process.env.DATABASE_URL
  ? postgres(process.env.DATABASE_URL, { max: 10, onnotice: () => {} })
  : undefined;
const installationStore = sql ? await postgresStore(sql) : new MemoryInstallationStore();
const receiver = new ExpressReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  clientId: process.env.SLACK_CLIENT_ID ?? '',
  clientSecret: process.env.SLACK_CLIENT_SECRET ?? '',
  stateSecret: 'a-state-secret',
  scopes: ['commands', 'chat:write'],
  installationStore,
  logLevel: LogLevel.ERROR,
});
const app = new App({ receiver, logLevel: LogLevel.ERROR });
app.command('/nox', async ({ ack }) => {
  await ack({ response_type: 'ephemeral', text: 'At once.' });
});
const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;

async function postgresStore(on: postgres.Sql): Promise<InstallationStore> {
  await on`create table if not exists stock_installations (id text primary key, installation jsonb not null)`;
  const idOf = (query: {
    isEnterpriseInstall?: boolean | undefined;
    enterpriseId?: string | undefined;
    teamId?: string | undefined;
  }) => (query.isEnterpriseInstall ? query.enterpriseId : query.teamId) ?? '';
  return {
    async storeInstallation(installation) {
      const { isEnterpriseInstall, enterprise, team } = installation;
      const id = idOf({ isEnterpriseInstall, enterpriseId: enterprise?.id, teamId: team?.id });
      await on`
        insert into stock_installations values (${id}, ${on.json(installation as unknown as postgres.JSONValue)})
        on conflict (id) do update set installation = excluded.installation`;
    },
    async fetchInstallation(query) {
      const [row] = await on<{ installation: Installation<'v2', boolean> }[]>`
        select installation from stock_installations where id = ${idOf(query)}`;
      if (!row) throw new Error('not installed');
      return row.installation;
    },
  };
}

answer(
  {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    install: (installation: Installation) => installationStore.storeInstallation(installation),
  },
  async () => {
    await app.stop();
    await sql?.end();
  },
);
