import { describe } from 'vitest';
import { play } from './play.ts';
import { chain, event, pod, status, waiting } from './real.ts';
import type { More } from './real.ts';
import { first } from './beginnings.ts';

/** Containers that cannot be begun: images, configuration, creation. */
const image = 'ghcr.io/techcorp/api/orders:1.429.0';
const pulling = (reason: string, message: string, name = 'app') =>
  status(name, { image, imageID: '', ready: false, started: false, ...waiting(reason, message) });
const backingOff = pulling('ImagePullBackOff', `Back-off pulling image "${image}"`);
const pending = (containers: More[], more: object = {}) =>
  pod('api-7d9-x', { created: 0, containers, status: { phase: 'Pending' }, ...more });
const creating = status('app', { ready: false, started: false, ...waiting('ContainerCreating') });
const imagePull = 'opened image_pull/Deployment/shop/api warning';
const failed = (message: string, seconds = 10) =>
  event(pending([]), 'Failed', `Failed to pull image "${image}": ${message}`, seconds);
const errored = (seconds: number) => event(pending([]), 'Failed', 'Error: ImagePullBackOff', seconds);

describe('images', () => {
  const causes: [string, string][] = [
    [`failed to resolve reference "${image}": ${image}: not found`, 'cause.image_missing'],
    [`failed to authorize: failed to fetch anonymous token: 401 Unauthorized`, 'cause.image_auth'],
    ['pull access denied, repository does not exist or may require authorization', 'cause.image_auth'],
    [
      `failed to do request: Head "https://ghcr.io": dial tcp 10.0.0.1:443: i/o timeout`,
      'cause.image_unreachable',
    ],
    ['dial tcp: lookup ghcr.io on 10.96.0.10:53: no such host', 'cause.image_unreachable'],
    ['toomanyrequests: You have reached your pull rate limit', 'cause.image_limit'],
    ['unexpected status code 429 Too Many Requests', 'cause.image_limit'],
  ];
  play([
    ...causes.map(([message, cause]) => ({
      name: `${cause}: ${message.slice(0, 40)}`,
      steps: [
        first,
        { at: 10, put: [pending([pulling('ErrImagePull', 'rpc error')]), failed(message)] },
        { at: 60, put: [pending([backingOff]), errored(60)] },
      ],
      until: 300,
      tells: [imagePull],
      between: [120, 125] as const,
      cause,
    })),
    {
      name: 'a cause that no word tells is not read out of the image’s name',
      steps: [first, { at: 10, put: [pending([backingOff]), errored(10)] }],
      until: 300,
      tells: [imagePull],
      cause: null,
    },
    {
      name: 'of a sidecar, while the app runs',
      steps: [
        first,
        { at: 10, put: [pending([status('app'), pulling('ImagePullBackOff', 'Back-off', 'proxy')])] },
      ],
      until: 300,
      tells: [imagePull],
    },
    {
      name: 'that comes within two minutes: quiet',
      steps: [
        first,
        { at: 10, put: [pending([backingOff]), failed('i/o timeout')] },
        { at: 110, put: [pod('api-7d9-x', { created: 0 })] },
      ],
      until: 600,
    },
    {
      name: 'never to be pulled, or with a name that is none',
      steps: [first, { at: 10, put: [pending([pulling('InvalidImageName', 'couldn’t parse image name')])] }],
      until: 300,
      tells: [imagePull],
      cause: 'cause.image_name',
    },
    {
      name: 'a second ReplicaSet with the same bad image is the same incident',
      steps: [
        first,
        { at: 10, put: [pending([backingOff])] },
        {
          at: 400,
          put: [
            ...chain('api', '8f1'),
            pod('api-8f1-y', { created: 400, containers: [backingOff], status: { phase: 'Pending' } }),
          ],
          gone: [{ kind: 'Pod', namespace: 'shop', name: 'api-7d9-x' }],
        },
      ],
      until: 900,
      tells: [imagePull],
    },
  ]);
});

describe('configuration and creation', () => {
  const wrong = (reason: string) => status('app', { ready: false, started: false, ...waiting(reason, 'x') });
  play([
    ...['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'].map((reason) => ({
      name: `${reason} for a minute`,
      steps: [first, { at: 10, put: [pending([wrong(reason)])] }],
      until: 300,
      tells: ['opened container_config/Deployment/shop/api warning'],
      between: [70, 75] as const,
    })),
    {
      name: 'a Secret that comes after half a minute: quiet',
      steps: [
        first,
        { at: 10, put: [pending([wrong('CreateContainerConfigError')])] },
        { at: 40, put: [pod('api-7d9-x', { created: 0 })] },
      ],
      until: 300,
    },
    {
      name: 'stuck in ContainerCreating with a volume that does not mount',
      steps: [
        first,
        {
          at: 10,
          put: [
            pending([creating]),
            event(pending([]), 'FailedMount', 'MountVolume.SetUp failed for volume "data"', 10),
          ],
        },
      ],
      until: 900,
      tells: ['opened container_creating/Deployment/shop/api warning'],
      cause: 'cause.volume',
    },
    {
      name: 'stuck without a network',
      steps: [
        first,
        {
          at: 10,
          put: [
            pending([creating]),
            event(pending([]), 'FailedCreatePodSandBox', 'plugin type="calico" failed (add)', 10),
          ],
        },
      ],
      until: 900,
      tells: ['opened container_creating/Deployment/shop/api warning'],
      cause: 'cause.sandbox',
    },
    {
      name: 'a mount that failed once, then an image of many gigabytes: quiet',
      steps: [
        first,
        {
          at: 10,
          put: [
            pending([creating]),
            event(pending([]), 'FailedMount', 'failed to sync secret cache: timed out', 10),
            event(pending([]), 'Pulling', 'Pulling image "cuda:12"', 14, { type: 'Normal' }),
          ],
        },
      ],
      until: 1_500,
    },
    {
      name: 'slow, and no event that says why: quiet',
      steps: [first, { at: 10, put: [pending([creating])] }],
      until: 1_500,
    },
    {
      name: 'an image that does not come tells more than an early mount that failed',
      steps: [
        first,
        {
          at: 10,
          put: [
            pending([status('app', { ready: false, ...waiting('PodInitializing') })], {
              init: [backingOff],
            }),
            event(pending([]), 'FailedMount', 'failed to sync configmap cache', 10),
          ],
        },
      ],
      until: 900,
      tells: [imagePull],
    },
  ]);
});
