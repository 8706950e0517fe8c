import { z } from 'zod';
import { bold } from '../../core/reply.ts';
import { defineCommand } from '../contracts/command.ts';
import { clusterParameter, flag, namespaceParameter, objectName, whereFields } from './fields.ts';
import type { Where } from './fields.ts';
import { findWorkload, written } from './find.ts';

interface Input extends Where {
  readonly target: string;
  readonly tail: number;
  readonly previous?: boolean | undefined;
  readonly container?: string | undefined;
  readonly grep?: string | undefined;
}

/** `k8s logs <pod or workload>`: the last lines, secrets masked. */
export const logs = defineCommand<Input>({
  name: 'k8s logs',
  area: 'k8s',
  synonyms: ['logs', 'k8s log', 'k8s journaux', 'journaux', 'k8s journal', 'journal'],
  permission: 'k8s:read',
  input: z.strictObject({
    ...whereFields,
    target: objectName,
    tail: z.coerce.number().int().min(1).max(1_000).default(50),
    previous: flag,
    container: objectName.optional(),
    grep: z.string().min(1).max(200).optional(),
  }) as z.ZodType<Input>,
  parameters: [
    { name: 'target', position: 0, label: 'k8s.parameter.target' },
    clusterParameter,
    namespaceParameter,
    { name: 'tail', kind: 'integer', flags: ['lignes', 'lines'], label: 'k8s.parameter.tail' },
    { name: 'previous', kind: 'switch', flags: ['p', 'precedent'], label: 'k8s.parameter.previous' },
    { name: 'container', flags: ['conteneur'], label: 'k8s.parameter.container' },
    { name: 'grep', flags: ['g', 'cherche', 'filtre'], label: 'k8s.parameter.grep' },
  ],
  help: 'k8s.help.logs',
  example: 'k8s logs payments-api --tail 100',
  effect: 'read',
  async run({ t, connections, target }, input) {
    const { client, integration } = await connections.kubernetes(input.cluster);
    const workload = await findWorkload(client, input.target, input.namespace);
    const name = written(workload);
    const cluster = integration.name;
    target(`${cluster}/${workload.namespace}/${workload.kind}/${workload.name}`);
    const { tail, container, grep } = input;
    const found = await client.logs(workload, { tail, previous: input.previous ?? false, container, grep });
    if (found.text === '') {
      const text = grep
        ? t('k8s.logs_no_match', { grep, name, cluster })
        : t('k8s.logs_none', { name, cluster });
      return { summary: text, blocks: [{ kind: 'notice', tone: 'info', text }] };
    }
    const summary = t('k8s.logs', { count: found.text.split('\n').length, name, cluster });
    return {
      summary,
      blocks: [
        { kind: 'text', text: bold(summary) },
        { kind: 'code', text: found.text, filename: `${workload.name}.log` },
        {
          kind: 'context',
          text: t('k8s.logs_from', { container: found.container, pods: found.pods.join(', ') }),
        },
      ],
    };
  },
});
