import { at, conditionsOf, count, imagesOf, rawOf, text, time, words, writtenAt } from './read.ts';
import type {
  Watched,
  WatchedAutoscaler,
  WatchedCronJob,
  WatchedDaemonSet,
  WatchedDeployment,
  WatchedJob,
  WatchedReplicaSet,
  WatchedStatefulSet,
} from './watched.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** Labels and annotations that tell where an image came from or why it changed. */
const originKeys =
  /^(kubernetes\.io\/change-cause|org\.opencontainers\.image\.(revision|source)|app\.kubernetes\.io\/version|github\.com\/.+|.*(git|commit|revision-sha|pull-request).*)$/i;

const status = (raw: unknown, field: string) => Math.max(0, count(at(raw, 'status', field)));
const generation = (raw: unknown) => ({
  generation: count(at(raw, 'metadata', 'generation')),
  observedGeneration: count(at(raw, 'status', 'observedGeneration')),
});
const revision = (raw: unknown, which: 'current' | 'update') => text(at(raw, 'status', `${which}Revision`));
const podLabels = (raw: unknown) => words(at(raw, 'spec', 'template', 'metadata', 'labels'));

export function projectDeployment(common: Watched, raw: unknown): WatchedDeployment {
  return {
    ...common,
    kind: 'Deployment',
    podLabels: podLabels(raw),
    ...generation(raw),
    isPaused: at(raw, 'spec', 'paused') === true,
    desired: count(at(raw, 'spec', 'replicas'), 1),
    ready: status(raw, 'readyReplicas'),
    updated: status(raw, 'updatedReplicas'),
    available: status(raw, 'availableReplicas'),
    revision: revisionOf(raw),
    images: imagesOf(raw),
    origin: originOf(raw),
    conditions: conditionsOf(raw),
  };
}

function revisionOf(raw: unknown): number | undefined {
  const revision = Number(text(rawOf(at(raw, 'metadata', 'annotations'))[revisionAnnotation]));
  return Number.isInteger(revision) && revision > 0 ? revision : undefined;
}

function originOf(raw: unknown): Readonly<Record<string, string>> {
  const all = {
    ...words(at(raw, 'metadata', 'labels')),
    ...words(at(raw, 'metadata', 'annotations')),
    ...words(at(raw, 'spec', 'template', 'metadata', 'labels')),
    ...words(at(raw, 'spec', 'template', 'metadata', 'annotations')),
  };
  const told = Object.entries(all).filter(([key, value]) => originKeys.test(key) && value.length <= 300);
  return Object.fromEntries(told);
}

export function projectReplicaSet(common: Watched, raw: unknown): WatchedReplicaSet {
  return {
    ...common,
    kind: 'ReplicaSet',
    podLabels: common.owner?.kind === 'Deployment' ? {} : podLabels(raw),
    desired: count(at(raw, 'spec', 'replicas'), 1),
    ready: status(raw, 'readyReplicas'),
    revision: revisionOf(raw),
    images: imagesOf(raw),
  };
}

export function projectStatefulSet(common: Watched, raw: unknown): WatchedStatefulSet {
  return {
    ...common,
    kind: 'StatefulSet',
    podLabels: podLabels(raw),
    ...generation(raw),
    firstOrdinal: count(at(raw, 'spec', 'ordinals', 'start')),
    isRollingOut: revision(raw, 'current') !== revision(raw, 'update'),
    desired: count(at(raw, 'spec', 'replicas'), 1),
    ready: status(raw, 'readyReplicas'),
    updated: status(raw, 'updatedReplicas'),
    images: imagesOf(raw),
  };
}

export function projectDaemonSet(common: Watched, raw: unknown): WatchedDaemonSet {
  const desired = status(raw, 'desiredNumberScheduled');
  const updated = count(at(raw, 'status', 'updatedNumberScheduled'), desired);
  return {
    ...common,
    kind: 'DaemonSet',
    podLabels: podLabels(raw),
    ...generation(raw),
    desired,
    updated,
    isRollingOut: updated < desired,
    ready: status(raw, 'numberReady'),
    unavailable: status(raw, 'numberUnavailable'),
    misscheduled: status(raw, 'numberMisscheduled'),
    images: imagesOf(raw),
  };
}

export function projectJob(common: Watched, raw: unknown): WatchedJob {
  return { ...common, kind: 'Job', conditions: conditionsOf(raw) };
}

export function projectCronJob(common: Watched, raw: unknown): WatchedCronJob {
  const active = at(raw, 'status', 'active');
  return {
    ...common,
    kind: 'CronJob',
    schedule: text(at(raw, 'spec', 'schedule')),
    timeZone: text(at(raw, 'spec', 'timeZone')) || undefined,
    isSuspended: at(raw, 'spec', 'suspend') === true,
    startingDeadlineSeconds:
      count(at(raw, 'spec', 'startingDeadlineSeconds'), -1) < 0
        ? undefined
        : count(at(raw, 'spec', 'startingDeadlineSeconds')),
    lastScheduledAt: time(at(raw, 'status', 'lastScheduleTime')),
    active: Array.isArray(active) ? active.length : 0,
    writtenAt: writtenAt(raw, ''),
    concurrencyPolicy: text(at(raw, 'spec', 'concurrencyPolicy')) || 'Allow',
  };
}

export function projectAutoscaler(common: Watched, raw: unknown): WatchedAutoscaler {
  const target = at(raw, 'spec', 'scaleTargetRef');
  return {
    ...common,
    kind: 'HorizontalPodAutoscaler',
    target: { kind: text(at(target, 'kind')), name: text(at(target, 'name')) },
    minReplicas: count(at(raw, 'spec', 'minReplicas'), 1),
    maxReplicas: count(at(raw, 'spec', 'maxReplicas')),
    currentReplicas: status(raw, 'currentReplicas'),
    conditions: conditionsOf(raw),
  };
}
