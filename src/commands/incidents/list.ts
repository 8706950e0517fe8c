import { z } from 'zod';
import { severities } from '../../core/incident.ts';
import { ago, bold } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { defineCommand } from '../command.ts';
import { severitySign, subjectText } from '../../messages/incident-words.ts';

const shown = 25;

/** `incidents [cluster]`: what is wrong now, the worst first. */
export const incidents = defineCommand<{ cluster?: string | undefined; all?: boolean | undefined }>({
  name: 'incidents',
  area: 'incidents',
  synonyms: ['alertes en cours', 'incidents en cours', 'problèmes', 'problems'],
  permission: 'k8s:read',
  input: z.strictObject({ cluster: z.string().max(60).optional(), all: z.coerce.boolean().optional() }),
  parameters: [
    { name: 'cluster', position: 0, prepositions: ['sur', 'on', 'dans', 'in'] },
    { name: 'all', kind: 'switch', flags: ['tous', 'a'], label: 'incident.parameter.all' },
  ],
  help: 'incident.help.incidents',
  example: 'incidents prod',
  effect: 'read',
  async run({ t, incidents: store, target }, { cluster, all }) {
    if (cluster) target(cluster);
    const found = [...(await store.open()), ...(all ? await store.resolved(24) : [])];
    const wanted = cluster
      ? found.filter((each) => each.cluster.toLowerCase() === cluster.toLowerCase())
      : found;
    const worst = wanted.toSorted(
      (a, b) =>
        Number(a.state === 'resolved') - Number(b.state === 'resolved') ||
        severities.indexOf(b.severity) - severities.indexOf(a.severity),
    );
    const summary = t('incident.count', { count: wanted.filter(({ state }) => state !== 'resolved').length });
    const rows = worst
      .slice(0, shown)
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
          : []),
        ...(worst.length > shown
          ? [{ kind: 'context' as const, text: t('incident.more_in_list', { count: worst.length - shown }) }]
          : []),
      ],
    };
  },
});
