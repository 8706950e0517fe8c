import type { RolledKind } from './kinds.ts';

/** A namespace of a cluster. */
export interface Namespace {
  readonly name: string;
  readonly status: string;
  readonly createdAt: Date | undefined;
}

export interface Pod {
  readonly namespace: string;
  readonly name: string;
  /** As kubectl says it: Running, Pending, CrashLoopBackOff, Completed, Terminating… */
  readonly status: string;
  readonly isHealthy: boolean;
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  readonly node: string;
  readonly createdAt: Date | undefined;
  readonly containers: readonly string[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
}

export interface Deployment {
  readonly namespace: string;
  readonly name: string;
  readonly desired: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
  readonly containers: readonly Container[];
  readonly isPaused: boolean;
  readonly revision: number | undefined;
  readonly createdAt: Date | undefined;
}

export interface Node {
  readonly name: string;
  /** `Ready`, `NotReady`, with `SchedulingDisabled` where it is cordoned. */
  readonly status: string;
  readonly isHealthy: boolean;
  readonly roles: readonly string[];
  readonly version: string;
  readonly cpu: string;
  readonly memory: string;
  readonly createdAt: Date | undefined;
}

export interface ClusterEvent {
  readonly namespace: string;
  readonly type: string;
  readonly reason: string;
  /** `Pod/api-7d9f…` */
  readonly object: string;
  readonly message: string;
  readonly count: number;
  readonly at: Date | undefined;
}

/** Some of a list; `more` says that the cluster has others still. */
export interface Some<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** What there is to know about one object, in Kubernetes' own words. */
export interface Description {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly createdAt: Date | undefined;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string }[];
  readonly events: readonly ClusterEvent[];
}

export interface LogOptions {
  readonly tail: number;
  readonly previous: boolean;
  readonly container?: string | undefined;
  /** Keeps the lines that contain this text, whatever its case. */
  readonly grep?: string | undefined;
}

/** Log lines, secrets masked; `pods` are those that were read. */
export interface Logs {
  readonly pods: readonly string[];
  readonly container: string;
  readonly text: string;
}

/** How far a rollout is, by kubectl's own rules. */
export interface Rollout {
  readonly phase: 'progressing' | 'done' | 'failed';
  readonly desired: number;
  readonly updated: number;
  readonly available: number;
  /** Replicas of the former version that are still there. */
  readonly old: number;
  /** Replicas that a partition keeps at the former version. */
  readonly kept: number;
  /** Whether it waits for each pod to be ready before it replaces the next, be it for ever. */
  readonly isOrdered: boolean;
}

/** What is rolled out: a deployment where no kind is said. */
export interface RolledPlace extends Place {
  readonly kind?: RolledKind | undefined;
}

/** What can be restarted, and how it replaces its pods. */
export interface RolledWorkload extends Place {
  readonly kind: RolledKind;
  readonly desired: number;
  /** Of these, the replicas that a partition keeps as they are. */
  readonly kept: number;
  /** Whether it leaves its pods as they are until they are deleted. */
  readonly isOnDelete: boolean;
  /** Whether it will replace nothing before a pod of its own is ready that is not. */
  readonly isWaiting: boolean;
}

/** Why a workload does not come up. */
export interface Trouble {
  readonly reasons: readonly { readonly pod: string; readonly reason: string; readonly message: string }[];
  readonly events: readonly ClusterEvent[];
  /** The last lines of a failing container, secrets masked. */
  readonly logs: { readonly pod: string; readonly text: string } | undefined;
}

/** A former version of a deployment. */
export interface Revision {
  readonly number: number;
  readonly images: readonly string[];
  readonly isCurrent: boolean;
  /** Labels and annotations of its pods. */
  readonly podMetadata: Readonly<Record<string, string>>;
  readonly createdAt: Date | undefined;
}

/** What changed last in a deployment. */
export interface LastChange {
  readonly at: Date | undefined;
  /** The program that wrote last: `kubectl-set`, `helm`, `argocd-controller`, `nox`. */
  readonly by: string | undefined;
  /** `kubernetes.io/change-cause`. */
  readonly cause: string;
  readonly images: readonly string[];
  /** Of the version before; empty where the cluster knows none. */
  readonly imagesBefore: readonly string[];
  /** Labels and annotations that tell where the images of now came from; those of an earlier image are left out. */
  readonly origin: Readonly<Record<string, string>>;
}

/** A namespace and a name in it. */
export interface Place {
  readonly namespace: string;
  readonly name: string;
}
