import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { SlackDependencies } from '../src/surfaces/slack/dependencies.ts';
import { listenToCommands } from '../src/surfaces/slack/listen/commands.ts';
import { listenToEvents } from '../src/surfaces/slack/listen/events.ts';
import { listenToHome } from '../src/surfaces/slack/listen/home.ts';
import { listenToLifecycle } from '../src/surfaces/slack/listen/lifecycle.ts';
import { botScopes } from '../src/surfaces/slack/installation/scopes.ts';
import { createMessages } from '../src/messages/translate.ts';
import { sign } from './surfaces/slack/world/slack.ts';
import { startWorld } from './surfaces/slack/world/world.ts';
import type { World } from './surfaces/slack/world/world.ts';

type Manifest = AppsManifestCreateArguments['manifest'];
const manifest = parse(readFileSync('slack-manifest.yml', 'utf8'), { strict: true }) as Manifest;
const { features, oauth_config, settings, display_information: display } = manifest;
const scopes: readonly string[] = oauth_config?.scopes?.bot ?? [];
const events: readonly string[] = settings?.event_subscriptions?.bot_events ?? [];

/** What a bot token needs for a method: any one of each group (https://docs.slack.dev/reference/methods). */
const needs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'assistant.threads.setStatus': [['assistant:write']],
  'assistant.threads.setSuggestedPrompts': [['assistant:write']],
  'apps.uninstall': [],
  'auth.teams.list': [],
  'auth.test': [],
  'chat.delete': [['chat:write']],
  'chat.getPermalink': [],
  'chat.postEphemeral': [['chat:write']],
  'chat.postMessage': [['chat:write']],
  'chat.update': [['chat:write']],
  'conversations.info': [['channels:read'], ['groups:read']],
  // Of a direct message; in channels NOX may not read, and does without (see announce.ts).
  'conversations.history': [['im:history']],
  'conversations.replies': [['im:history']],
  'files.completeUploadExternal': [['files:write']],
  'files.getUploadURLExternal': [['files:write']],
  'oauth.v2.access': [],
  // By the identity's own token, whose scopes are asked for with the sign-in itself.
  'openid.connect.token': [],
  'openid.connect.userInfo': [],
  'users.conversations': [['channels:read'], ['groups:read']],
  'users.info': [['users:read']],
  'views.publish': [],
};
/** What an event needs to be subscribed to (https://docs.slack.dev/reference/events). */
const eventNeeds: Readonly<Record<string, readonly string[]>> = {
  app_context_changed: [],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  'message.im': ['im:history'],
  team_access_granted: [],
  team_access_revoked: [],
  tokens_revoked: [],
};

