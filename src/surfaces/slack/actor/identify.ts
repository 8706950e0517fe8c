import type { Identified } from '../../../access/slack-identity.ts';
import type { SlackKey } from '../../../tenancy/slack-installations.ts';
import type { SlackVisit } from '../../../tenancy/slack-visits.ts';
import type { Spoken } from '../speak/clients.ts';
import type { SlackDependencies } from '../dependencies.ts';
import { findHome, profileAtHome } from './home.ts';
import type { Who } from './home.ts';
import { readProfile } from './profile.ts';
import type { FullProfile } from './profile.ts';

/** Who it is, for the tenant, once it is known where the person is at home. The profile is read once at most. */
export async function identifyPerson(
  { identities }: SlackDependencies,
  tenantId: number,
  { speak, installed }: Spoken,
  where: SlackKey,
  who: Who,
  channelId: string,
  visit?: SlackVisit,
): Promise<Identified> {
  let reading: Promise<FullProfile> | undefined;
  const profile = () => (reading ??= speak().then(({ client }) => readProfile(client, who.slackUserId)));
  const homeTeamId = await findHome(installed, where, who.claimedTeamId, profile);
  const person = {
    slackUserId: who.slackUserId,
    homeTeamId,
    homeEnterpriseId: installed.enterpriseId,
    channelId,
  };
  const atHome = async () => profileAtHome(installed, homeTeamId, await profile());
  return identities.identify(tenantId, person, atHome, visit);
}
