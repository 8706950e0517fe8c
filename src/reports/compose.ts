import type { Cadence } from '../core/report.ts';
import type { MessageKey } from '../messages/translate.ts';
import type { Incident } from '../database/tenant/monitoring/incidents.ts';
import type { Chart } from './charts/chart.ts';
import { chartsOf } from './charts/charts-of.ts';
import type { Charts } from './charts/charts-of.ts';
import type { ReportData } from './gather.ts';
import { barOf, daysOf, durationOf, momentOf, percentOf } from './writing.ts';
import type { Section } from './sections.ts';
import type { Writing } from './writing.ts';
import { resolvedAfter, takenAfter } from './took.ts';

const shown = { workloads: 25, incidents: 30, rollouts: 30, acts: 20, tickets: 20, attention: 12 };
/** Below this a workload needs attention. */
const goodAvailability = 0.99;
const manyRestarts = 10;

/** What a report is called; `id` tells it from another of the same period. */
export function titleOf(writing: Writing, cadence: Cadence, data: ReportData, id: number): string {
  const days = daysOf(writing, data.period.start, data.period.end);
  const clusters = data.clusters.slice(0, 4).join(', ') + (data.clusters.length > 4 ? '…' : '');
  return writing.t('report.title', {
    kind: writing.t(`report.kind.${cadence}`),
    days,
    clusters: clusters || '–',
    id,
  });
}

/** The sentence that says how it was. */
export function verdictOf({ t, ...rest }: Writing, data: ReportData): { isGood: boolean; text: string } {
  const attention = attentionOf({ t, ...rest }, data).length;
  const isGood = attention === 0;
  const incidents = data.incidents.length;
  return { isGood, text: t(isGood ? 'report.all_good' : 'report.needs_care', { incidents, attention }) };
}

/** The figures, in the order in which they are told. */
export function figuresOf(writing: Writing, data: ReportData): readonly (readonly [string, string])[] {
  const { t } = writing;
  const { availability, coverage, toAcknowledge, toResolve } = data;
  const resolved = data.incidents.filter(({ state }) => state === 'resolved').length;
  return [
    [
      t('report.availability'),
      availability === undefined ? t('report.unknown') : percentOf(writing, availability),
    ],
    [t('report.coverage'), coverage === undefined ? t('report.unknown') : percentOf(writing, coverage)],
    [t('report.restarts'), String(data.restarts)],
    [t('report.incidents'), t('report.incidents_of', { count: data.incidents.length, resolved })],
    [t('report.to_acknowledge'), toAcknowledge === undefined ? '–' : durationOf(writing, toAcknowledge)],
    [t('report.to_resolve'), toResolve === undefined ? '–' : durationOf(writing, toResolve)],
    [t('report.rollouts'), String(data.rollouts.length)],
    [t('report.tickets'), String(data.tickets.length)],
  ];
}

/** What needs attention, the most urgent first. */
export function attentionOf(writing: Writing, data: ReportData): string[] {
  const { t } = writing;
  const poor = data.workloads.filter(({ availability }) => availability < goodAvailability);
  const restless = data.workloads.filter(
    ({ availability, restarts }) => availability >= goodAvailability && restarts >= manyRestarts,
  );
  return [
    ...data.open.map((each) => t('report.still_open', { ...whatOf(writing, each), id: each.id })),
    ...poor.map(({ name, cluster, availability }) =>
      t(availability === 0 ? 'report.never_whole' : 'report.poor', {
        name,
        cluster,
        share: percentOf(writing, availability),
      }),
    ),
    ...restless.map(({ name, cluster, restarts }) =>
      t('report.restless', { name, cluster, count: restarts }),
    ),
    ...data.incidents
      .filter(({ state, returns }) => state === 'resolved' && returns.length >= 2)
      .map((each) => t('report.returning', { ...whatOf(writing, each), count: each.returns.length })),
    ...data.tickets
      .filter(({ ticket }) => ticket.state === 'failed')
      .map(({ incident }) => t('report.ticket_failed', { id: incident.id })),
  ];
}

/** The whole report. */
export function composeSections(writing: Writing, data: ReportData): Section[] {
  const { t } = writing;
  const { isGood, text } = verdictOf(writing, data);
  const attention = attentionOf(writing, data);
  const more = attention.length - shown.attention;
  const charts = chartsOf(writing, data);
  return [
    { kind: 'callout', tone: isGood ? 'good' : 'bad', text },
    { kind: 'heading', text: t('report.in_short') },
    { kind: 'table', columns: [t('report.figure'), t('report.value')], rows: figuresOf(writing, data) },
    { kind: 'heading', text: t('report.attention') },
    attention.length === 0
      ? { kind: 'text', text: t('report.nothing') }
      : {
          kind: 'bullets',
          items: [
            ...attention.slice(0, shown.attention),
            ...(more > 0 ? [t('report.more', { count: more })] : []),
          ],
        },
    ...availabilityOf(writing, data, charts),
    ...incidentsOf(writing, data, charts),
    ...changesOf(writing, data, charts),
    ...ticketsOf(writing, data),
    { kind: 'text', text: t('report.footer', { zone: writing.timeZone }) },
  ];
}

