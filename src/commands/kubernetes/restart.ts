import { z } from 'zod';
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

/** `k8s restart <deployment>`: replaces its pods one after the other, and follows to the end. */
export function restartCommand(pace: Pace): AnyCommand {
  return defineCommand<ChangeInput>({
    name: 'k8s restart',
    area: 'k8s',
    synonyms: [
      'restart',
      'k8s redémarrer',
      'redémarrer',
      'k8s redémarre',
      'redémarre',
      'k8s relancer',
      'k8s rollout restart',
    ],
    permission: 'k8s:operate',
    input: z.strictObject({ ...whereFields, deployment: objectName }),
    parameters: [deploymentParameter, clusterParameter, namespaceParameter],
    help: 'k8s.help.restart',
    example: 'k8s restart payments-api',
    effect: 'change',
    long: true,
    requires: requiresMore,
    async confirm(context, input) {
      const { integration, found, settled } = await aimAt(context, input);
      const question = context.t('k8s.confirm.restart', {
        name: written(found),
        cluster: integration.name,
        count: found.desired,
      });
      return { question, input: settled };
    },
    async run(context, input) {
      const { client, integration, found } = await aimAt(context, input);
      const cluster = integration.name;
      await client.restart(found, context.clock.now());
      const what = context.t('k8s.did.restart', { name: written(found), cluster });
      return followRollout(context, { client, cluster, place: found, what, undo: 'none' }, pace);
    },
  });
}
