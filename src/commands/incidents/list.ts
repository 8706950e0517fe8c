import { z } from 'zod';
import { severities } from '../../core/incident.ts';
import { ago, bold } from '../../core/reply.ts';
import type { Inline, Phrase } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { knownCluster, nothingWatched } from './scope.ts';
import { severitySign, subjectText } from '../../messages/incident-words.ts';
import type { Translate } from '../../messages/translate.ts';

const shown = 25;

interface Input {
  readonly cluster?: string | undefined;
  readonly all?: boolean | undefined;
  readonly page: number;
}

/** `incidents [cluster]`: what is wrong now, the worst first, page by page. */
export const incidents = defineCommand<Input>({
  name: 'incidents',
  area: 'incidents',
  synonyms: ['alertes en cours', 'incidents en cours', 'problèmes', 'problems'],
  permission: 'k8s:read',
  input: z.strictObject({
    cluster: z.string().max(60).optional(),
    all: z.coerce.boolean().optional(),
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  }) as z.ZodType<Input>,
  parameters: [
    { name: 'cluster', position: 0, prepositions: ['sur', 'on', 'dans', 'in'] },
    { name: 'all', kind: 'switch', flags: ['tous', 'a'], label: 'incident.parameter.all' },
    { name: 'page', kind: 'integer', label: 'incident.parameter.page' },
  ],
  help: 'incident.help.incidents',
  example: 'incidents prod',
  effect: 'read',
  async run(context, { cluster, all, page: asked }) {
    const { t, incidents: store, connections, target } = context;
    if (cluster) target(cluster);
    const found = [...(await store.open()), ...(all ? await store.resolved(24) : [])];
    const wanted = cluster
      ? found.filter((each) => each.cluster.toLowerCase() === cluster.toLowerCase())
      : found;
    if (cluster && wanted.length === 0) knownCluster(await connections.list(), cluster);
    const worst = wanted.toSorted(
      (a, b) =>
        Number(a.state === 'resolved') - Number(b.state === 'resolved') ||
        severities.indexOf(b.severity) - severities.indexOf(a.severity),
    );
    const summary = t('incident.count', { count: wanted.filter(({ state }) => state !== 'resolved').length });
    const pages = Math.max(1, Math.ceil(worst.length / shown));
    const page = Math.min(asked, pages);
    const rows = worst
      .slice((page - 1) * shown, page * shown)
      .map((each): Inline[] => [
        `${severitySign(each)} ${each.id}`,
        subjectText(each),
        each.cluster,
        t(`reason.${each.reason}`),
        ago(each.since ?? each.openedAt),
        t(`incident.state.${each.state}`),
      ]);
    const columns = [
      '#',
      t('incident.subject'),
      t('incident.cluster'),
      t('incident.what'),
      t('incident.since'),
      t('incident.state'),
    ];
    return {
      summary,
      blocks: [
        { kind: 'text', text: bold(summary) },
        ...(rows.length > 0
          ? [{ kind: 'table' as const, columns: columns.map((title) => ({ title })), rows }]
          : await nothingWatched(context)),
        ...(pages > 1
          ? [
              { kind: 'context' as const, text: t('incident.page', { page, pages }) },
              { kind: 'phrases' as const, phrases: turning(t, { cluster, all }, page, pages) },
            ]
          : []),
      ],
    };
  },
});

/** The buttons that turn the page. */
function turning(t: Translate, { cluster, all }: Omit<Input, 'page'>, page: number, pages: number): Phrase[] {
  const words = ['incidents', ...(cluster ? [`"${cluster}"`] : []), ...(all ? ['--all'] : [])].join(' ');
  return [
    ...(page > 1 ? [{ label: t('incident.button.previous'), says: `${words} --page ${page - 1}` }] : []),
    ...(page < pages ? [{ label: t('incident.button.next'), says: `${words} --page ${page + 1}` }] : []),
  ];
}
