import type { Announced, Announcer, Channel } from '../core/announce.ts';
import { findAlertMessage, noteSaid, placeOfChannel } from '../database/tenant/monitoring/alerts.ts';
import { listAlertChannels } from '../database/tenant/monitoring/alert-channels.ts';
import { findReportRun, noteReport } from '../database/tenant/reports.ts';
import { readTenant } from '../database/tenant/settings.ts';
import { listInstallations } from '../database/tenant/slack/slack-installations.ts';
import type { Sending, Sent } from '../jobs/lane.ts';
import type { Span } from '../core/reply.ts';
import { destinationOf, ownerOf } from '../core/alert-destination.ts';
import type { Destination } from '../core/alert-destination.ts';
import { composeSections, titleOf } from './compose.ts';
import { gatherReport } from './gather.ts';
import { mainPicture } from './pictures.ts';
import { summaryOf } from './render.ts';
import type { ReportDependencies } from './types.ts';

/**
 * Sums a report up in Slack, once: in the alert channel of its one cluster, else of everything; where nothing can be said
 * there, to the person who installed NOX.
 */
export async function sendTell(dependencies: ReportDependencies, sending: Sending): Promise<Sent> {
  const { tenant, row, mayBeDone } = sending;
  const { clock, messages, log } = dependencies;
  const run = await findReportRun(tenant, Number(row.payload['runId']));
  const announcer = dependencies.announcer();
  if (!run || run.state !== 'written') return { kind: 'never', code: 'gone' };
  if (!announcer) return { kind: 'never', code: 'no_slack' };
  const { locale, timeZone } = await readTenant(tenant);
  const writing = { t: messages(locale), locale, timeZone };
  const data = await gatherReport(
    tenant,
    run.clusterIds,
    { start: run.periodStart, end: run.periodEnd },
    timeZone,
    clock.now(),
  );
  const title = titleOf(writing, run.cadence, data, run.id);
  const picture = await mainPicture(composeSections(writing, data), log);
  const summary = summaryOf(writing, title, data, run.pageUrl ?? undefined, picture);
  const text = writing.t('report.no_page', { place: run.parentTitle });
  const told = run.error
    ? { ...summary, blocks: [...summary.blocks, { kind: 'context' as const, text }] }
    : summary;
  const [only, another] = run.clusterIds;
  const integrationId = another === undefined ? (only ?? null) : null;
  const installations = await listInstallations(tenant);
  const channels = await listAlertChannels(tenant.db);
  const places = [
    destinationOf(channels, installations, { integrationId, namespace: '' }),
    ownerOf(installations),
  ];
  let outcome: Announced = { kind: 'never', code: 'nowhere' };
  const said = await findAlertMessage(tenant.db, `report:${run.id}`);
  if (said?.postedIn && said.ts)
    outcome = { kind: 'said', posted: { channelId: said.postedIn, ts: said.ts } };
  for (const place of places) {
    if (!place || outcome.kind !== 'never') continue;
    const movedFrom = place.channelId === places[0]?.channelId ? undefined : places[0]?.channelId;
    outcome = await say(announcer, place, movedFrom);
  }
  if (outcome.kind === 'never') {
    await noteReport(tenant.db, run.id, { state: 'failed', error: outcome.code });
    return outcome;
  }
  if (outcome.kind !== 'said') return outcome.kind === 'later' ? outcome : { kind: 'later', seconds: 5 };
  await noteReport(tenant.db, run.id, { state: 'told', toldAt: clock.now() });
  return { kind: 'sent' };

  async function say(
    speaker: Announcer,
    place: Destination,
    movedFrom: string | undefined,
  ): Promise<Announced> {
    const key = `report:${run?.id}`;
    const channel = channelOf(place);
    const from: Span[] = movedFrom ? [{ kind: 'channel', channelId: movedFrom }] : [];
    const note = { kind: 'context' as const, text: [writing.t('report.moved'), ' ', ...from] };
    const reply = movedFrom ? { ...told, blocks: [...told.blocks, note] } : told;
    const audience = { locale, timeZone };
    const before = mayBeDone ? await findSaid(speaker, place, key) : 'absent';
    if (before === 'later') return { kind: 'later', seconds: 5 };
    if (typeof before === 'object') {
      await speaker.complete(tenant.tenantId, channel, before, reply, audience);
      return { kind: 'said', posted: before };
    }
    const said = await speaker.post(tenant.tenantId, channel, reply, audience, { key });
    if (said.kind === 'said') {
      const { channelId: postedIn, ts } = said.posted;
      await noteSaid(tenant, { ...place, key, postedIn, ts, createdAt: clock.now() });
    }
    return said;
  }

  /** Slack knows a direct message by its own id, which what was said there before told. */
  async function findSaid(speaker: Announcer, place: Destination, key: string) {
    const channelId = (await placeOfChannel(tenant, place.channelId)) ?? place.channelId;
    return speaker.find(tenant.tenantId, { ...channelOf(place), channelId }, { key });
  }
}

function channelOf({ enterpriseId, teamId, channelId }: Destination): Channel {
  return { enterpriseId: enterpriseId || undefined, teamId, channelId };
}
