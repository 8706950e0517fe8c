import type { SlackPlatform } from '../../../demo/slack/platform.ts';
import { makeCanary } from './canaries.ts';

/** A tenant to be: who is in it, and where in Slack it lives. */
export interface Cast {
  readonly key: string;
  readonly type: 'enterprise' | 'freelance';
  readonly canary: string;
  readonly email: string;
  readonly password: string;
  /** Set: NOX is installed in the whole organisation. */
  readonly enterpriseId: string | undefined;
  readonly teamIds: readonly string[];
  /** The first one installs NOX in the first workspace, and owns or administers the tenant. */
  readonly people: readonly Someone[];
}

/** A person, and the channel where they speak with NOX. */
export interface Someone {
  readonly id: string;
  readonly teamId: string;
  readonly channelId: string;
}

/** Two enterprises, one of them a Grid, and two freelancers, one of them in two workspaces. */
export function makeCasts(): readonly Cast[] {
  return [
    makeCast('alpha', 'enterprise', ['TALPHA1', 'TALPHA2'], 'EALPHA'),
    makeCast('beta', 'enterprise', ['TBETA1']),
    makeCast('gamma', 'freelance', ['TGAMMA1', 'TGAMMA2']),
    makeCast('delta', 'freelance', ['TDELTA1']),
  ];
}

function makeCast(key: string, type: Cast['type'], teamIds: string[], enterpriseId?: string): Cast {
  const canary = makeCanary();
  const people = teamIds.flatMap((teamId) =>
    ['1', '2'].map((which) => {
      const id = `U${teamId.slice(1)}${which}`;
      return { id, teamId, channelId: `C${teamId.slice(1)}` };
    }),
  );
  const password = `correct horse ${canary}`;
  return { key, type, canary, email: `${canary}@example.com`, password, enterpriseId, teamIds, people };
}

/** The channel that some share by Slack Connect, and who they are. */
export const sharedChannel = 'CSHARED';
export const sharing: readonly string[] = ['beta', 'gamma'];

/** Makes the casts' workspaces, people and channels. Names hold the canaries; ids do not. */
export function populate(platform: SlackPlatform, casts: readonly Cast[]): void {
  for (const { key, canary, enterpriseId, teamIds, people } of casts) {
    if (enterpriseId)
      platform.addEnterprise({ id: enterpriseId, name: `Org ${canary}`, domain: `${key}-org` });
    for (const id of teamIds) {
      const workspace = { id, name: `Workspace ${canary}`, domain: id.toLowerCase() };
      platform.addWorkspace({ ...workspace, ...(enterpriseId ? { enterpriseId } : {}) });
    }
    for (const { id, teamId } of people) {
      const names = { name: `${id}-${canary}`, realName: `Person ${canary}`, email: `${id}@${canary}.com` };
      platform.addPerson({
        id,
        teamId,
        locale: 'en-GB',
        tz: 'Europe/Paris',
        isAdmin: id.endsWith('1'),
        ...names,
      });
    }
    for (const teamId of teamIds) {
      const members = people.filter((each) => each.teamId === teamId).map((each) => each.id);
      platform.addChannel({ id: `C${teamId.slice(1)}`, teamId, name: 'general', members });
    }
  }
  const hosts = sharing.flatMap((key) => casts.find((each) => each.key === key)?.people[0] ?? []);
  if (hosts.length === 0) return;
  platform.addChannel({
    id: sharedChannel,
    teamId: hosts[0]?.teamId ?? '',
    name: 'shared',
    members: hosts.map((each) => each.id),
    sharedWith: hosts.slice(1).map((each) => each.teamId),
  });
}
