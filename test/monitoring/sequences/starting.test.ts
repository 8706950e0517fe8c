import { describe } from 'vitest';
import { at } from '../replay.ts';
import { min, play } from './play.ts';
import { chain, condition, ended, event, object, pod, status, waiting } from './real.ts';
import type { More } from './real.ts';

/** Pods that do not come up: images, configuration, volumes, no place. */
const image = 'ghcr.io/techcorp/api/orders:1.429.0';
const pulling = (reason: string, message: string, name = 'app') =>
  status(name, { image, imageID: '', ready: false, started: false, ...waiting(reason, message) });
const backingOff = pulling('ImagePullBackOff', `Back-off pulling image "${image}"`);
const pending = (containers: More[], more: object = {}) =>
  pod('api-7d9-x', { created: 0, containers, status: { phase: 'Pending' }, ...more });
const creating = status('app', { ready: false, started: false, ...waiting('ContainerCreating') });

const first = { at: 0, put: chain('api') };
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

describe('no place', () => {
  const unplaced = (message: string, reason = 'Unschedulable', more: object = {}) =>
    pod('api-7d9-x', {
      created: 0,
      spec: { nodeName: undefined, ...more },
      containers: [],
      status: {
        phase: 'Pending',
        containerStatuses: undefined,
        conditions: [condition('PodScheduled', 'False', 10, { reason, message })],
      },
    });
  const end = 'preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling.';
  const causes: [string, string][] = [
    ['0/6 nodes are available: 6 Insufficient cpu.', 'cause.cpu'],
    ['0/6 nodes are available: 2 Insufficient cpu, 5 Insufficient memory.', 'cause.memory'],
    ['0/6 nodes are available: 6 node(s) had untolerated taint {dedicated: gpu}.', 'cause.taint'],
    ['0/6 nodes are available: 6 node(s) had untolerated taint(s).', 'cause.taint'],
    ["0/6 nodes are available: 6 node(s) didn't match Pod's node affinity/selector.", 'cause.affinity'],
    ["0/6 nodes are available: 6 node(s) didn't match pod anti-affinity rules.", 'cause.affinity'],
    ["0/6 nodes are available: 6 node(s) didn't match pod topology spread constraints.", 'cause.affinity'],
    [
      '0/6 nodes are available: 4 node(s) had volume node affinity conflict, 2 Insufficient cpu.',
      'cause.volume',
    ],
    ['0/6 nodes are available: pod has unbound immediate PersistentVolumeClaims.', 'cause.volume'],
    ['0/6 nodes are available: persistentvolumeclaim "data" not found.', 'cause.volume'],
    ['0/6 nodes are available: 6 node(s) exceed max volume count.', 'cause.volume'],
    ['0/6 nodes are available: 6 node(s) were unschedulable.', 'cause.cordoned'],
  ];
  play([
    ...causes.map(([message, cause]) => ({
      name: message.slice(0, 70),
      steps: [first, { at: 10, put: [unplaced(`${message} ${end}`)] }],
      until: 600,
      tells: ['opened unschedulable/Deployment/shop/api warning'],
      between: [310, 315] as const,
      cause,
    })),
    {
      name: 'held back on purpose: quiet',
      steps: [
        first,
        {
          at: 10,
          put: [
            unplaced('Scheduling is blocked due to non-empty scheduling gates', 'SchedulingGated', {
              schedulingGates: [{ name: 'kueue.x-k8s.io/topology' }],
            }),
          ],
        },
      ],
      until: 1_500,
    },
    {
      name: 'a node that the autoscaler brings within four minutes: quiet',
      steps: [
        first,
        { at: 10, put: [unplaced('0/6 nodes are available: 6 Insufficient cpu.')] },
        { at: 250, put: [pod('api-7d9-x', { created: 0 })] },
      ],
      until: 900,
    },
    {
      name: 'pods of which each waits a little while: quiet',
      steps: [
        first,
        ...Array.from({ length: 8 }, (_, i) => ({
          at: 10 + i * 120,
          put: [
            {
              ...unplaced('0/6 nodes are available: 6 Insufficient cpu.'),
              metadata: { ...pod(`api-7d9-${i}`, { created: i * 120 }).metadata },
              status: {
                phase: 'Pending',
                conditions: [
                  condition('PodScheduled', 'False', 10 + i * 120, { reason: 'Unschedulable', message: 'x' }),
                ],
              },
            },
          ],
          gone: [{ kind: 'Pod', namespace: 'shop', name: `api-7d9-${i - 2}` }],
        })),
        {
          at: 10 + 8 * 120,
          gone: [6, 7].map((i) => ({ kind: 'Pod', namespace: 'shop', name: `api-7d9-${i}` })),
        },
      ],
      until: 1_500,
    },
  ]);
});

describe('pods that leave', () => {
  const leaving = (more: object = {}) =>
    pod('api-7d9-x', {
      metadata: { deletionTimestamp: at(40), deletionGracePeriodSeconds: 30, ...more },
    });
  const evicted = (more: More = {}, created = -3 * 24 * 3600) =>
    pod('api-7d9-x', {
      created,
      status: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
        conditions: undefined,
        containerStatuses: undefined,
        ...more,
      },
    });
  const disrupted = (reason: string) => ({
    conditions: [condition('DisruptionTarget', 'True', 60, { reason })],
  });
  const told = 'opened evicted/Node//node-1 warning';
  play([
    {
      name: 'one that will not leave',
      steps: [first, { at: 10, put: [leaving({ finalizers: ['example.com/hold'] })] }],
      until: 1_500,
      tells: ['opened stuck_terminating/Deployment/shop/api warning'],
      between: [640, 700],
    },
    {
      name: 'one that was given an hour: quiet',
      steps: [
        first,
        {
          at: 10,
          put: [leaving({ deletionTimestamp: at(3610), deletionGracePeriodSeconds: 3600 })],
        },
      ],
      until: 3_600 + min(9),
    },
    {
      name: 'thrown out by the kubelet, as clusters say since 1.26',
      steps: [first, { at: 60, put: [evicted(disrupted('TerminationByKubelet'))] }],
      until: 300,
      tells: [told],
    },
    {
      name: 'thrown out by the kubelet, as clusters said before: no condition, and a pod of three days',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x', { created: -3 * 24 * 3600 })] },
        { at: 60, put: [evicted()] },
      ],
      until: 300,
      tells: [told],
    },
    {
      name: 'drained or preempted on purpose: quiet',
      steps: [
        first,
        { at: 60, put: [evicted(disrupted('EvictionByEvictionAPI'))] },
        { at: 90, put: [evicted(disrupted('PreemptionByScheduler'))] },
        { at: 120, put: [evicted(disrupted('DeletionByTaintManager'))] },
      ],
      until: 300,
    },
    {
      name: 'a container that the kubelet killed for its use of disk says so of the pod, not of the container',
      steps: [
        first,
        {
          at: 60,
          put: [
            evicted({
              message: 'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.',
              ...disrupted('TerminationByKubelet'),
              containerStatuses: [status('app', { ready: false, state: ended('Error', 137, 60) })],
            }),
          ],
        },
      ],
      until: 300,
      tells: [told],
    },
    {
      name: 'what was left of Secrets and ConfigMaps that nobody watches is not asked about',
      steps: [first, { at: 10, put: [object('ConfigMap', 'settings', { data: {} })] }],
      until: 60,
    },
  ]);
});
