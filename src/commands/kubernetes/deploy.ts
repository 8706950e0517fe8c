import { z } from 'zod';
import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import type { Container, Deployment } from '../../integrations/kubernetes/types.ts';
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
import { imageParts, imageToDeploy, isTag, shortImage } from './images.ts';

interface Input extends ChangeInput {
  readonly image: string;
  readonly container?: string | undefined;
}

/** `k8s deploy <deployment> <image or tag>`: gives a container another image, and follows to the end. */
export function deployCommand(pace: Pace): AnyCommand {
  return defineCommand<Input>({
    name: 'k8s deploy',
    area: 'k8s',
    synonyms: ['deploy', 'k8s déployer', 'déployer', 'k8s déploie', 'déploie', 'k8s set image'],
    permission: 'k8s:operate',
    input: z.strictObject({
      ...whereFields,
      deployment: objectName,
      image: z.string().min(1).max(400),
      container: objectName.optional(),
    }),
    parameters: [
      deploymentParameter,
      { name: 'image', position: 1, flags: ['tag'], label: 'k8s.parameter.image' },
      clusterParameter,
      namespaceParameter,
      { name: 'container', flags: ['conteneur'], label: 'k8s.parameter.container' },
    ],
    help: 'k8s.help.deploy',
    example: 'k8s deploy payments-api 1.4.2',
    effect: 'change',
    long: true,
    requires: requiresMore,
    async confirm(context, input) {
      const { integration, found, settled } = await aimAt(context, input);
      const container = containerFor(found, input);
      const image = imageToDeploy(input.image, container.image);
      if (image === container.image) throw new NoxError('conflict', { reason: 'k8s.reason.same_image' });
      const question = context.t('k8s.confirm.deploy', {
        image,
        name: written(found),
        cluster: integration.name,
        current: shortImage(container.image),
      });
      return { question, input: { ...settled, image, container: container.name } };
    },
    async run(context, input) {
      const { client, integration, found } = await aimAt(context, input);
      const container = containerFor(found, input);
      const image = imageToDeploy(input.image, container.image);
      const cluster = integration.name;
      await client.setImage(found, container.name, image);
      const what = context.t('k8s.did.deploy', { image: shortImage(image), name: written(found), cluster });
      return followRollout(context, { client, cluster, place: found, what, undo: 'rollback' }, pace);
    },
  });
}

/** The container that gets the image: the one named, the only one, or the only one that runs this repository. */
function containerFor({ containers }: Deployment, { container, image }: Input): Container {
  if (container !== undefined) {
    const named = containers.find((each) => each.name === container);
    if (named) return named;
    throw new NoxError('not_found', { kind: 'k8s.kind.container', name: container });
  }
  const [only] = containers;
  if (!only) throw new NoxError('conflict', { reason: 'k8s.reason.no_containers' });
  if (containers.length === 1) return only;
  const { repository } = imageParts(image);
  const same = isTag(image)
    ? []
    : containers.filter((each) => imageParts(each.image).repository === repository);
  if (same[0] && same.length === 1) return same[0];
  throw new ChoiceNeeded(
    'container',
    'k8s.which_container',
    containers
      .slice(0, 10)
      .map((each) => ({ label: `${each.name} (${shortImage(each.image)})`, value: each.name })),
  );
}
