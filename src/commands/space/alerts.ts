import { destinationOf } from '../../core/alert-destination.ts';
import type { Channel, JoinedChannel } from '../../core/announce.ts';
import { NoxError } from '../../core/errors.ts';
import { listInstallations } from '../../database/tenant/slack/slack-installations.ts';
import type { Translate } from '../../messages/translate.ts';
import type { AlertScope } from '../contracts/incidents.ts';
import { alertChannelsOf, boundReply, exampleReply, isOutside } from '../incidents/alert-channels.ts';
import { isNamespaceName } from '../incidents/scope.ts';
import type { SayingMeans } from '../incidents/alert-channels.ts';
import { listTools } from '../tools/list-tools.ts';
import { mustManage } from '../tools/change-tool.ts';
import { keepSpace } from './keep.ts';
import type { SpaceKeeper } from './keep.ts';

/** Whoever sets where alerts go, and how the space speaks. */
export interface AlertKeeping {
  readonly by: SpaceKeeper;
  readonly means: SayingMeans;
  /** The space's own language, for what is said in Slack. */
  readonly t: Translate;
}

/** A part of the clusters whose alerts go to a channel. */
export interface BoundAlerts {
  readonly scope: AlertScope;
  /** `prod/payments`; empty: everything. */
  readonly name: string;
  readonly channelId: string;
}

/** Where alerts go, and the clusters that they may be of. Errors: `forbidden`. */
export async function readAlertChannels({ by, means }: Omit<AlertKeeping, 't'>): Promise<{
  readonly bound: readonly BoundAlerts[];
  readonly clusters: readonly { readonly id: number; readonly name: string }[];
}> {
  mustManage(by);
  const [channels, clusters] = await Promise.all([
    alertChannelsOf(by.database, by.tenant, means).list(),
    clustersOf(by),
  ]);
  const bound = channels.map(({ integrationId, namespace, channelId }) => ({
    scope: { integrationId, namespace },
    name: nameOf({ integrationId, namespace }, clusters),
    channelId,
  }));
  return { bound: bound.sort((a, b) => a.name.localeCompare(b.name)), clusters };
}

/**
 * Binds alerts to a channel that NOX is in; it says so there, which shows that it can. Errors: `forbidden`, `not_found`
 * for a cluster that is not the space's, `bad_input` for a namespace that is none, `conflict` where Slack refuses.
 */
export async function bindAlerts(
  { by, means, t }: AlertKeeping,
  scope: AlertScope,
  { channel, name: channelName }: JoinedChannel,
): Promise<void> {
  const name = await checkedName(by, scope);
  await keepSpace(by, 'alerts here', `${name || '*'} → #${channelName}`, async () => {
    const channels = alertChannelsOf(by.database, by.tenant, means);
    await saidIn(channels, channel, boundReply(t, name || t('alerts.everything'), by.actor.name));
    await channels.bind(scope, channel, by.actor.userId);
  });
}

/** Unbinds; alerts fall back to the wider channel. Errors: `forbidden`, `not_found` where nothing was bound, `bad_input`. */
export async function unbindAlerts({ by, means }: Omit<AlertKeeping, 't'>, scope: AlertScope): Promise<void> {
  const name = await checkedName(by, scope);
  await keepSpace(by, 'alerts off', name || '*', async () => {
    if (!(await alertChannelsOf(by.database, by.tenant, means).unbind(scope)))
      throw new NoxError('not_found', {}, { sentence: 'alerts.page.was_not_bound' });
  });
}

/** Says an example of an alert exactly where such alerts go. Errors: `forbidden`, `conflict` where Slack refuses. */
export async function testAlerts({ by, means, t }: AlertKeeping, scope: AlertScope): Promise<void> {
  const name = await checkedName(by, scope);
  await keepSpace(by, 'alerts test', name || '*', async () => {
    const channels = alertChannelsOf(by.database, by.tenant, means);
    const [bound, installed] = await Promise.all([channels.list(), listInstallations(by.database)]);
    const to = destinationOf(bound, installed, scope);
    if (!to) throw new NoxError('conflict', {}, { sentence: 'alerts.page.no_slack' });
    const channel = { ...to, enterpriseId: to.enterpriseId || undefined };
    await saidIn(channels, channel, exampleReply(t, by.actor.name));
  });
}

async function saidIn(
  channels: ReturnType<typeof alertChannelsOf>,
  channel: Channel,
  reply: Parameters<typeof channels.say>[1],
): Promise<void> {
  const said = await channels.say(channel, reply);
  if (said === 'said') return;
  const sentence = isOutside(said) ? 'alerts.page.invite_first' : 'alerts.page.cannot_say';
  throw new NoxError('conflict', { code: said }, { sentence });
}

async function clustersOf({ database }: SpaceKeeper) {
  return (await listTools(database)).filter(({ type }) => type === 'k8s');
}

function nameOf({ integrationId, namespace }: AlertScope, clusters: readonly { id: number; name: string }[]) {
  const cluster = clusters.find(({ id }) => id === integrationId)?.name ?? '';
  return namespace ? `${cluster}/${namespace}` : cluster;
}

async function checkedName(by: SpaceKeeper, scope: AlertScope): Promise<string> {
  const clusters = await clustersOf(by);
  const { integrationId, namespace } = scope;
  if (integrationId !== null && !clusters.some(({ id }) => id === integrationId))
    throw new NoxError('not_found', { kind: 'kind.integration', name: integrationId });
  const isSound = namespace === '' || (integrationId !== null && isNamespaceName(namespace));
  if (!isSound) throw new NoxError('bad_input', {}, { sentence: 'alerts.page.bad_namespace' });
  return nameOf(scope, clusters);
}
