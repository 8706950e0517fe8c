import { z } from 'zod';
import { ago, bold } from '../../core/reply.ts';
import type { Inline } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { nothingWatched } from './scope.ts';

/** So many incidents are named beside a cluster. */
const shownNumbers = 5;

/** `monitor status`: which clusters are watched, how fresh what is known of them is, and how much it is. */
export const monitorStatus = defineCommand<Record<string, never>>({
  name: 'monitor status',
  area: 'incidents',
  synonyms: ['monitor', 'monitoring', 'monitoring status', 'surveillance'],
  permission: 'k8s:read',
  input: z.strictObject({}),
  parameters: [],
  help: 'incident.help.monitor',
  example: 'monitor status',
  effect: 'read',
  async run(context) {
    const { t, incidents } = context;
    const all = await incidents.watched();
    const summary = t('monitor.count', { count: all.length });
    const rows = all.map((each): Inline[] => [
      each.cluster,
      t(`monitor.state.${each.state}`),
      each.heardAt ? ago(each.heardAt) : '–',
      String(each.objects),
      t('monitor.lag_ms', { ms: each.lagMs }),
      incidentsOf(each.openIncidents),
      each.refusedKinds.join(', ') || '–',
    ]);
    const columns = [
      { title: t('incident.cluster') },
      { title: t('incident.state') },
      { title: t('monitor.heard') },
      { title: t('monitor.objects'), align: 'right' as const },
      { title: t('monitor.lag'), align: 'right' as const },
      { title: t('monitor.incidents'), align: 'right' as const },
      { title: t('monitor.refused') },
    ];
    return {
      summary,
      audience: 'thread',
      blocks: [
        { kind: 'text', text: bold(summary) },
        ...(rows.length > 0 ? [{ kind: 'table' as const, columns, rows }] : await nothingWatched(context)),
      ],
    };
  },
});

/** The numbers of the latest that are open: what `incident` asks for. */
function incidentsOf(open: readonly number[]): string {
  if (open.length === 0) return '–';
  const numbers = open
    .slice(0, shownNumbers)
    .map((number) => `#${number}`)
    .join(', ');
  // How many comes first: a narrow column cuts the end.
  return open.length > shownNumbers ? `${open.length} (${numbers}, …)` : numbers;
}

/** `monitor certificates <cluster> [on|off]`: TLS secrets are read for the end of their certificates. */
export const monitorCertificates = defineCommand<{ cluster?: string | undefined; state: 'on' | 'off' }>({
  name: 'monitor certificates',
  area: 'incidents',
  synonyms: ['monitor certificats', 'surveillance certificats'],
  permission: 'tenant:manage',
  input: z.strictObject({
    cluster: z.string().max(60).optional(),
    state: z.enum(['on', 'off']).default('on'),
  }),
  parameters: [
    { name: 'cluster', position: 0, prepositions: ['sur', 'in', 'dans'] },
    { name: 'state', position: 1, label: 'monitor.parameter.state' },
  ],
  help: 'incident.help.certificates',
  example: 'monitor certificates prod off',
  effect: 'change',
  async run({ t, connections, incidents, target }, { cluster, state }) {
    const { integration } = await connections.kubernetes(cluster);
    target(integration.name);
    await incidents.watchCertificates(integration.id, state === 'on');
    const text = t(state === 'on' ? 'monitor.certificates_on' : 'monitor.certificates_off', {
      cluster: integration.name,
    });
    return { summary: text, audience: 'thread', blocks: [{ kind: 'notice', tone: 'ok', text }] };
  },
});
