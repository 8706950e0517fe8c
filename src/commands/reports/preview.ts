import { defineCommand } from '../contracts/command.ts';
import { coveredClusters, readReport, reportInput, reportParameters } from './fields.ts';
import type { ReportWords } from './fields.ts';

/** `report preview [daily|weekly|monthly] [clusters]`: what the report would say now, for the asker alone. */
export const reportPreview = defineCommand<ReportWords>({
  name: 'report preview',
  area: 'incidents',
  synonyms: ['rapport aperçu', 'rapport preview', 'aperçu rapport'],
  permission: 'k8s:read',
  input: reportInput,
  parameters: reportParameters,
  help: 'report.help.preview',
  example: 'report preview daily',
  effect: 'read',
  async run(context, input) {
    const { reports, actor } = context;
    const asked = await readReport(context, input);
    context.target(`report/${asked.cadence}`);
    return reports.preview(asked.cadence, await coveredClusters(context, asked), actor);
  },
});
