import { z } from 'zod';
import type { Pod } from '../../integrations/kubernetes/types.ts';
import { defineCommand } from '../contracts/command.ts';
import { fold } from '../text/words.ts';
import { clusterParameter, flag, namespaceParameter, whereFields } from './fields.ts';
import type { Where } from './fields.ts';
import { since, tableReply, whereOf } from './table-reply.ts';
import type { Told } from '../table-reply.ts';

interface Input extends Where {
  readonly all?: boolean | undefined;
  readonly status?: string | undefined;
}

const failingWords = ['ko', 'failing', 'failed', 'en panne', 'en difficulte', 'unhealthy'];

/** `k8s pods [namespace]`: the pods, those in trouble first. */
export const pods = defineCommand<Input>({
  name: 'k8s pods',
  area: 'k8s',
  synonyms: ['pods', 'k8s po', 'k8s pod', 'k8s get pods', 'k8s get po', 'k8s get pod'],
  permission: 'k8s:read',
  input: z.strictObject({ ...whereFields, all: flag, status: z.string().max(60).optional() }),
  parameters: [
    { ...namespaceParameter, position: 0 },
    clusterParameter,
    { name: 'all', kind: 'switch', flags: ['a', 'tout'], label: 'k8s.parameter.all' },
    { name: 'status', flags: ['etat', 's'], label: 'k8s.parameter.status' },
  ],
  help: 'k8s.help.pods',
  example: 'k8s pods payments',
  effect: 'read',
  async run({ t, connections, target }, { status, all, ...where }) {
    const { client, integration } = await connections.kubernetes(where.cluster);
    target([integration.name, where.namespace].filter(Boolean).join('/'));
    const { items, more } = await client.pods(where.namespace);
    const wanted = status === undefined ? items : items.filter((each) => hasStatus(each, status));
    const sorted = [...wanted].sort(
      (a, b) => Number(a.isHealthy) - Number(b.isHealthy) || keyOf(a).localeCompare(keyOf(b)),
    );
    const columns: Told<Pod>[] = [
      { title: 'k8s.column.pod', of: (each) => each.name },
      { title: 'k8s.column.ready', of: (each) => `${each.ready}/${each.total}` },
      { title: 'k8s.column.status', of: (each) => each.status },
      { title: 'k8s.column.restarts', align: 'right', of: (each) => String(each.restarts) },
      { title: 'k8s.column.age', of: (each) => since(each.createdAt) },
    ];
    const namespaceColumn: Told<Pod> = { title: 'k8s.column.namespace', of: (each) => each.namespace };
    return tableReply(t, {
      summary: t('k8s.pods', {
        count: wanted.length,
        failing: wanted.filter((each) => !each.isHealthy).length,
        where: whereOf(t, integration.name, where),
      }),
      items: sorted,
      all,
      cut: more,
      columns: where.namespace ? columns : [namespaceColumn, ...columns],
      ...(status !== undefined && items.length > 0
        ? { nothing: t('k8s.nothing_of_status', { status }) }
        : {}),
    });
  },
});

function hasStatus(pod: Pod, status: string): boolean {
  const wanted = fold(status);
  return failingWords.includes(wanted) ? !pod.isHealthy : fold(pod.status).includes(wanted);
}

function keyOf({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}
