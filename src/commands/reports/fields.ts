import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { Cadence } from '../../core/report.ts';
import type { Inline, ReplyBlock } from '../../core/reply.ts';
import type { ReportContent } from '../../database/tenant/reports.ts';
import type { CommandContext, Parameter } from '../contracts/command.ts';
import { pickTarget, titleOf } from '../notion/pick.ts';
import { hasNoCluster, knownCluster } from '../incidents/scope.ts';
import { fold } from '../text/words.ts';

/** What all commands about reports take: how often, of which clusters, and where to. */
export interface ReportWords {
  readonly words?: string | undefined;
  readonly at?: string | undefined;
  readonly place?: string | undefined;
  readonly notion?: string | undefined;
}

const optional = (longest: number) => z.string().trim().min(1).max(longest).optional();
export const reportInput = z.strictObject({
  words: optional(300),
  at: optional(10),
  place: optional(300),
  notion: optional(60),
});
export const reportParameters: readonly Parameter[] = [
  { name: 'words', position: 0, rest: true, label: 'report.parameter.words' },
  { name: 'at', flags: ['heure', 'à'], label: 'report.parameter.at' },
  { name: 'place', flags: ['in', 'dans', 'page'], label: 'report.parameter.place' },
  { name: 'notion', label: 'notion.parameter.notion' },
];

const cadenceWords: Readonly<Record<Cadence, readonly string[]>> = {
  daily: ['daily', 'day', 'quotidien', 'quotidienne', 'journalier', 'jour', 'chaque jour', 'every day'],
  weekly: ['weekly', 'week', 'hebdomadaire', 'hebdo', 'semaine'],
  monthly: ['monthly', 'month', 'mensuel', 'mensuelle', 'mois'],
};

/** What was asked for, understood. */
export interface AskedReport {
  readonly cadence: Cadence;
  /** `08:00` */
  readonly atTime: string;
  /** Empty: all that the actor reaches. */
  readonly clusters: readonly { readonly id: number; readonly name: string }[];
  readonly place: string | undefined;
}

/**
 * `weekly at 08:30 client-a in Rapports`: how often first (a week where nothing is said), then a time, clusters and a page
 * in any order. Errors: `bad_input`; `integration_not_found`; `not_connected` where there is no cluster to report on.
 */
export async function readReport({ connections }: CommandContext, input: ReportWords): Promise<AskedReport> {
  const said = (input.words ?? '')
    .trim()
    .replace(/\b(\d{1,2})\s+(?:h|heures?)(?:\s+(\d{2}))?(?=$|\s)/gi, '$1h$2');
  const [, before = said, page] = /^(.*?)(?:^|\s+)(?:in|dans|sous|under)\s+(.+)$/i.exec(said) ?? [];
  const words = before
    .split(/[\s,]+/)
    .filter((each) => each && !/^(?:at|à|a|pour|for|de|of|et|and)$/i.test(each));
  const times = words.filter((each) => /^\d{1,2}(?:[:h]\d{0,2})?$/i.test(each));
  const names = words.filter((each) => !times.includes(each));
  const first = fold(names[0] ?? '');
  const cadence = (Object.keys(cadenceWords) as Cadence[]).find((each) => cadenceWords[each].includes(first));
  if (await hasNoCluster({ connections })) throw new NoxError('not_connected', { service: 'Kubernetes' });
  const all = await connections.list();
  const clusters = (cadence ? names.slice(1) : names).map((name) => knownCluster(all, name));
  const atTime = timeOf(input.at ?? times[0] ?? '08:00');
  if (!atTime || times.length > 1) throw new NoxError('bad_input', {}, { sentence: 'report.bad_time' });
  return { cadence: cadence ?? 'weekly', atTime, clusters, place: input.place ?? page };
}

/** `8`, `8h30`, `08:30` as `08:30`. */
function timeOf(written: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2})(?:[:h](\d{2})?)?$/i.exec(written) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute ?? 0) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute ?? '00'}`;
}

/**
 * The clusters that a report covers: those that were named, else all, which is empty for who sees them all. No id is 0: who
 * sees none is told of none.
 */
export async function coveredClusters(
  { connections }: CommandContext,
  { clusters }: AskedReport,
): Promise<readonly number[]> {
  if (clusters.length > 0) return clusters.map(({ id }) => id);
  if (!(await connections.hidesSome('k8s'))) return [];
  const seen = (await connections.list()).filter(({ type }) => type === 'k8s');
  return seen.length > 0 ? seen.map(({ id }) => id) : [0];
}

/**
 * What the report covers and where it is put: into the Notion page or table that was named, else where the tenant's first
 * schedule puts it, else in Slack alone. A guest's covers what the guest reaches.
 * Errors: ChoiceNeeded (`place`, `notion`), `not_connected`, `not_found`, `upstream_*`.
 */
async function contentOf(
  context: CommandContext,
  asked: AskedReport,
  notion: string | undefined,
): Promise<ReportContent> {
  const { cadence, place } = asked;
  const clusterIds = await coveredClusters(context, asked);
  if (place === undefined) {
    const usual = (await context.reports.schedules()).find(({ parentId }) => parentId !== null);
    const { notionId = null, parentId = null, parentIsTable = false, parentTitle = '' } = usual ?? {};
    return { cadence, clusterIds, notionId, parentId, parentIsTable, parentTitle };
  }
  const { client, integration } = await context.connections.notion(notion);
  const wanted = { written: place, parameter: 'place', exact: true, notion: integration.name };
  const target = await pickTarget(client, wanted, context.t);
  return {
    cadence,
    clusterIds,
    notionId: integration.id,
    parentId: target.id,
    parentIsTable: target.kind === 'source',
    parentTitle: titleOf(context.t, target),
  };
}

/** The clusters as people are told them. */
export function clustersText({ t }: CommandContext, names: readonly string[]): string {
  return names.length === 0 ? t('alerts.everything') : names.join(', ');
}

/** Reads what was asked, settles where the report goes, and names it for the audit log. Errors: those of both. */
export async function prepareReport(context: CommandContext, input: ReportWords) {
  const asked = await readReport(context, input);
  const content = await contentOf(context, asked, input.notion);
  const clusters = clustersText(
    context,
    asked.clusters.map(({ name }) => name),
  );
  context.target(`report/${asked.cadence} ${clusters}`);
  return { asked, content, clusters };
}

/** Of a report that is told in Slack alone: where that is, and how it gets a page. */
export async function slackOnly(
  { t, connections, incidents }: CommandContext,
  { clusters }: AskedReport,
  { parentId }: ReportContent,
): Promise<ReplyBlock[]> {
  if (parentId !== null) return [];
  const routes = (await incidents.routes()).filter(({ namespace }) => !namespace);
  const [only, another] = clusters;
  const own = another === undefined && routes.find(({ cluster }) => cluster && cluster === only?.name);
  const route = own || routes.find(({ cluster }) => cluster === undefined);
  const where: Inline = route ? { kind: 'channel', channelId: route.channelId } : t('alerts.direct');
  const hasNotion = (await connections.list()).some(({ type }) => type === 'notion');
  return [
    { kind: 'context', text: [t('report.alerts_go'), ' ', where] },
    { kind: 'context', text: t(hasNotion ? 'report.how_to_page' : 'report.connect_notion') },
  ];
}