function availabilityOf(writing: Writing, { workloads }: ReportData, charts: Charts): Section[] {
  const { t } = writing;
  const heading = { kind: 'heading' as const, text: t('report.availability_title') };
  if (workloads.length === 0) return [heading, { kind: 'text', text: t('report.not_watched') }];
  const rows = workloads
    .slice(0, shown.workloads)
    .map(({ name, cluster, kind, availability, restarts }) => [
      `${name} (${kind})`,
      cluster,
      barOf(availability),
      percentOf(writing, availability),
      String(restarts),
    ]);
  const columns = [
    t('report.workload'),
    t('incident.cluster'),
    '',
    t('report.available'),
    t('report.restarts'),
  ];
  const more = workloads.length - rows.length;
  return [
    heading,
    { kind: 'text', text: t('report.how_measured') },
    ...picture(charts.availability),
    { kind: 'table', columns, rows },
    ...(more > 0 ? [{ kind: 'text' as const, text: t('report.more_workloads', { count: more }) }] : []),
    ...picture(charts.restarts),
  ];
}

function incidentsOf(writing: Writing, { incidents }: ReportData, charts: Charts): Section[] {
  const { t } = writing;
  const heading = { kind: 'heading' as const, text: t('report.incidents') };
  if (incidents.length === 0) return [heading, { kind: 'text', text: t('report.no_incidents') }];
  const rows = incidents.slice(0, shown.incidents).map((each) => {
    const [taken, lasted] = [takenAfter(each), resolvedAfter(each)];
    const { what, subject, cluster } = whatOf(writing, each);
    return [
      `#${each.id}`,
      t(`severity.${each.told}`),
      `${subject} (${cluster})`,
      what,
      momentOf(writing, each.since ?? each.openedAt),
      taken === undefined ? '–' : durationOf(writing, taken),
      lasted === undefined ? t('report.open') : durationOf(writing, lasted),
    ];
  });
  const columns = [
    '#',
    t('incident.severity'),
    t('incident.subject'),
    t('incident.what'),
    t('incident.since'),
    t('report.taken_after'),
    t('report.lasted'),
  ];
  return [
    heading,
    ...picture(charts.incidents),
    { kind: 'table', columns, rows },
    ...moreOf(writing, incidents.length - rows.length),
    ...picture(charts.delays),
  ];
}

function changesOf(writing: Writing, { rollouts, acts }: ReportData, charts: Charts): Section[] {
  const { t } = writing;
  const heading = { kind: 'heading' as const, text: t('report.rollouts') };
  const sections: Section[] = [heading, ...picture(charts.rollouts)];
  if (rollouts.length === 0) sections.push({ kind: 'text', text: t('report.no_rollouts') });
  else {
    const rows = rollouts
      .slice(0, shown.rollouts)
      .map(({ at, name, cluster, images, revision }) => [
        momentOf(writing, at),
        `${name} (${cluster})`,
        images.map((each) => each.split('/').at(-1) ?? each).join(', '),
        String(revision),
      ]);
    const columns = [t('report.when'), t('report.workload'), t('report.image'), t('report.revision')];
    sections.push({ kind: 'table', columns, rows }, ...moreOf(writing, rollouts.length - rows.length));
  }
  if (acts.length > 0)
    sections.push(
      { kind: 'text', text: t('report.acts') },
      {
        kind: 'bullets',
        items: acts
          .slice(0, shown.acts)
          .map((each) => `${momentOf(writing, each.at)} · ${actOf(writing, each)}`),
      },
      ...moreOf(writing, acts.length - shown.acts),
    );
  return sections;
}

function ticketsOf(writing: Writing, { tickets }: ReportData): Section[] {
  const { t } = writing;
  if (tickets.length === 0) return [];
  const rows = tickets.slice(0, shown.tickets).map(({ ticket, incident }) => {
    const { service, place, ref, state } = ticket;
    const name = ref === null ? place : service === 'github' ? `${place}#${ref}` : ref;
    const { what, subject, cluster } = whatOf(writing, incident);
    return [
      name,
      t('incident.pair', { name: `#${incident.id} · ${subject} (${cluster})`, value: what }),
      t(`ticket.state.${state}`),
    ];
  });
  return [
    { kind: 'heading', text: t('report.tickets') },
    { kind: 'table', columns: [t('ticket.ticket'), t('report.incident'), t('incident.state')], rows },
    ...moreOf(writing, tickets.length - rows.length),
  ];
}

/** `k8s scale` of `prod/web/deployment/web`, as people say it. */
function actOf({ t }: Writing, { who, what, target }: ReportData['acts'][number]): string {
  const [cluster = '', namespace, _kind, name] = target.split('/');
  const verb = /^k8s (deploy|rollback|restart|scale)$/.exec(what)?.[1];
  const subject = namespace && name ? `${namespace}/${name}` : undefined;
  if (!verb || !subject) return t('incident.pair', { name: who, value: `${what} ${target}` });
  return t(`report.act.${verb}` as MessageKey, { who, subject, cluster });
}

function picture(chart: Chart | undefined): Section[] {
  return chart ? [{ kind: 'chart', chart }] : [];
}

function moreOf({ t }: Writing, count: number): Section[] {
  return count > 0 ? [{ kind: 'text', text: t('report.more', { count }) }] : [];
}

function whatOf({ t }: Writing, { reason, namespace, subjectName, cluster }: Incident) {
  const subject = namespace ? `${namespace}/${subjectName}` : subjectName;
  return { what: t(`reason.${reason}`), subject, cluster };
}
