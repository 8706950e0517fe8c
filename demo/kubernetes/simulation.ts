import { LogBook } from './log-book.ts';
import { ObjectStore, timestamp } from './store.ts';
import type { PodTemplate } from './types.ts';

export type Health = 'ok' | 'crash' | 'oom' | 'image' | 'config' | 'unready' | 'unschedulable';

/** How containers of one image behave wherever they run. */
export interface ImageBehaviour {
  health: Health;
  /** Written when the container starts. */
  lines?: string[];
  /** Written again and again while it is ready. */
  traffic?: string[];
  /** Written last before it ends, when its health is `crash` or `oom`. */
  lastWords?: string[];
}

export interface ContainerProgress {
  stage: 'creating' | 'pullFailed' | 'pullBackOff' | 'stuck' | 'running' | 'ready' | 'backOff';
  ticks: number;
}

export interface PodProgress {
  scheduled: boolean;
  ticks: number;
  containers: Map<string, ContainerProgress>;
}

export interface RolloutProgress {
  signature: string;
  idleTicks: number;
}

/** Time as the cluster sees it: the past while its history is made, then the present. */
export class SimulatedClock {
  #fixed: Date | undefined;

  now(): Date {
    return this.#fixed ? new Date(this.#fixed) : new Date();
  }

  /** Stands at `date` until moved; undefined returns to the present. */
  set(date: Date | undefined): void {
    this.#fixed = date;
  }
}

/** Everything the controllers share: the objects, and what is known beside them. */
export class Simulation {
  readonly version: string;
  readonly clock = new SimulatedClock();
  readonly store = new ObjectStore({ now: () => this.clock.now() });
  readonly logs = new LogBook();
  readonly images = new Map<string, ImageBehaviour>();
  readonly pods = new Map<string, PodProgress>();
  /** When each CronJob is due next, by its uid and schedule. */
  readonly cronRuns = new Map<string, Date>();
  readonly rollouts = new Map<string, RolloutProgress>();
  /** Former templates of StatefulSets by uid and revision: what Kubernetes keeps as ControllerRevisions. */
  readonly templates = new Map<string, PodTemplate>();
  /** Steps without progress after which a rollout has failed. */
  readonly progressDeadlineSteps = 8;

  /** Takes the version of Kubernetes that the cluster says it is. */
  constructor(version = 'v1.33.4') {
    this.version = version;
  }

  /** Now, as Kubernetes writes it. */
  timestamp(): string {
    return timestamp(this.clock.now());
  }

  /** How an image behaves: as the world said, or as its tag says (`broken`, `doesnotexist`, `crash`). */
  behaviourOf(image: string): ImageBehaviour {
    const known = this.images.get(image);
    if (known) return known;
    const tag = /:([^/]*)$/.exec(image)?.[1] ?? '';
    if (/broken|doesnotexist/.test(tag)) return { health: 'image' };
    const relative = [...this.images].find(([other]) => repositoryOf(other) === repositoryOf(image))?.[1];
    if (/crash/.test(tag)) {
      return {
        health: 'crash',
        lines: relative?.lines ?? [`starting ${repositoryOf(image)} ${tag}`],
        lastWords: [
          'panic: invalid configuration: DATABASE_URL is empty',
          'goroutine 1 [running]:',
          'main.main()',
        ],
      };
    }
    const start = startLines(image);
    return {
      health: 'ok',
      lines: relative?.health === 'ok' ? (relative.lines ?? start) : start,
      traffic: relative?.traffic ?? ['GET /healthz 200 1ms'],
    };
  }
}

/** What a container writes when it starts, where the world says nothing else. */
export function startLines(image: string): string[] {
  const tag = /:([^/]*)$/.exec(image)?.[1] ?? 'latest';
  return [`starting ${repositoryOf(image)} ${tag}`, 'configuration loaded', 'listening on :8080'];
}

function repositoryOf(image: string): string {
  return image.replace(/(:[^/]*|@.*)$/, '');
}
