/**
 * What is kept of the objects of a watched cluster: only the fields that detectors and incidents read, so that a cluster
 * of thousands of pods costs little. Times are Dates; what the cluster did not say is undefined.
 */
export interface Watched {
  readonly uid: string;
  /** Empty for objects that stand outside of namespaces. */
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  readonly createdAt: Date | undefined;
  /** When it is to be gone, for pods with their grace in it; set when that is asked for. */
  readonly deletedAt: Date | undefined;
  /** The owner that controls it. */
  readonly owner: Owner | undefined;
}

export interface Owner {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** A condition of `status.conditions`. */
export interface WatchedCondition {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  /** `lastTransitionTime`. */
  readonly since: Date | undefined;
}
export type Conditions = Readonly<Record<string, WatchedCondition>>;

/** How a container ended. */
export interface Ended {
  readonly reason: string;
  readonly exitCode: number;
  readonly finishedAt: Date | undefined;
  readonly containerId: string;
}

/** One entry of `containerStatuses` or `initContainerStatuses`. */
export interface WatchedContainer {
  readonly name: string;
  readonly image: string;
  readonly isInit: boolean;
  readonly ready: boolean;
  readonly restarts: number;
  readonly waiting: { readonly reason: string; readonly message: string } | undefined;
  readonly runningSince: Date | undefined;
  /** `state.terminated`. */
  readonly ended: Ended | undefined;
  /** `lastState.terminated`. */
  readonly lastEnded: Ended | undefined;
}

export interface WatchedPod extends Watched {
  readonly kind: 'Pod';
  readonly phase: string;
  /** `status.reason`, such as Evicted. */
  readonly reason: string;
  readonly message: string;
  readonly node: string;
  readonly graceSeconds: number;
  /** When it was thrown out, as far as the last writing of its status tells; of evicted pods alone. */
  readonly evictedAt: Date | undefined;
  readonly isGated: boolean;
  /** PodScheduled, Ready, DisruptionTarget… */
  readonly conditions: Conditions;
  readonly containers: readonly WatchedContainer[];
}

export interface WatchedDeployment extends Watched {
  readonly kind: 'Deployment';
  /** Labels of the pods it makes. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly generation: number;
  readonly observedGeneration: number;
  readonly isPaused: boolean;
  readonly desired: number;
  readonly ready: number;
  readonly updated: number;
  readonly available: number;
  readonly revision: number | undefined;
  readonly images: readonly string[];
  /** Labels and annotations that tell where an image came from, and `kubernetes.io/change-cause`. */
  readonly origin: Readonly<Record<string, string>>;
  readonly conditions: Conditions;
}

export interface WatchedReplicaSet extends Watched {
  readonly kind: 'ReplicaSet';
  /** Labels of the pods it makes; none where a Deployment tells of them. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly desired: number;
  readonly ready: number;
  readonly revision: number | undefined;
  readonly images: readonly string[];
}

export interface WatchedStatefulSet extends Watched {
  readonly kind: 'StatefulSet';
  /** Labels of the pods it makes. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly generation: number;
  readonly observedGeneration: number;
  /** `spec.ordinals.start`. */
  readonly firstOrdinal: number;
  /** A new revision is on its way, or held back. */
  readonly isRollingOut: boolean;
  readonly desired: number;
  readonly ready: number;
  readonly updated: number;
  readonly images: readonly string[];
}

export interface WatchedDaemonSet extends Watched {
  readonly kind: 'DaemonSet';
  /** Labels of the pods it makes. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly generation: number;
  readonly observedGeneration: number;
  readonly isRollingOut: boolean;
  readonly desired: number;
  readonly updated: number;
  readonly ready: number;
  readonly unavailable: number;
  readonly misscheduled: number;
  readonly images: readonly string[];
}

export interface WatchedJob extends Watched {
  readonly kind: 'Job';
  readonly conditions: Conditions;
}

export interface WatchedCronJob extends Watched {
  readonly kind: 'CronJob';
  readonly schedule: string;
  /** IANA zone; undefined is the controller's own, UTC almost everywhere. */
  readonly timeZone: string | undefined;
  readonly isSuspended: boolean;
  readonly startingDeadlineSeconds: number | undefined;
  readonly lastScheduledAt: Date | undefined;
  readonly active: number;
  /** When somebody last changed it; its controller writes its status alone. */
  readonly writtenAt: Date | undefined;
  readonly concurrencyPolicy: string;
}

export interface WatchedAutoscaler extends Watched {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly target: { readonly kind: string; readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly currentReplicas: number;
  readonly conditions: Conditions;
}

export interface WatchedNode extends Watched {
  readonly kind: 'Node';
  readonly isCordoned: boolean;
  readonly conditions: Conditions;
}

export interface WatchedClaim extends Watched {
  readonly kind: 'PersistentVolumeClaim';
  readonly phase: string;
  readonly storageClass: string;
  readonly volume: string;
}

export interface WatchedVolume extends Watched {
  readonly kind: 'PersistentVolume';
  readonly phase: string;
  readonly reason: string;
  readonly message: string;
  /** `namespace/name` of the claim it is bound to; empty for none. */
  readonly claim: string;
}

export interface WatchedService extends Watched {
  readonly kind: 'Service';
  readonly type: string;
  readonly isHeadless: boolean;
  readonly selector: Readonly<Record<string, string>>;
}

export interface WatchedEndpointSlice extends Watched {
  readonly kind: 'EndpointSlice';
  /** `kubernetes.io/service-name`. */
  readonly service: string;
  /** Those that answer: ready, or leaving and still serving. */
  readonly ready: number;
  /** Those that may still come; what leaves is none of them. */
  readonly notReady: number;
}

export interface WatchedQuota extends Watched {
  readonly kind: 'ResourceQuota';
  /** Per resource, in base units (cores, bytes, pieces). */
  readonly hard: Readonly<Record<string, number>>;
  readonly used: Readonly<Record<string, number>>;
}

export interface WatchedDisruptionBudget extends Watched {
  readonly kind: 'PodDisruptionBudget';
  readonly generation: number;
  readonly observedGeneration: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  /** Undefined for what is told by expressions. */
  readonly selector: Readonly<Record<string, string>> | undefined;
}

/** A certificate of a `kubernetes.io/tls` secret: its times alone are kept, never key or certificate. */
export interface WatchedCertificate extends Watched {
  readonly kind: 'Certificate';
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Something renews it by itself, as far as one can tell. */
  readonly isRenewed: boolean;
}

/** An Event about an object: the last of its kind, with how often it came. */
export interface WatchedEvent extends Watched {
  readonly kind: 'Event';
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly about: {
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  };
  readonly count: number;
  readonly firstAt: Date | undefined;
  readonly lastAt: Date | undefined;
}

export type WatchedObject =
  | WatchedPod
  | WatchedDeployment
  | WatchedReplicaSet
  | WatchedStatefulSet
  | WatchedDaemonSet
  | WatchedJob
  | WatchedCronJob
  | WatchedAutoscaler
  | WatchedNode
  | WatchedClaim
  | WatchedVolume
  | WatchedService
  | WatchedEndpointSlice
  | WatchedQuota
  | WatchedDisruptionBudget
  | WatchedCertificate
  | WatchedEvent;
export type WatchedKind = WatchedObject['kind'];
export type WatchedOf<K extends WatchedKind> = Extract<WatchedObject, { readonly kind: K }>;
