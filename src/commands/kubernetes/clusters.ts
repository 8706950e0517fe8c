import { z } from 'zod';
import type { Integration } from '../../core/integration.ts';
import { isMessageKey } from '../../messages/translate.ts';
import type { Translate } from '../../messages/translate.ts';
import { defineCommand } from '../contracts/command.ts';
import { tableReply } from './table-reply.ts';

/** `k8s clusters`: the clusters that are connected, what they run and what NOX may do there. */
export const clusters = defineCommand<{ all?: boolean | undefined }>({
  name: 'k8s clusters',
  area: 'k8s',
  synonyms: ['clusters', 'k8s cluster', 'k8s get clusters', 'k8s contexts'],
  permission: 'k8s:read',
  input: z.strictObject({ all: z.coerce.boolean().optional() }),
  parameters: [{ name: 'all', kind: 'switch', label: 'k8s.parameter.all' }],
  help: 'k8s.help.clusters',
  example: 'k8s clusters',
  effect: 'read',
  async run({ t, connections }, { all }) {
    const items = (await connections.list()).filter((each) => each.type === 'k8s');
    return tableReply(t, {
      summary: t('k8s.clusters', { count: items.length }),
      items,
      all,
      nothing: t('k8s.clusters_none'),
      columns: [
        { title: 'k8s.column.cluster', of: (each) => nameOf(t, each) },
        { title: 'k8s.column.version', of: (each) => each.details['version'] ?? '' },
        { title: 'k8s.column.host', of: (each) => each.details['host'] ?? '' },
        { title: 'k8s.column.access', of: (each) => accessOf(t, each) },
        { title: 'k8s.column.health', of: (each) => t(`health.${each.health}`) },
      ],
    });
  },
});

function nameOf(t: Translate, cluster: Integration): string {
  return cluster.protected ? `${cluster.name} (${t('k8s.protected')})` : cluster.name;
}

function accessOf(t: Translate, cluster: Integration): string {
  const key = `k8s.access.${cluster.details['access'] ?? ''}`;
  return isMessageKey(key) ? t(key) : '';
}
