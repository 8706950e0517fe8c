import { defineCommand } from '../contracts/command.ts';
import { readReport, reportInput, reportParameters } from './fields.ts';
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
    const { reports, actor, connections } = context;
    const { cadence, clusters } = await readReport(context, input);
    const reached = clusters.length > 0 || !actor.only ? clusters : await connections.list();
    context.target(`report/${cadence}`);
    // No id is 0: a guest who reaches nothing sees nothing.
    const ids = reached.map(({ id }) => id);
    return reports.preview(cadence, actor.only && ids.length === 0 ? [0] : ids, actor);
  },
});
