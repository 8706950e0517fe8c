/** Everything that can be wrong with a cluster, in normalised words: one for each thing that a person would do about it. */
export const reasons = [
  'crash_loop',
  'crash',
  'oom_killed',
  'image_pull',
  'container_config',
  'container_creating',
  'unschedulable',
  'not_ready',
  'evicted',
  'stuck_terminating',
  'rollout_stuck',
  'replicas_missing',
  'statefulset_degraded',
  'daemonset_degraded',
  'job_failed',
  'cronjob_missed',
  'autoscaler_blind',
  'autoscaler_at_maximum',
  'node_not_ready',
  'node_pressure',
  'claim_pending',
  'claim_lost',
  'volume_failed',
  'no_endpoints',
  'quota_nearly_full',
  'disruption_budget_blocked',
  'certificate_expiring',
  'cluster_unreachable',
] as const;
export type Reason = (typeof reasons)[number];

/** From the least to the worst. */
export const severities = ['info', 'warning', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** What an incident is about: the top owner (a Deployment, not its pods), a node, a claim, the cluster itself. */
export interface Subject {
  readonly kind: string;
  /** Empty outside of namespaces. */
  readonly namespace: string;
  readonly name: string;
}

/** A field that was read and what stood there, in Kubernetes' own words: what `why` shows. No secrets. */
export interface Evidence {
  readonly field: string;
  readonly value: string;
}

/** One sign that something is wrong, as a detector sees it at one moment. */
export interface Finding {
  readonly reason: Reason;
  readonly subject: Subject;
  /** What shows it: a pod, or a pod and container; the subject's own name where it shows it itself. */
  readonly member: string;
  /** The node where it shows; empty where that makes no sense. Findings on a node that is down are counted under it. */
  readonly node: string;
  /** When the condition began, where the cluster tells it; else it counts from when it was first seen. */
  readonly since: Date | undefined;
  /** How long it must last before anybody is told. */
  readonly holdMs: number;
  /**
   * Where this is told, the hold counts on while it stays the same, whatever becomes of `since`, and anew when it is
   * another, such as while a rollout moves.
   */
  readonly stage?: string | undefined;
  /** The hold counts from when it was first seen, although it is known when it began. */
  readonly holdsFromSight?: boolean | undefined;
  readonly severity: Severity;
  /** Tells one occurrence from the next where the condition itself is a moment (an OOM kill, a failed job). */
  readonly occurrence: string | undefined;
  /** A finer cause where it is known, a key of messages below `cause.`: `cause.image_auth`, `cause.cpu`. */
  readonly cause: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** Something that was seen and not told by itself, since it is counted under an incident. */
export interface Suppressed {
  readonly reason: Reason;
  /** `namespace/name`, or a name. */
  readonly subject: string;
  readonly because: 'node_down' | 'consequence';
}

/** What was found out when an incident opened, beside its alert. Secrets masked. */
export interface Findings {
  /** The last lines of the container that failed. */
  readonly logs?: { readonly pod: string; readonly container: string; readonly text: string } | undefined;
  /** The last warnings, the latest first. */
  readonly events: readonly { readonly reason: string; readonly message: string; readonly count: number }[];
  readonly change?:
    | {
        /** ISO time. */
        readonly at: string;
        /** A person by NOX's own audit (with the `command` that was said), else the program that wrote it. */
        readonly by?: string;
        readonly command?: string;
        readonly cause?: string;
        readonly images: readonly string[];
        readonly imagesBefore: readonly string[];
        /** Where the image came from, on GitHub. */
        readonly source?: {
          readonly repository: string;
          readonly sha: string;
          /** Absent in what was noted by an earlier NOX. */
          readonly commit?: { readonly title: string; readonly url: string; readonly author: string };
          readonly pull?: {
            readonly number: number;
            readonly title: string;
            readonly url: string;
            readonly author: string;
          };
        };
      }
    | undefined;
}

/** The states of an incident, in the order in which they come. */
export const incidentStates = ['open', 'acknowledged', 'resolved'] as const;

/** All findings of one reason about one subject at one moment: what an incident is made of. */
export interface Condition {
  /** `reason/kind/namespace/name`: what tells one incident of a cluster from another. */
  readonly key: string;
  readonly reason: Reason;
  readonly subject: Subject;
  readonly severity: Severity;
  /** What shows it: pods, containers, resources; sorted. */
  readonly members: readonly string[];
  /** When it began, where the cluster tells it. */
  readonly since: Date | undefined;
  readonly holdMs: number;
  readonly stage?: string | undefined;
  readonly holdsFromSight?: boolean | undefined;
  readonly occurrences: readonly string[];
  readonly cause: string | undefined;
  readonly evidence: readonly Evidence[];
  /** Other conditions that are only its consequences. */
  readonly also: readonly Reason[];
  /** What was seen and is counted here: the consequences, and pods on a node that is down; the first of them. */
  readonly suppressed: readonly Suppressed[];
}

/** A condition that people were told of and that is not over; the rows in the tenant's database say the same. */
export interface Standing {
  readonly condition: Condition;
  /** The worst that was told. */
  readonly told: Severity;
  readonly openedAt: Date;
  /** Since when its condition is no longer seen; undefined while it is. */
  readonly goneSince: Date | undefined;
  /** When it came back after it had been over, the latest last. */
  readonly returns: readonly Date[];
}

/** A condition that is seen: since when its hold counts, also where it is counted under another, or told. */
export interface Pending {
  /** When it began by the cluster's word when that was first heard, else when it was first seen. */
  readonly beganAt: Date;
  /** What that word was. */
  readonly since: Date | undefined;
  readonly stage: string | undefined;
  /** It was there when the cluster was first looked at, and the cluster does not tell since when. */
  readonly wasBefore: boolean;
}

/** Over lately: the same again is the same incident. */
export interface Past {
  readonly condition: Condition;
  readonly told: Severity;
  readonly openedAt: Date;
  readonly overAt: Date;
  readonly returns: readonly Date[];
}

/** What changed when a cluster was looked at, in the order in which it is to be told. */
export type Change =
  | { readonly kind: 'opened' | 'baselined'; readonly standing: Standing }
  | { readonly kind: 'reopened'; readonly standing: Standing; readonly isFlapping: boolean }
  | { readonly kind: 'escalated' | 'updated'; readonly standing: Standing }
  /** What was told turned out to be the consequence of this, which is the same incident: it stood under the key `from`. */
  | { readonly kind: 'became'; readonly standing: Standing; readonly from: string }
  | { readonly kind: 'resolved'; readonly past: Past };
