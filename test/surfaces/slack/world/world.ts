import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Invocation } from '../../../../src/commands/contracts/runner.ts';
import type { Sessions } from '../../../../src/access/sessions.ts';
import { NoxError } from '../../../../src/core/errors.ts';
import type { Reply } from '../../../../src/core/reply.ts';
import type { TenantType } from '../../../../src/core/roles.ts';
import { createMessages } from '../../../../src/messages/translate.ts';
import { createSlackSurface } from '../../../../src/surfaces/slack/slack.ts';
import type { SlackInstallationRecord, SlackKey } from '../../../../src/tenancy/slack-installations.ts';
import type { Installer, InstallIntent } from '../../../../src/tenancy/slack-onboarding.ts';
import {
  memoryIdentities,
  memoryInbox,
  memoryInstallations,
  memoryStates,
  memoryVisits,
  stillClock,
} from './memory.ts';
import { sign, startStandIn } from './slack.ts';
import { signingSecret } from './slack.ts';

/** What the runner was asked: words, or a pressed action. */
export interface Asked {
  readonly tenantId: number;
  readonly userId: number;
  readonly words: string;
}

type Work = (invocation: Invocation, words: string) => Promise<Reply> | Reply;

/** The surface on a real HTTP port, with Slack's side played and the tenancy in memory. */
export async function startWorld(options: { readonly types?: ReadonlyMap<number, TenantType> } = {}) {
  const slack = await startStandIn();
  const installations = memoryInstallations();
  const identities = memoryIdentities(options.types ?? new Map(), installations.keysOf);
  const inbox = memoryInbox();
  const clock = stillClock();
  const asked: Asked[] = [];
  const logged: { readonly level: string; readonly fields: unknown; readonly message: string }[] = [];
  const boarded: { intent: InstallIntent; record: SlackInstallationRecord; installer: Installer }[] = [];
  const log = (level: string) => (fields: unknown, message: string) =>
    void logged.push({ level, fields, message });
  let work: Work = (_invocation, words) => said(`echo ${words}`);

  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = async (invocation: Invocation, words: string) => {
    asked.push({ tenantId: invocation.tenant.id, userId: invocation.actor.userId, words });
    return work(invocation, words);
  };
  const sessions: Sessions = {
    issue: () => Promise.reject(new Error('not needed')),
    ticket: () => Promise.reject(new Error('not needed')),
    redeem: () => Promise.reject(new Error('not needed')),
    end: () => Promise.reject(new Error('not needed')),
    async verify(token) {
      const [role, tenantId] = token.split('.');
      if (role !== 'admin' && role !== 'viewer') throw new NoxError('unauthenticated');
      const person = {
        userId: 7,
        name: 'Ada',
        role,
        locale: 'fr',
        timeZone: 'Europe/Paris',
        surface: 'api',
      } as const;
      const tenant = {
        id: Number(tenantId),
        type: 'enterprise',
        name: 'x',
        locale: 'fr',
        timeZone: 'Europe/Paris',
      } as const;
      return { actor: person, tenant };
    },
  };
  const surface = createSlackSurface({
    config: {
      clientId: '1.2',
      clientSecret: 'client-secret',
      signingSecret,
      appToken: undefined,
      apiUrl: slack.apiUrl,
      publicUrl: url,
    },
    installations,
    visits: memoryVisits(installations),
    identities,
    inbox,
    clock,
    sessions,
    signIn: { enterBySlack: (tenantId, userId) => sessions.issue(tenantId, userId) },
    links: {
      offer: async (tenantId, person, purpose) => `${url}/slack/${purpose}/${tenantId}-${person.slackUserId}`,
      show: async () => undefined,
      refuse: async () => {},
      confirm: () => Promise.reject(new Error('not needed')),
      signIn: () => Promise.reject(new Error('not needed')),
    },
    states: memoryStates(),
    signInStates: memoryStates(),
    onboarding: {
      async comeAboard(intent, record, installer) {
        boarded.push({ intent, record, installer });
        const tenantId = intent.tenantId ?? 100 + boarded.length;
        await installations.save(tenantId, record);
        return { tenantId, userId: 1, created: intent.tenantId === undefined };
      },
    },
    runner: {
      words: run,
      press: (invocation, action, option) => run(invocation, `press ${action} ${option}`),
    },
    messages: createMessages(),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  });
  const pages = express().use(surface.router);
  server.on('request', (request, response) => {
    if (!surface.receive(request, response)) pages(request, response);
  });

  function post(body: string, contentType: string, headers: Record<string, string>): Promise<Response> {
    return fetch(`${url}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': contentType, ...headers },
    });
  }
  const now = () => Math.floor(Date.now() / 1000);
  const form = 'application/x-www-form-urlencoded';

  return {
    slack,
    url,
    surface,
    installations,
    identities,
    inbox,
    clock,
    asked,
    logged,
    boarded,
    answerWith: (next: Work) => void (work = next),
    install(
      tenantId: number,
      key: Partial<SlackKey>,
      bot: Record<string, unknown> = {},
      installedAt = new Date(0),
    ) {
      const full = { enterpriseId: undefined, teamId: undefined, isEnterpriseInstall: false, ...key };
      const token = `xoxb-${tenantId}-${key.teamId ?? key.enterpriseId}`;
      installations.add(tenantId, {
        key: full,
        bot: { token, botUserId: 'UBOT', ...bot },
        installerSlackUserId: 'U0',
        installedAt,
        label: 'x',
      });
    },
    raw: (body: string, headers: Record<string, string>, contentType = 'application/json') =>
      post(body, contentType, headers),
    event(event: Record<string, unknown>, rest: Record<string, unknown> = {}) {
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: 'T1',
        event_id: `Ev${Math.random()}`,
        event_time: now(),
        event,
        ...rest,
      });
      return post(body, 'application/json', sign(body, now()));
    },
    slash(fields: Record<string, string>) {
      const usual = {
        command: '/nox',
        text: '',
        team_id: 'T1',
        user_id: 'U1',
        channel_id: 'C1',
        is_enterprise_install: 'false',
        response_url: `${slack.url}/response/1`,
      };
      const body = new URLSearchParams({ ...usual, ...fields }).toString();
      return post(body, form, sign(body, now()));
    },
    /** What a slash command was answered in its acknowledgement. */
    async said(
      answered: Promise<Response>,
    ): Promise<{ readonly text: string; readonly response_type: string }> {
      return (await (await answered).json()) as { text: string; response_type: string };
    },
    interact(payload: Record<string, unknown>) {
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      return post(body, form, sign(body, now()));
    },
    click(value: string, rest: Record<string, unknown> = {}) {
      return this.interact({
        type: 'block_actions',
        team: { id: 'T1' },
        user: { id: 'U1', team_id: 'T1' },
        channel: { id: 'C1' },
        container: { type: 'message', message_ts: '1700000001.000001', channel_id: 'C1', is_ephemeral: true },
        response_url: `${slack.url}/response/1`,
        actions: [
          {
            type: 'button',
            action_id: 'nox:act:0',
            block_id: 'b',
            value,
            text: { type: 'plain_text', text: 'Confirmer' },
          },
        ],
        ...rest,
      });
    },
    async stop() {
      await surface.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await slack.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** A reply of one line, to the channel unless said otherwise. */
export function said(text: string, audience: 'asker' | 'thread' | 'channel' = 'channel'): Reply {
  return { summary: text, audience, blocks: [{ kind: 'text', text }] };
}
