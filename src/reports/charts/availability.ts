import type { ReportData } from '../gather.ts';
import { daysOf, percentOf } from '../writing.ts';
import type { Writing } from '../writing.ts';
import { stepLabel } from './chart.ts';
import type { Chart } from './chart.ts';
import { drawStrips } from './strips.ts';
import { ink } from './svg.ts';

/** How each of the worst workloads fared, step by step; none before there are two steps to compare. */
export function drawAvailability(writing: Writing, data: ReportData): Chart | undefined {
  const { t } = writing;
  const { workloads, trends, clusters, period } = data;
  const seen = trends.steps.filter((_start, at) => trends.shares.some((own) => own[at] !== undefined));
  const [worst] = workloads;
  if (seen.length < 2 || !worst) return undefined;
  const strips = trends.shares.flatMap((shares, at) => {
    const workload = workloads[at];
    if (!workload) return [];
    const { name, cluster, availability } = workload;
    const full = clusters.length > 1 ? `${name} · ${cluster}` : name;
    return [{ name: full, shares, total: percentOf(writing, availability) }];
  });
  const isLow = trends.shares.flat().some((each) => each !== undefined && each < 1);
  const isUnseen = trends.shares.flat().includes(undefined);
  const keys = [
    { label: t('report.chart.whole'), fill: ink.blue },
    ...(isLow
      ? [
          { label: t('report.chart.partly'), fill: ink.amber },
          { label: t('report.chart.poor'), fill: ink.vermilion },
        ]
      : []),
    ...(isUnseen ? [{ label: t('report.chart.unseen'), fill: ink.none }] : []),
  ];
  const head = {
    title: t('report.availability_title'),
    note: t('report.chart.availability_note', { step: trends.step }),
    keys,
  };
  return {
    name: 'availability',
    title: head.title,
    svg: drawStrips(head, labelsOf(writing, data), strips),
    alt: t('report.chart.availability_alt', {
      count: strips.length,
      days: daysOf(writing, period.start, period.end),
      isWhole: worst.availability >= 1 ? 'yes' : 'no',
      worst: worst.name,
      share: percentOf(writing, worst.availability),
    }),
  };
}

/** A label where a day begins, at every fifth day of a month, at every third hour of a day. */
function labelsOf(writing: Writing, { trends }: ReportData): string[] {
  const { step, steps, starts } = trends;
  if (step === 'quarter') {
    const days = starts.map((each) => each.getTime());
    // The first day may have begun before the period; without room for its label it has none.
    const second = steps.findIndex((each) => each.getTime() === days[1]);
    return steps.map((each, at) =>
      days.includes(each.getTime()) && (at > 0 || second > 2) ? stepLabel(writing, 'day', each, 7) : '',
    );
  }
  const every = step === 'hour' ? 3 : 5;
  return steps.map((each, at) => (at % every === 0 ? stepLabel(writing, step, each, steps.length) : ''));
}
