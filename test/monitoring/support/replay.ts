import { detectors } from '../../../src/monitoring/detectors/all.ts';
import { assess } from '../../../src/monitoring/assess/assess.ts';
import { blank, moveClock } from '../../../src/monitoring/assess/state.ts';
import type { Change } from '../../../src/core/incident.ts';
import type { Assessment } from '../../../src/monitoring/assess/state.ts';
import { createClusterState } from '../../../src/monitoring/cluster-state.ts';
import { surroundingsOf } from '../../../src/monitoring/surroundings.ts';
import {
  certificateResource,
  project,
  watchedResources,
} from '../../../src/integrations/kubernetes/watch/resources.ts';
import type { WatchedObject } from '../../../src/integrations/kubernetes/watch/watched.ts';
import { resourceOf } from './objects.ts';
import type { KubernetesObject } from './objects.ts';

/** A step of a recorded sequence: seconds since the beginning, and what the cluster says then. */
export interface Step {
  readonly at: number;
  readonly put?: readonly KubernetesObject[];
  readonly gone?: readonly { readonly kind: string; readonly namespace?: string; readonly name: string }[];
  readonly unreachable?: boolean;
  /** Whether some kind of object is not seen from now on. */
  readonly partly?: boolean;
  /** NOX is started again: it lists what is there, and knows of before what its database keeps. */
  readonly restarted?: boolean;
  /** The cluster's clock is so far ahead of ours from now on. */
  readonly aheadMs?: number;
  /** Our clock is set forward by so much, or back; the cluster's is not. */
  readonly ourClockMovedMs?: number;
}

/** The moment at which every recording begins. */
export const start = new Date('2026-03-02T10:00:00Z');

/** A time in a recording, as Kubernetes writes it: seconds since its beginning, before it when negative. */
export function at(seconds: number): string {
  return new Date(start.getTime() + seconds * 1_000).toISOString().replace('.000Z', 'Z');
}

/** What was told, and when. */
export interface Told {
  readonly at: number;
  readonly kind: Change['kind'];
  /** `reason/kind/namespace/name`. */
  readonly about: string;
  readonly severity: string;
  readonly change: Change;
}

/**
 * Plays a recording: looks at the cluster at every step and every five seconds between them, as NOX does, until
 * `until` seconds have passed. Gives what was told, in short lines and whole.
 */
export function replay(
  steps: readonly Step[],
  until: number,
): { lines: string[]; told: Told[]; assessment: Assessment } {
  let state = createClusterState();
  const there = new Map<string, WatchedObject>();
  const told: Told[] = [];
  let assessment = blank;
  let isReachable = true;
  let mayEnd = true;
  let aheadMs = 0;
  let movedMs = 0;
  let version = 0;
  const moments = new Set([
    ...steps.map((step) => step.at),
    ...Array.from({ length: Math.floor(until / 5) + 1 }, (_, i) => i * 5),
  ]);
  for (const second of [...moments].sort((a, b) => a - b)) {
    for (const step of steps.filter((each) => each.at === second)) {
      aheadMs = (step.aheadMs ?? aheadMs) - (step.ourClockMovedMs ?? 0);
      movedMs += step.ourClockMovedMs ?? 0;
      if (step.ourClockMovedMs) assessment = moveClock(assessment, step.ourClockMovedMs);
      if (step.unreachable !== undefined) isReachable = !step.unreachable;
      for (const object of step.put ?? []) {
        const resource = [...watchedResources, certificateResource].find(
          ({ kind }) => kind === resourceOf(object),
        );
        const versioned = { ...object, metadata: { ...object.metadata, resourceVersion: String(++version) } };
        const projected = resource && project(resource, versioned);
        if (!projected) continue;
        there.set(`${projected.kind}/${projected.namespace}/${projected.name}`, projected);
        state.put(projected);
      }
      for (const { kind, namespace = '', name } of step.gone ?? [])
        if (state.gone(kind as 'Pod', namespace, name) || kind === 'Event')
          there.delete(`${kind}/${namespace}/${name}`);
      if (step.partly !== undefined) mayEnd = !step.partly;
      if (step.restarted) {
        state = createClusterState();
        for (const object of there.values()) state.put(object);
        assessment = rememberedOf(assessment);
      }
    }
    const now = new Date(start.getTime() + second * 1_000 + movedMs);
    const clusterTime = new Date(now.getTime() + aheadMs);
    const findings = detectors.flatMap((detect) => [...detect(state, clusterTime)]);
    const { after, changes } = assess(assessment, findings, {
      now,
      aheadMs,
      isReachable,
      mayEnd,
      ...surroundingsOf(state),
    });
    assessment = after;
    for (const change of changes) {
      const { condition } = change.kind === 'resolved' ? change.past : change.standing;
      const { reason, subject, severity } = condition;
      const about = [reason, subject.kind, subject.namespace, subject.name].join('/');
      told.push({ at: second, kind: change.kind, about, severity, change });
    }
  }
  const lines = told
    .filter(({ kind }) => kind !== 'updated')
    .map(({ at: when, kind, about, severity }) => `${when} ${kind} ${about} ${severity}`);
  return { lines, told, assessment };
}

/** What the database keeps of an assessment: what is held back, what was told, and what is over. */
function rememberedOf({ isFirst, pending, standing, past }: Assessment): Assessment {
  const told = [...standing].map(([key, each]) => [key, { ...each, goneSince: undefined }] as const);
  return { ...blank, isFirst, pending, standing: new Map(told), past };
}
