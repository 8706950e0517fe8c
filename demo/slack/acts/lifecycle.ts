import { deliverEvent } from '../deliver.ts';
import type { Ends } from '../deliver.ts';
import type { Store } from '../store.ts';
import type { Installation } from '../types.ts';
import { envelope } from './envelope.ts';

/**
 * An organisation's admin gives the app a workspace, or takes it back
 * (https://docs.slack.dev/reference/events/team_access_granted). Errors: an Error where the app has no org-wide
 * installation there.
 */
export async function grant(store: Store, ends: Ends, teamId: string, isGranted = true): Promise<void> {
  const enterpriseId = store.workspaces.get(teamId)?.enterpriseId;
  const installation = store.installations.find((each) => !each.teamId && each.enterpriseId === enterpriseId);
  const bot = installation && store.people.get(installation.botUserId);
  if (!installation || !bot) throw new Error('the app is not installed in that organisation');
  if (isGranted) installation.teamIds.add(teamId);
  else installation.teamIds.delete(teamId);
  const [home = '', ...others] = installation.teamIds;
  store.people.set(bot.id, { ...bot, teamId: home, alsoIn: others });
  const event = { type: isGranted ? 'team_access_granted' : 'team_access_revoked', team_ids: [teamId] };
  const body = envelope(store, installation, event);
  // Slack says false here, org-wide as the installation is (slackapi/bolt-js#1778).
  const [authorization] = body.authorizations as readonly object[];
  const authorizations = [{ ...authorization, team_id: teamId, is_enterprise_install: false }];
  await deliverEvent(store, ends, { ...body, team_id: teamId, authorizations });
}

/** In which order the two events of an uninstall come: Slack promises none. */
export type UninstallOrder = 'tokens_first' | 'app_first';

/** The app leaves: its tokens die, and it is told. */
export async function uninstall(
  store: Store,
  ends: Ends,
  installation: Installation,
  order: UninstallOrder = 'tokens_first',
): Promise<void> {
  store.installations.splice(store.installations.indexOf(installation), 1);
  for (const token of store.tokens.values()) if (token.installation === installation) token.revoked = true;
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [installation.botUserId] } };
  const events = [revoked, { type: 'app_uninstalled' }];
  for (const event of order === 'tokens_first' ? events : events.reverse()) {
    await deliverEvent(store, ends, envelope(store, installation, event));
  }
}

/** A person takes back what they gave the app: their own token dies, and the app is told. */
export async function revokeTokenOf(store: Store, ends: Ends, userId: string, teamId: string): Promise<void> {
  for (const token of store.tokens.values()) {
    if (token.kind === 'user' && token.userId === userId) token.revoked = true;
  }
  const installation = store.installations.find((each) => each.teamIds.has(teamId));
  if (!installation) return;
  const event = { type: 'tokens_revoked', tokens: { oauth: [userId], bot: [] } };
  await deliverEvent(store, ends, envelope(store, installation, event));
}
