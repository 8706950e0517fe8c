import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import { defineCommand } from '../contracts/command.ts';
import type { AnyCommand } from '../contracts/command.ts';
import { aimAt, requiresMore } from './change.ts';
import type { ChangeInput } from './change.ts';
import {
  clusterParameter,
  deploymentParameter,
  namespaceParameter,
  objectName,
  whereFields,
} from './fields.ts';
import { written } from './find.ts';
import { followRollout } from './follow.ts';
import type { Pace } from './follow.ts';

interface Input extends ChangeInput {
  readonly replicas: number;
}

/** `k8s scale <deployment> <n>`: changes the number of replicas, and follows to the end. */
export function scaleCommand(pace: Pace): AnyCommand {
  return defineCommand<Input>({
    name: 'k8s scale',
    area: 'k8s',
    synonyms: ['scale', 'k8s redimensionner', 'redimensionner', 'k8s redimensionne', 'redimensionne'],
    permission: 'k8s:operate',
    input: z.strictObject({
      ...whereFields,
      deployment: objectName,
      // Digits only: an empty word must not count as zero.
      replicas: z
        .union([
          z.int(),
          z
            .string()
            .regex(/^\d{1,4}$/)
            .transform(Number),
        ])
        .refine((count) => count >= 0 && count <= 1_000),
    }),
    parameters: [
      deploymentParameter,
      {
        name: 'replicas',
        position: 1,
        kind: 'integer',
        prepositions: ['a', 'to', 'vers'],
        label: 'k8s.parameter.replicas',
      },
      clusterParameter,
      namespaceParameter,
    ],
    help: 'k8s.help.scale',
    example: 'k8s scale payments-api 4',
    effect: 'change',
    long: true,
    requires: requiresMore,
    async confirm(context, { replicas, ...input }) {
      const { integration, found, settled } = await aimAt(context, input);
      if (found.desired === replicas) throw new NoxError('conflict', { reason: 'k8s.reason.same_scale' });
      const params = {
        name: written(found),
        cluster: integration.name,
        from: found.desired,
        count: replicas,
      };
      const key = replicas === 0 ? 'k8s.confirm.scale_zero' : 'k8s.confirm.scale';
      return { question: context.t(key, params), input: { ...settled, replicas } };
    },
    async run(context, { replicas, ...input }) {
      const { client, integration, found } = await aimAt(context, input);
      const cluster = integration.name;
      await client.scale(found, replicas);
      const what = context.t('k8s.did.scale', { name: written(found), cluster, count: replicas });
      return followRollout(context, { client, cluster, place: found, what, undo: 'none' }, pace);
    },
  });
}
