import { z } from 'zod';
import { NoxError } from '../../core/errors.ts';
import type { Revision } from '../../integrations/kubernetes/types.ts';
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
import { shortImage } from './images.ts';

interface Input extends ChangeInput {
  readonly revision?: number | undefined;
}

/** `k8s rollback <deployment> [revision]`: puts a former version back, and follows to the end. */
export function rollbackCommand(pace: Pace): AnyCommand {
  return defineCommand<Input>({
    name: 'k8s rollback',
    area: 'k8s',
    synonyms: ['rollback', 'k8s annuler', 'k8s revenir', 'k8s rollout undo', 'k8s undo'],
    permission: 'k8s:operate',
    input: z.strictObject({
      ...whereFields,
      deployment: objectName,
      revision: z.coerce.number().int().min(1).max(1_000_000_000).optional(),
    }),
    parameters: [
      deploymentParameter,
      {
        name: 'revision',
        position: 1,
        kind: 'integer',
        flags: ['to-revision'],
        prepositions: ['a', 'to', 'vers'],
        label: 'k8s.parameter.revision',
      },
      clusterParameter,
      namespaceParameter,
    ],
    help: 'k8s.help.rollback',
    example: 'k8s rollback payments-api',
    effect: 'change',
    long: true,
    requires: requiresMore,
    async confirm(context, input) {
      const { client, integration, found, settled } = await aimAt(context, input);
      if (found.isPaused) throw new NoxError('conflict', { reason: 'k8s.reason.paused' });
      const { current, former } = choose(await client.revisions(found), input.revision);
      const question = context.t('k8s.confirm.rollback', {
        name: written(found),
        cluster: integration.name,
        revision: String(former.number),
        image: imagesOf(former),
        current: imagesOf(current),
      });
      return { question, input: { ...settled, revision: former.number } };
    },
    async run(context, input) {
      const { client, integration, found } = await aimAt(context, input);
      const { former } = choose(await client.revisions(found), input.revision);
      const cluster = integration.name;
      await client.rollback(found, former.number);
      const revision = String(former.number);
      const what = context.t('k8s.did.rollback', { name: written(found), cluster, revision });
      return followRollout(context, { client, cluster, place: found, what, undo: 'none' }, pace);
    },
  });
}

/** The revision named, or the one before the current. Errors: `conflict`, `not_found`. */
function choose(
  revisions: readonly Revision[],
  wanted: number | undefined,
): { readonly current: Revision; readonly former: Revision } {
  const [current, previous] = revisions;
  if (!current || (wanted === undefined && !previous))
    throw new NoxError('conflict', { reason: 'k8s.reason.no_former' });
  const former = wanted === undefined ? previous : revisions.find((each) => each.number === wanted);
  if (!former) throw new NoxError('not_found', { kind: 'k8s.kind.revision', name: String(wanted) });
  if (former.isCurrent) throw new NoxError('conflict', { reason: 'k8s.reason.current_revision' });
  return { current, former };
}

function imagesOf({ images }: Revision): string {
  return images.map(shortImage).join(', ');
}
