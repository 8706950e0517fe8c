import { z } from 'zod';
import type { ClusterEvent } from '../../integrations/kubernetes/types.ts';
import { defineCommand } from '../contracts/command.ts';
import { clusterParameter, flag, namespaceParameter, whereFields } from './fields.ts';
import type { Where } from './fields.ts';
import { since, tableReply, whereOf } from './table-reply.ts';
import type { Told } from '../table-reply.ts';

interface Input extends Where {
  readonly all?: boolean | undefined;
}

/** `k8s events [namespace]`: the latest events, warnings first. */
export const events = defineCommand<Input>({
  name: 'k8s events',
  area: 'k8s',
  synonyms: ['events', 'k8s ev', 'k8s event', 'k8s évènements', 'évènements', 'k8s get events'],
  permission: 'k8s:read',
  input: z.strictObject({ ...whereFields, all: flag }),
  parameters: [
    { ...namespaceParameter, position: 0 },
    clusterParameter,
    { name: 'all', kind: 'switch', flags: ['a', 'tout'], label: 'k8s.parameter.all' },
  ],
  help: 'k8s.help.events',
  example: 'k8s events payments',
  effect: 'read',
  async run({ t, connections, target }, { all, ...where }) {
    const { client, integration } = await connections.kubernetes(where.cluster);
    target([integration.name, where.namespace].filter(Boolean).join('/'));
    const { items, more } = await client.events(where.namespace);
    return tableReply(t, {
      summary: t('k8s.events', { count: items.length, where: whereOf(t, integration.name, where) }),
      items: [...items].sort((a, b) => Number(isNormal(a)) - Number(isNormal(b))),
      all,
      cut: more,
      columns: eventColumns(where.namespace === undefined),
    });
  },
});

/** How events are told, with their namespace where several are mixed. */
export function eventColumns(isMixed: boolean): Told<ClusterEvent>[] {
  return [
    { title: 'k8s.column.at', of: (each) => since(each.at) },
    { title: 'k8s.column.reason', of: (each) => each.reason },
    {
      title: 'k8s.column.object',
      of: (each) => (isMixed ? `${each.namespace} ${each.object}` : each.object),
    },
    { title: 'k8s.column.message', of: (each) => each.message },
    { title: 'k8s.column.times', align: 'right', of: (each) => String(each.count) },
  ];
}

function isNormal({ type }: ClusterEvent): boolean {
  return type === 'Normal';
}
