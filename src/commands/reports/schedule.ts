import { z } from 'zod';
import { bold, moment } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { clustersText, prepareReport, reportInput, reportParameters, slackOnly } from './fields.ts';
import type { ReportWords } from './fields.ts';

/** `report schedule <daily|weekly|monthly> [at 08:00] [clusters] [in <page>]` */
export const reportSchedule = defineCommand<ReportWords>({
  name: 'report schedule',
  area: 'incidents',
  synonyms: [
    'rapport programmer',
    'rapport programme',
    'rapport planifier',
    'report every',
    'rapport schedule',
  ],
  permission: 'k8s:operate-protected',
  input: reportInput,
  parameters: reportParameters,
  help: 'report.help.schedule',
  example: 'report schedule weekly at 08:00 prod in Rapports',
  effect: 'change',
  async run(context, input) {
    const { t, reports, actor, tenant } = context;
    const { asked, content, clusters } = await prepareReport(context, input);
    const { id, nextAt } = await reports.schedule(content, asked.atTime, actor.userId);
    const params = {
      id,
      clusters,
      time: asked.atTime,
      zone: tenant.timeZone,
      place: content.parentTitle || 'none',
    };
    const text = t(`report.scheduled.${asked.cadence}`, params);
    return {
      summary: text,
      audience: 'thread',
      blocks: [
        { kind: 'notice', tone: 'ok', text },
        { kind: 'context', text: [t('report.next'), ' ', moment(nextAt)] },
        ...(await slackOnly(context, asked, content)),
      ],
    };
  },
});

/** `report schedules` */
export const reportSchedules = defineCommand<Record<string, never>>({
  name: 'report schedules',
  area: 'incidents',
  synonyms: ['rapports', 'reports', 'rapports programmés', 'rapport schedules'],
  permission: 'k8s:read',
  input: z.strictObject({}),
  parameters: [],
  help: 'report.help.schedules',
  example: 'report schedules',
  effect: 'read',
  async run(context) {
    const { t, reports, connections } = context;
    const tools = await connections.list();
    const hides = await connections.hidesSome('k8s');
    const all = (await reports.schedules()).filter(
      ({ clusterIds }) =>
        !hides || (clusterIds.length > 0 && clusterIds.every((id) => tools.some((tool) => tool.id === id))),
    );
    const summary = t('report.schedule_count', { count: all.length });
    const items = all.map(({ id, cadence, atTime, clusterIds, parentTitle, nextAt }): Inline => {
      const names = clusterIds.map((each) => tools.find((tool) => tool.id === each)?.name ?? '–');
      const where = parentTitle ? ` → ${parentTitle}` : '';
      const kind = t(`report.kind.${cadence}`);
      return [
        bold(`#${id}`),
        ` ${kind} · ${atTime} · ${clustersText(context, names)}${where} · ${t('report.next')} `,
        moment(nextAt),
      ];
    });
    return {
      summary,
      audience: 'thread',
      blocks: [
        { kind: 'text', text: bold(summary) },
        ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
        { kind: 'context', text: t('report.how_to') },
      ],
    };
  },
});

/** `report unschedule <n>` */
export const reportUnschedule = defineCommand<{ id: number }>({
  name: 'report unschedule',
  area: 'incidents',
  synonyms: ['rapport déprogrammer', 'rapport arrêter', 'report stop', 'rapport unschedule'],
  permission: 'k8s:operate-protected',
  input: z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) }),
  parameters: [{ name: 'id', position: 0, kind: 'integer', label: 'incident.parameter.id' }],
  help: 'report.help.unschedule',
  example: 'report unschedule 1',
  effect: 'change',
  async run({ t, reports, target }, { id }) {
    target(`report-schedule/${id}`);
    await reports.unschedule(id);
    const text = t('report.unscheduled', { id });
    return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone: 'ok', text }] };
  },
});
