import { z } from 'zod';
import type { Deployment } from '../../integrations/kubernetes/types.ts';
import { defineCommand } from '../contracts/command.ts';
import { clusterParameter, flag, namespaceParameter, whereFields } from './fields.ts';
import type { Where } from './fields.ts';
import { shortImage } from './images.ts';
import { since, tableReply, whereOf } from './table-reply.ts';
import type { Told } from '../table-reply.ts';

interface Input extends Where {
  readonly all?: boolean | undefined;
}

/** `k8s deployments [namespace]`: the deployments, the incomplete ones first. */
export const deployments = defineCommand<Input>({
  name: 'k8s deployments',
  area: 'k8s',
  synonyms: [
    'deployments',
    'k8s deployment',
    'k8s déploiements',
    'déploiements',
    'k8s get deployments',
    'k8s get deploy',
  ],
  permission: 'k8s:read',
  input: z.strictObject({ ...whereFields, all: flag }),
  parameters: [
    { ...namespaceParameter, position: 0 },
    clusterParameter,
    { name: 'all', kind: 'switch', flags: ['a', 'tout'], label: 'k8s.parameter.all' },
  ],
  help: 'k8s.help.deployments',
  example: 'k8s deployments payments',
  effect: 'read',
  async run({ t, connections, target }, { all, ...where }) {
    const { client, integration } = await connections.kubernetes(where.cluster);
    target([integration.name, where.namespace].filter(Boolean).join('/'));
    const { items, more } = await client.deployments(where.namespace);
    const sorted = [...items].sort((a, b) => Number(isWhole(a)) - Number(isWhole(b)));
    const columns: Told<Deployment>[] = [
      { title: 'k8s.column.deployment', of: (each) => each.name },
      {
        title: 'k8s.column.ready',
        of: (each) => `${each.ready}/${each.desired}${each.isPaused ? ` (${t('k8s.paused')})` : ''}`,
      },
      {
        title: 'k8s.column.image',
        of: (each) => each.containers.map(({ image }) => shortImage(image)).join(', '),
      },
      { title: 'k8s.column.age', of: (each) => since(each.createdAt) },
    ];
    const namespaceColumn: Told<Deployment> = { title: 'k8s.column.namespace', of: (each) => each.namespace };
    return tableReply(t, {
      summary: t('k8s.deployments', {
        count: items.length,
        failing: items.filter((each) => !isWhole(each)).length,
        where: whereOf(t, integration.name, where),
      }),
      items: sorted,
      all,
      cut: more,
      columns: where.namespace ? columns : [namespaceColumn, ...columns],
    });
  },
});

function isWhole({ available, desired }: Deployment): boolean {
  return available >= desired;
}
