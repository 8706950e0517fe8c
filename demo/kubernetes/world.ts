import type { Health, ImageBehaviour } from './simulation.ts';
import type { KubeObject } from './types.ts';

/** An age such as `14d`, `3h`, `12m`, `40s`. */
export type Age = string;

export interface WorldNode {
  name: string;
  age: Age;
  cpu: number;
  memoryGi: number;
  controlPlane?: boolean;
  /** `False` or `Unknown` with this reason when it is not ready. */
  notReady?: string;
  pressure?: 'MemoryPressure' | 'DiskPressure' | 'PIDPressure';
  cordoned?: boolean;
}

export interface WorldContainer extends Partial<Omit<ImageBehaviour, 'health'>> {
  name: string;
  /** Without its tag: the tag is the revision's. */
  image: string;
  port?: number;
  env?: Record<string, string>;
  /** A container with a tag of its own, whatever the revision. */
  tag?: string;
}

export interface WorldRevision {
  tag: string;
  age: Age;
  cause?: string;
  /** How the first container behaves with this tag; `ok` where it says nothing. */
  health?: Health;
}

export interface WorldDeployment {
  namespace: string;
  name: string;
  replicas: number;
  containers: WorldContainer[];
  /** Oldest first; the last one is what runs now. */
  revisions: WorldRevision[];
  labels?: Record<string, string>;
  recreate?: boolean;
  /** The port of a service of the same name. */
  service?: number;
}

export interface ClusterWorld {
  /** `v1.33.4` where nothing is said. */
  version?: string;
  namespaces: { name: string; age: Age; labels?: Record<string, string> }[];
  nodes: WorldNode[];
  deployments: WorldDeployment[];
  /** Anything else, as `kubectl apply` would be given it. */
  objects?: KubeObject[];
  events?: {
    kind: string;
    namespace: string;
    name: string;
    age: Age;
    type?: 'Normal' | 'Warning';
    reason: string;
    message: string;
    count?: number;
  }[];
}

const units: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** The milliseconds of an age; throws for anything that is none. */
export function milliseconds(age: Age): number {
  const match = /^(\d+)([smhd])$/.exec(age);
  if (!match) throw new Error(`not an age: "${age}"`);
  return Number(match[1]) * (units[match[2] ?? 's'] ?? 1) * 1_000;
}
