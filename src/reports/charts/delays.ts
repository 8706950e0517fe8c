import type { ReportData } from '../gather.ts';
import { daysOf, durationOf } from '../writing.ts';
import type { Writing } from '../writing.ts';
import { resolvedAfter, takenAfter } from '../took.ts';
import { drawBars } from './bars.ts';
import type { Chart } from './chart.ts';
import { ink } from './svg.ts';

const shown = 10;
const units = [
  { unit: 'minutes', ms: 60_000, upTo: 120 },
  { unit: 'hours', ms: 3_600_000, upTo: 72 },
  { unit: 'days', ms: 86_400_000, upTo: Number.POSITIVE_INFINITY },
] as const;

/** How long the longest incidents took to be taken and to be over; none before there are two to compare. */
export function drawDelays(writing: Writing, { incidents, period }: ReportData): Chart | undefined {
  const { t } = writing;
  const timed = incidents
    .filter(({ isBaseline }) => !isBaseline)
    .map((incident) => ({ incident, taken: takenAfter(incident), resolved: resolvedAfter(incident) }))
    .filter(({ resolved }) => resolved !== undefined)
    .toSorted((a, b) => (b.resolved ?? 0) - (a.resolved ?? 0))
    .slice(0, shown);
  const [longest] = timed;
  if (timed.length < 2 || !longest) return undefined;
  const most = Math.max(...timed.map(({ taken = 0, resolved = 0 }) => Math.max(taken, resolved)));
  const { unit, ms } = units.find((each) => most <= each.upTo * each.ms) ?? units[2];
  const value = (took: number | undefined) =>
    took === undefined ? undefined : { amount: took / ms, said: durationOf(writing, took) };
  const isTaken = timed.some(({ taken }) => taken !== undefined);
  const keys = [
    ...(isTaken ? [{ label: t('report.chart.taken'), fill: ink.amber }] : []),
    { label: t('report.chart.resolved'), fill: ink.blue },
  ];
  const bars = timed.map(({ incident, taken, resolved }) => ({
    name: t('report.chart.incident', { id: incident.id, subject: incident.subjectName }),
    values: [...(isTaken ? [value(taken)] : []), value(resolved)],
  }));
  const head = {
    title: t(isTaken ? 'report.chart.delays' : 'report.chart.durations'),
    note: t('report.chart.delays_note', { count: timed.length, unit }),
    keys,
  };
  return {
    name: 'delays',
    title: head.title,
    svg: drawBars(head, bars, t(`report.chart.${unit}`)),
    alt: t('report.chart.delays_alt', {
      count: timed.length,
      days: daysOf(writing, period.start, period.end),
      id: longest.incident.id,
      longest: durationOf(writing, longest.resolved ?? 0),
    }),
  };
}
