import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import { clusterParameter, flag, whereFields } from './fields.ts';
import { since, tableReply } from './table-reply.ts';

interface Input {
  readonly cluster?: string | undefined;
  readonly all?: boolean | undefined;
}

/** `k8s nodes`: the nodes of a cluster, those in trouble first. */
export const nodes = defineCommand<Input>({
  name: 'k8s nodes',
  area: 'k8s',
  synonyms: ['nodes', 'k8s no', 'k8s node', 'k8s nœuds', 'k8s noeuds', 'nœuds', 'noeuds', 'k8s get nodes'],
  permission: 'k8s:read',
  input: z.strictObject({ cluster: whereFields.cluster, all: flag }),
  parameters: [clusterParameter, { name: 'all', kind: 'switch', label: 'k8s.parameter.all' }],
  help: 'k8s.help.nodes',
  example: 'k8s nodes',
  effect: 'read',
  async run({ t, connections, target }, { cluster, all }) {
    const { client, integration } = await connections.kubernetes(cluster);
    target(integration.name);
    const { items, more } = await client.nodes();
    const failing = items.filter((each) => !each.isHealthy).length;
    return tableReply(t, {
      summary: t('k8s.nodes', { count: items.length, failing, cluster: integration.name }),
      items: [...items].sort((a, b) => Number(a.isHealthy) - Number(b.isHealthy)),
      all,
      cut: more,
      columns: [
        { title: 'k8s.column.node', of: (each) => each.name },
        { title: 'k8s.column.status', of: (each) => each.status },
        { title: 'k8s.column.roles', of: (each) => each.roles.join(', ') },
        { title: 'k8s.column.version', of: (each) => each.version },
        { title: 'k8s.column.capacity', of: (each) => `${each.cpu} / ${each.memory}` },
        { title: 'k8s.column.age', of: (each) => since(each.createdAt) },
      ],
    });
  },
});
