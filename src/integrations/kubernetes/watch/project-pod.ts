import { at, conditionsOf, count, endedOf, listOf, text, time, writtenAt } from './read.ts';
import type { Watched, WatchedContainer, WatchedPod } from './watched.ts';

/** A pod, without its spec: a thousand of them must not cost much. */
export function projectPod(common: Watched, raw: unknown): WatchedPod {
  const reason = text(at(raw, 'status', 'reason'));
  return {
    ...common,
    kind: 'Pod',
    phase: text(at(raw, 'status', 'phase')),
    reason,
    evictedAt: reason === 'Evicted' ? writtenAt(raw, 'status') : undefined,
    message: text(at(raw, 'status', 'message')).slice(0, 500),
    node: text(at(raw, 'spec', 'nodeName')),
    graceSeconds: count(at(raw, 'metadata', 'deletionGracePeriodSeconds')),
    isGated: listOf(at(raw, 'spec', 'schedulingGates')).length > 0,
    conditions: conditionsOf(raw),
    containers: [
      ...containersOf(raw, 'initContainerStatuses', true),
      ...containersOf(raw, 'containerStatuses', false),
    ],
  };
}

function containersOf(raw: unknown, field: string, isInit: boolean): WatchedContainer[] {
  return listOf(at(raw, 'status', field)).map((status) => {
    const waiting = at(status, 'state', 'waiting');
    return {
      name: text(at(status, 'name')),
      image: text(at(status, 'image')),
      isInit,
      ready: at(status, 'ready') === true,
      restarts: count(at(status, 'restartCount')),
      waiting: waiting
        ? { reason: text(at(waiting, 'reason')), message: text(at(waiting, 'message')).slice(0, 500) }
        : undefined,
      runningSince: time(at(status, 'state', 'running', 'startedAt')),
      ended: endedOf(at(status, 'state', 'terminated')),
      lastEnded: endedOf(at(status, 'lastState', 'terminated')),
    };
  });
}