describe('slack-manifest.yml', () => {
  it('asks for the scopes that the installation asks for, no more', () => {
    expect([...scopes].sort()).toEqual([...botScopes].sort());
    expect(oauth_config?.scopes?.user ?? []).toEqual([]);
  });

  it('has a scope for every method that the code calls, and a use for every scope', () => {
    const called = methodsCalled();
    expect(called.length).toBeGreaterThan(8);
    expect(called.filter((method) => !(method in needs))).toEqual([]);
    const groups = called.flatMap((method) => needs[method] ?? []);
    expect(groups.filter((group) => !group.some((scope) => scopes.includes(scope)))).toEqual([]);
    const used = new Set([
      ...groups.flat(),
      ...events.flatMap((event) => eventNeeds[event] ?? []),
      'commands',
    ]);
    expect(scopes.filter((scope) => !used.has(scope))).toEqual([]);
  });

  it('subscribes to exactly what the code listens to', () => {
    const { events: listened, commands } = listeners();
    expect([...events].sort()).toEqual(
      listened.map((event) => (event === 'message' ? 'message.im' : event)).sort(),
    );
    expect(
      events.filter((event) => !(eventNeeds[event] ?? [event]).every((each) => scopes.includes(each))),
    ).toEqual([]);
    const given = features?.slash_commands ?? [];
    expect(given).toHaveLength(1);
    expect(given.every(({ command }) => commands.some((pattern) => pattern.test(command)))).toBe(true);
    expect(given[0]).toMatchObject({ should_escape: true, usage_hint: expect.stringMatching(/help/) });
  });

  it('suggests what the code suggests, in French', () => {
    const t = createMessages()('fr');
    const titles = (['help', 'status', 'pods', 'prs'] as const).map((each) => t(`slack.prompt.${each}`));
    expect(features?.agent_view?.suggested_prompts?.map(({ title }) => title)).toEqual(titles);
  });

  it('keeps to Slack’s limits and turns on what NOX needs', () => {
    expect(display.name.length).toBeLessThanOrEqual(35);
    expect(display.description?.length).toBeLessThanOrEqual(140);
    expect(display.long_description?.length).toBeGreaterThanOrEqual(174);
    expect(display.long_description?.length).toBeLessThanOrEqual(4_000);
    expect(features?.agent_view?.agent_description?.length).toBeLessThanOrEqual(300);
    expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9_.-]{1,80}$/);
    expect(features?.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(settings).toMatchObject({
      interactivity: { is_enabled: true },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: true,
    });
  });

  describe('against the running surface', () => {
    let world: World;
    beforeAll(async () => void (world = await startWorld()));
    afterAll(() => world.stop());
    const here = (address: string | undefined) => new URL(new URL(address ?? '').pathname, world.url).href;

    it('sends requests to where they are answered', async () => {
      const targets = [
        settings?.event_subscriptions?.request_url,
        settings?.interactivity?.request_url,
        ...(features?.slash_commands ?? []).map(({ url }) => url),
      ];
      const body = JSON.stringify({ type: 'url_verification', challenge: 'c3' });
      for (const target of targets) {
        expect(target).toMatch(/^https:\/\/nox\.example\.com\//);
        const headers = { 'content-type': 'application/json', ...sign(body, Math.floor(Date.now() / 1000)) };
        const response = await fetch(here(target), { method: 'POST', body, headers });
        expect([response.status, await response.json()]).toEqual([200, { challenge: 'c3' }]);
      }
    });

    it('names the redirect URLs that the installation and Sign in with Slack use', async () => {
      const begun = await fetch(`${world.url}/slack/install?type=freelance`, { redirect: 'manual' });
      const asked = new URL(begun.headers.get('location') ?? '').searchParams;
      const signIn = await fetch(`${world.url}/slack/openid`, { redirect: 'manual' });
      const asking = new URL(signIn.headers.get('location') ?? '').searchParams;
      expect(oauth_config?.redirect_urls?.map(here)).toEqual([
        asked.get('redirect_uri'),
        asking.get('redirect_uri'),
      ]);
      expect(asked.get('scope')?.split(',').sort()).toEqual([...scopes].sort());
    });
  });
});

/** Every method of Slack's Web API whose name stands in the surface's source, from the client's own list of them. */
function methodsCalled(): string[] {
  const folder = 'src/surfaces/slack';
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/\s+/g, ''))
    .join('\n');
  const byName = [...source.matchAll(/apiCall\('([^']+)'/g)].map((match) => match[1] ?? '');
  const called = methodNames(new WebClient(), '', 0).filter((name) => source.includes(`.${name}(`));
  return [...new Set([...called, ...byName])];
}

function methodNames(value: object, prefix: string, depth: number): string[] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) => {
    if (typeof each === 'function') return prefix ? [`${prefix}${key}`] : [];
    const deeper = typeof each === 'object' && each !== null && depth < 4 && /^[a-z]\w*$/i.test(key);
    return deeper ? methodNames(each, `${prefix}${key}.`, depth + 1) : [];
  });
}

/** What the surface registers with Bolt, noted by an app that only writes it down. */
function listeners(): { events: string[]; commands: RegExp[] } {
  const found = { events: [] as string[], commands: [] as RegExp[] };
  const app = {
    event: (name: string) => void found.events.push(name),
    command: (pattern: RegExp) => void found.commands.push(pattern),
  } as unknown as App;
  const none = {} as unknown as SlackDependencies;
  listenToEvents(app, none, async () => {});
  listenToCommands(app, none, async () => {});
  listenToHome(app, none, {} as unknown as Parameters<typeof listenToHome>[2]);
  listenToLifecycle(app, none, {} as unknown as Parameters<typeof listenToLifecycle>[2]);
  return found;
}
