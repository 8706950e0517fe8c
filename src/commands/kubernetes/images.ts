import { NoxError } from '../../core/errors.ts';

/** An image reference, taken apart: `registry:5000/team/api:1.2@sha256:…`. */
interface ImageParts {
  readonly repository: string;
  readonly tag: string | undefined;
}

/** Takes an image reference apart; a port of the registry is no tag. */
export function imageParts(image: string): ImageParts {
  const [named = ''] = image.split('@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  return colon < 0
    ? { repository: named, tag: undefined }
    : { repository: named.slice(0, colon), tag: named.slice(colon + 1) };
}

/** What follows the last slash: enough to recognise an image by. */
export function shortImage(image: string): string {
  return image
    .slice(image.lastIndexOf('/', image.includes('@') ? image.indexOf('@') : undefined) + 1)
    .slice(0, 60);
}

/**
 * The image to deploy: a whole reference as it is, a tag alone (`1.4.2`, `:1.4.2`) put behind the current image's
 * repository. Errors: `upstream_invalid` for what no registry would take.
 */
export function imageToDeploy(given: string, current: string): string {
  const image = isTag(given) ? `${imageParts(current).repository}:${given.replace(/^:/, '')}` : given;
  const valid =
    /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/i;
  if (image.length > 400 || !valid.test(image))
    throw new NoxError('upstream_invalid', { service: 'Kubernetes', reason: 'k8s.reason.invalid' });
  return image;
}

/** Whether a word is a tag alone. */
export function isTag(given: string): boolean {
  return given.startsWith(':') || !/[/:@]/.test(given);
}
