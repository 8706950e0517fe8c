import type { SlackProfile } from '../../../access/slack-identity.ts';
import type { SlackKey } from '../../../tenancy/slack-installations.ts';
import type { FullProfile } from './profile.ts';

/** Who acts, as a request names them; the home team is what the request claims, where it claims one. */
export interface Who {
  readonly slackUserId: string;
  readonly claimedTeamId: string | undefined;
}

/**
 * The one id under which an installation's people are known: the organisation of an org-wide installation (a person of
 * a Grid acts from any of its workspaces and stays one person), else the workspace.
 */
export function homeOfInstallation(installed: SlackKey): string {
  return (installed.isEnterpriseInstall ? installed.enterpriseId : installed.teamId) ?? '';
}

/**
 * A person's home: the installation's own, or the foreign team that the request names. Inside a Grid another workspace
 * may be the same organisation's; then the person's profile decides. `where` is what the request said of its place.
 */
export async function findHome(
  installed: SlackKey,
  where: SlackKey,
  claimed: string | undefined,
  profile: () => Promise<FullProfile>,
): Promise<string> {
  const home = homeOfInstallation(installed);
  if (claimed === undefined || claimed === home || claimed === installed.enterpriseId) return home;
  if (!installed.enterpriseId) return claimed;
  const besideUs = installed.isEnterpriseInstall && where.enterpriseId === installed.enterpriseId;
  if (besideUs && claimed === where.teamId) return home;
  const found = await profile();
  const same = claimed === found.homeTeamId || found.teamIds.includes(claimed);
  return same && isMember(installed, found) ? home : claimed;
}

/**
 * A profile in terms of a home: somebody who is no member of the installation, or whose profile names another home than
 * the request did, is an outsider. The organisation counts only for an org-wide installation: two workspaces of one Grid
 * may be two tenants, and a colleague from the other one is none of ours.
 */
export function profileAtHome(installed: SlackKey, home: string, profile: FullProfile): SlackProfile {
  const { teamIds, ...plain } = profile;
  const own = home === homeOfInstallation(installed);
  const belongs = own ? isMember(installed, profile) : profile.homeTeamId === home;
  const homeEnterpriseId = own && installed.isEnterpriseInstall ? installed.enterpriseId : undefined;
  // Within a Grid a person has one id everywhere (https://docs.slack.dev/enterprise).
  const grid = profile.homeEnterpriseId ? [...teamIds, profile.homeEnterpriseId] : [];
  const otherHomes = belongs ? grid.filter((each) => each !== home) : [];
  return {
    ...plain,
    homeTeamId: home,
    homeEnterpriseId,
    otherHomes,
    isOutsider: profile.isOutsider || !belongs,
  };
}

function isMember(installed: SlackKey, profile: FullProfile): boolean {
  if (profile.isOutsider) return false;
  if (installed.isEnterpriseInstall) return profile.homeEnterpriseId === installed.enterpriseId;
  return profile.homeTeamId === installed.teamId || profile.teamIds.includes(installed.teamId ?? '');
}
