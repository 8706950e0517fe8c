import { isNoxError, NoxError } from '../core/errors.ts';
import { putOut } from '../database/tenant/monitoring/incidents.ts';
import { findReportRun, noteReport } from '../database/tenant/reports.ts';
import type { ReportRun } from '../database/tenant/reports.ts';
import { readTenant } from '../database/tenant/settings.ts';
import type { NotionClient } from '../integrations/notion/client.ts';
import { laterOrNever } from '../jobs/lane.ts';
import type { Sending, Sent } from '../jobs/lane.ts';
import { composeSections, titleOf } from './compose.ts';
import { gatherReport } from './gather.ts';
import { chartsIn, uploadCharts } from './pictures.ts';
import { draftsOf } from './render.ts';
import type { ReportDependencies } from './types.ts';

/** So often a report waits for its charts; then it goes out without. */
const patience = 3;

/**
 * Writes a report into Notion, once: one call makes the whole page, with the charts that were uploaded before it, and one
 * that may be there already is looked for by its title before. Charts that no page took are gone within the hour. Where Notion says no for good the report is told in Slack all the same, with why there is no page.
 */
export async function sendWrite(dependencies: ReportDependencies, sending: Sending): Promise<Sent> {
  const { tenant, row } = sending;
  const run = await findReportRun(tenant, Number(row.payload['runId']));
  if (!run || run.state !== 'wanted') return { kind: 'never', code: 'gone' };
  const written = await writePage(dependencies, sending, run).catch((error: unknown) => {
    const sent = laterOrNever(error);
    if (sent.kind !== 'never' || !isNoxError(error)) throw error;
    return { pageUrl: null, error: sent.code };
  });
  await tenant.db.transaction(async (transaction) => {
    const values = { ...written, state: 'written' as const, writtenAt: dependencies.clock.now() };
    await noteReport(transaction, run.id, values);
    const key = `report:tell:${run.id}`;
    await putOut(transaction, tenant.tenantId, [
      { key, kind: 'report_tell', payload: { runId: run.id, to: 'slack' } },
    ]);
  });
  return { kind: 'sent' };
}

async function writePage(
  { openTools, messages, clock, log }: ReportDependencies,
  { tenant, row, mayBeDone, signal }: Sending,
  run: ReportRun,
): Promise<{ readonly pageUrl: string | null; readonly error: string | null }> {
  const { notionId, parentId, parentTitle, cadence, clusterIds } = run;
  if (parentId === null) return { pageUrl: null, error: null };
  const { locale, timeZone } = await readTenant(tenant);
  const writing = { t: messages(locale), locale, timeZone };
  const tools = openTools(tenant, signal);
  try {
    const tool = (await tools.list()).find(({ id, type }) => id === notionId && type === 'notion');
    if (!tool) throw new NoxError('not_connected', { service: 'Notion' });
    const { client } = await tools.notion(tool.name);
    const period = { start: run.periodStart, end: run.periodEnd };
    const data = await gatherReport(tenant, clusterIds, period, timeZone, clock.now());
    const title = titleOf(writing, cadence, data, run.id);
    const parent = await parentOf(client, run, parentId);
    const before = mayBeDone ? await client.findPage(parent, title, parentTitle) : undefined;
    if (before) return { pageUrl: before.url, error: null };
    const sections = composeSections(writing, data);
    const isPatient = row.attempts < patience;
    const uploads = await uploadCharts(client, chartsIn(sections), { what: parentTitle, isPatient, log });
    const page = await createWith(uploads).catch((error: unknown) => {
      // Refused for good nothing was made: it may be the pictures that Notion does not take.
      if (uploads.size === 0 || laterOrNever(error).kind === 'later') throw error;
      return createWith(new Map());
    });
    return { pageUrl: page.url, error: null };

    function createWith(pictures: ReadonlyMap<string, string>) {
      return client.create(parent, title, draftsOf(sections, pictures), parentTitle);
    }
  } finally {
    await tools.close();
  }
}

async function parentOf(client: NotionClient, { parentIsTable, parentTitle }: ReportRun, id: string) {
  if (!parentIsTable) return { page: id };
  const found = await client.find(id);
  if (found.kind === 'source') return { source: found.source };
  throw new NoxError('upstream_not_found', { service: 'Notion', what: parentTitle });
}
