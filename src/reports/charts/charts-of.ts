import { severities } from '../../core/incident.ts';
import type { ReportData } from '../gather.ts';
import { daysOf } from '../writing.ts';
import type { Writing } from '../writing.ts';
import { drawAvailability } from './availability.ts';
import { stepLabel } from './chart.ts';
import type { Chart } from './chart.ts';
import { drawColumns } from './columns.ts';
import { drawDelays } from './delays.ts';
import { ink } from './svg.ts';

export type Charts = Partial<Readonly<Record<Chart['name'], Chart>>>;

const severityInk = { info: ink.sky, warning: ink.amber, high: ink.vermilion, critical: ink.plum } as const;

/** The charts of a report; of what has no course (a single number, nothing at all) there is none. */
export function chartsOf(writing: Writing, data: ReportData): Charts {
  const opened = data.incidents.filter(({ isBaseline }) => !isBaseline);
  const told = severities.filter((each) => opened.some((incident) => incident.told === each));
  const all = [
    drawAvailability(writing, data),
    counted(writing, data, 'restarts', [{ label: '', fill: ink.blue, at: undefined }]),
    counted(
      writing,
      data,
      'incidents',
      told.map((severity) => ({
        label: writing.t(`severity.${severity}`),
        fill: severityInk[severity],
        at: opened.filter((incident) => incident.told === severity).map(({ openedAt }) => openedAt),
      })),
    ),
    drawDelays(writing, data),
    counted(writing, data, 'rollouts', [
      { label: '', fill: ink.blue, at: data.rollouts.map(({ at }) => at) },
    ]),
  ];
  return Object.fromEntries(all.flatMap((chart) => (chart ? [[chart.name, chart]] : [])));
}

interface Kind {
  readonly label: string;
  readonly fill: string;
  /** When each of them was; undefined: as many as there were restarts. */
  readonly at: readonly Date[] | undefined;
}

/** What happened in each hour or on each day. */
function counted(
  writing: Writing,
  { period, trends, incidents }: ReportData,
  name: 'restarts' | 'incidents' | 'rollouts',
  kinds: readonly Kind[],
): Chart | undefined {
  const { t, locale, timeZone } = writing;
  const { unit, starts, restarts } = trends;
  const columns = starts.map((start, index) => {
    const next = starts[index + 1] ?? period.end;
    return {
      label: stepLabel(writing, unit, start, starts.length),
      start,
      counts: kinds.map(
        ({ at }) => at?.filter((each) => each >= start && each < next).length ?? restarts[index] ?? 0,
      ),
    };
  });
  const totals = columns.map(({ counts }) => counts.reduce((sum, each) => sum + each, 0));
  if (totals.filter((each) => each > 0).length < 2) return undefined;
  const count = totals.reduce((sum, each) => sum + each, 0);
  const most = Math.max(...totals);
  const days = daysOf(writing, period.start, period.end);
  const before = incidents.filter(({ isBaseline }) => isBaseline).length;
  const when = new Intl.DateTimeFormat(
    locale,
    unit === 'hour'
      ? { timeStyle: 'short', timeZone }
      : { weekday: 'long', day: 'numeric', month: 'long', timeZone },
  ).format(columns[totals.indexOf(most)]?.start);
  const head = {
    title: t(`report.chart.${name}`, { unit }),
    note: t(`report.chart.${name}_note`, { days, before }),
  };
  return {
    name,
    title: head.title,
    svg: drawColumns(head, kinds, columns),
    alt: t(`report.chart.${name}_alt`, { count, days, when, most, unit }),
  };
}
