import type { WebClient } from '@slack/web-api';
import type { JoinedChannel, JoinedChannels } from '../../../core/announce.ts';
import type { SlackInstallations, SlackKey } from '../../../tenancy/slack-installations.ts';
import type { SlackClients } from './clients.ts';

/** Channels asked for at once, and how often at most for one workspace (Slack advises 200 a page). */
const pageSize = 200;
const mostPages = 5;
/** Workspaces of an organisation that are looked into; in the others one says `alerts here` in the channel. */
const mostWorkspaces = 30;

interface Workspace {
  readonly key: SlackKey;
  readonly teamId: string;
  readonly name: string;
}

/**
 * Lists the channels that NOX is in, over all Slack installations of a tenant: `users.conversations` of the bot itself
 * (https://docs.slack.dev/reference/methods/users.conversations), in an organisation for each workspace that
 * `auth.teams.list` names. Each is asked once: a workspace that does not answer is named, the others are told.
 */
export function joinedChannels(
  clients: SlackClients,
  installations: SlackInstallations,
): (tenantId: number) => Promise<JoinedChannels> {
  async function clientOf(tenantId: number, key: SlackKey, teamId: string | undefined): Promise<WebClient> {
    const spoken = await clients.of(tenantId, key);
    if (!spoken) throw new Error('the installation is gone');
    const { bot } = await spoken.speak();
    return clients.once(bot.token, key.isEnterpriseInstall ? teamId : undefined);
  }

  async function workspacesOf(tenantId: number, key: SlackKey, label: string): Promise<readonly Workspace[]> {
    if (!key.isEnterpriseInstall) return [{ key, teamId: key.teamId ?? '', name: label }];
    const client = await clientOf(tenantId, key, undefined);
    const { teams = [] } = await client.auth.teams.list({ limit: mostWorkspaces });
    return teams.map(({ id = '', name = '' }) => ({ key, teamId: id, name }));
  }

  async function channelsOf(
    tenantId: number,
    { key, teamId, name: place }: Workspace,
  ): Promise<readonly JoinedChannel[]> {
    const client = await clientOf(tenantId, key, teamId);
    const found: JoinedChannel[] = [];
    let cursor = '';
    for (let page = 0; page < mostPages; page++) {
      const answer = await client.users.conversations({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      });
      for (const { id, name, is_ext_shared: isShared } of answer.channels ?? [])
        if (id && name)
          found.push({
            channel: { enterpriseId: key.enterpriseId, teamId, channelId: id },
            name,
            place,
            isShared: isShared === true,
          });
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (!cursor) break;
    }
    return found;
  }

  return async (tenantId) => {
    const silent: string[] = [];
    const asked = async <T>(label: string, work: Promise<readonly T[]>) =>
      work.catch((): readonly T[] => {
        silent.push(label);
        return [];
      });
    const installed = await installations.list(tenantId);
    const workspaces = await Promise.all(
      installed.map(({ key, label }) => asked(label, workspacesOf(tenantId, key, label))),
    );
    const channels = await Promise.all(
      workspaces.flat().map((workspace) => asked(workspace.name, channelsOf(tenantId, workspace))),
    );
    // A channel that several workspaces of an organisation share is one.
    const byId = new Map(channels.flat().map((each) => [each.channel.channelId, each]));
    return { joined: [...byId.values()], silent };
  };
}
