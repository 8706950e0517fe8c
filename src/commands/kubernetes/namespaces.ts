import { z } from 'zod';
import { defineCommand } from '../contracts/command.ts';
import { clusterParameter, flag, whereFields } from './fields.ts';
import { since, tableReply } from './table-reply.ts';

interface Input {
  readonly cluster?: string | undefined;
  readonly all?: boolean | undefined;
}

/** `k8s namespaces`: the namespaces of a cluster. */
export const namespaces = defineCommand<Input>({
  name: 'k8s namespaces',
  area: 'k8s',
  synonyms: ['namespaces', 'k8s ns', 'k8s namespace', 'k8s get namespaces', 'k8s get ns'],
  permission: 'k8s:read',
  input: z.strictObject({ cluster: whereFields.cluster, all: flag }),
  parameters: [clusterParameter, { name: 'all', kind: 'switch', label: 'k8s.parameter.all' }],
  help: 'k8s.help.namespaces',
  example: 'k8s namespaces',
  effect: 'read',
  async run({ t, connections, target }, { cluster, all }) {
    const { client, integration } = await connections.kubernetes(cluster);
    target(integration.name);
    const { items, more } = await client.namespaces();
    return tableReply(t, {
      summary: t('k8s.namespaces', { count: items.length, cluster: integration.name }),
      items,
      all,
      cut: more,
      columns: [
        { title: 'k8s.column.namespace', of: (each) => each.name },
        { title: 'k8s.column.status', of: (each) => each.status },
        { title: 'k8s.column.age', of: (each) => since(each.createdAt) },
      ],
    });
  },
});
