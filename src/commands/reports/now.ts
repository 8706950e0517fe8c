import { link } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { prepareReport, reportInput, reportParameters, slackOnly } from './fields.ts';
import type { ReportWords } from './fields.ts';

/** `report now [daily|weekly|monthly] [clusters] [in <page>]`: a report up to now, in Notion and in the alert channel. */
export const reportNow = defineCommand<ReportWords>({
  name: 'report now',
  area: 'incidents',
  synonyms: ['rapport maintenant', 'rapport', 'report', 'rapport now'],
  permission: 'notion:write',
  input: reportInput,
  parameters: reportParameters,
  help: 'report.help.now',
  example: 'report now weekly in Rapports',
  effect: 'change',
  async run(context, input) {
    const { t, reports, actor, signal } = context;
    const { asked, content, clusters } = await prepareReport(context, input);
    const run = await reports.request(content, actor.userId, signal);
    const isThere = run.state === 'written' || run.state === 'told';
    const text = t(isThere ? (run.pageUrl ? 'report.written' : 'report.told_only') : 'report.on_its_way', {
      kind: t(`report.kind.${asked.cadence}`),
      clusters,
      place: run.parentTitle,
    });
    return {
      summary: text,
      audience: 'thread',
      blocks: [
        { kind: 'notice', tone: 'ok', text },
        ...(run.pageUrl ? [{ kind: 'context' as const, text: [link(t('report.read'), run.pageUrl)] }] : []),
        ...(run.error
          ? [{ kind: 'context' as const, text: t('report.no_page', { place: run.parentTitle }) }]
          : []),
        ...(await slackOnly(context, asked, content)),
      ],
    };
  },
});
