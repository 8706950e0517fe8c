import type { Condition, Finding, Reason, Subject, Suppressed } from '../../core/incident.ts';
import { gather, isOnlyBeginning, keyOf } from './condition.ts';

/** What the assessment asks of the cluster besides its findings. */
export interface Surroundings {
  /** The nodes on which the pods of a subject stand. */
  nodesOf(subject: Subject): readonly string[];
  /** What a subject stands on: a service, a budget or an autoscaler on the workloads behind it. */
  basisOf(subject: Subject): readonly Subject[];
}

/** Why something was seen and nobody was told: for `why`. */
export interface Suppression {
  readonly reason: Reason;
  readonly subject: Subject;
  /** The key of the condition that it was counted under. */
  readonly under: string;
  readonly because: 'node_down' | 'consequence';
}

export interface Absorbed {
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly suppressed: readonly Suppression[];
  /** What was counted under each condition: when the time of one of these has come, the cause is told, and as grave. */
  readonly consequences: ReadonlyMap<string, readonly Condition[]>;
}

const causes: readonly Reason[] = [
  'oom_killed',
  'image_pull',
  'container_config',
  'container_creating',
  'unschedulable',
  'crash_loop',
];
/** So much is remembered of what is counted under one condition. */
const shownSuppressed = 200;
const shortfalls: readonly Reason[] = ['replicas_missing', 'statefulset_degraded', 'daemonset_degraded'];

/** What each condition explains: its consequences about the same subject are told with it, not beside it. */
const explains: Readonly<Partial<Record<Reason, readonly Reason[]>>> = {
  ...Object.fromEntries(
    causes.map((cause) => [cause, ['crash', 'not_ready', 'rollout_stuck', ...shortfalls] as const]),
  ),
  // A crash and the loop that it grows into are one incident.
  crash_loop: ['not_ready', 'rollout_stuck', ...shortfalls],
  oom_killed: ['crash_loop', 'crash', 'not_ready', 'rollout_stuck', ...shortfalls],
  not_ready: ['rollout_stuck', ...shortfalls],
  rollout_stuck: shortfalls,
};
/** What goes by another name once its cause is seen. A crash is not: what comes after it may have a cause of its own. */
const becoming: readonly Reason[] = ['not_ready', 'rollout_stuck', ...shortfalls];
/** What is said of something that stands on workloads. */
const above: readonly Reason[] = ['no_endpoints', 'autoscaler_blind', 'disruption_budget_blocked'];
/** What a workload's trouble explains of what stands on it. */
const below: readonly Reason[] = [...causes, 'not_ready', ...shortfalls];

/**
 * Gathers findings into conditions and puts consequences under their causes: pods on a node that is down under the
 * node; missing replicas under the image that does not come; a service without endpoints under its workload.
 * @param told what people were told of and is not over: it absorbs too, although it is not seen at this moment
 */
export function absorb(
  findings: readonly Finding[],
  surroundings: Surroundings,
  told: readonly Condition[] = [],
): Absorbed {
  const suppressed: Suppression[] = [];
  // While a node comes back, or is taken out of the cluster, what is left on it is still its doing.
  const downNodes = new Set(
    [...findings, ...told]
      .filter(({ reason }) => reason === 'node_not_ready')
      .map(({ subject }) => subject.name),
  );
  const standing: Finding[] = [];
  for (const finding of findings) {
    const node = downNodes.size === 0 ? undefined : nodeBehind(finding, downNodes, surroundings);
    if (!node) {
      standing.push(finding);
      continue;
    }
    const down: Subject = { kind: 'Node', namespace: '', name: node };
    const { reason, subject } = finding;
    suppressed.push({ reason, subject, under: keyOf('node_not_ready', down), because: 'node_down' });
  }
  const conditions = gather(standing);
  const consequences = new Map<string, Condition[]>();
  const all = new Map(told.map((each) => [each.key, each]));
  for (const [key, condition] of conditions) {
    const before = all.get(key);
    const isLess = before !== undefined && isOnlyBeginning(condition, before);
    all.set(key, isLess ? { ...condition, reason: before.reason } : condition);
  }
  for (const condition of conditions.values()) {
    const absorber = absorberOf(condition, all, surroundings);
    if (!absorber) continue;
    conditions.delete(condition.key);
    const { reason, subject } = condition;
    suppressed.push({ reason, subject, under: absorber.key, because: 'consequence' });
    const own = [condition, ...(consequences.get(condition.key) ?? [])];
    consequences.set(absorber.key, [...(consequences.get(absorber.key) ?? []), ...own]);
    if (!conditions.has(absorber.key)) continue;
    const before = conditions.get(absorber.key) ?? absorber;
    conditions.set(absorber.key, {
      ...before,
      also: [...new Set([...before.also, reason, ...condition.also])],
    });
  }
  for (const [key, all] of Map.groupBy(suppressed, ({ under }) => under)) {
    const condition = conditions.get(key);
    if (!condition) continue;
    const shown = all.slice(0, shownSuppressed).map(({ reason, subject: { namespace, name }, because }) => {
      return { reason, subject: namespace ? `${namespace}/${name}` : name, because };
    });
    conditions.set(key, { ...condition, suppressed: distinct(shown) });
  }
  return { conditions, suppressed, consequences };
}

/** Whether a condition is the cause of another that was told before it, of the same workload: then they are one incident. */
export function isCauseOf({ reason, subject }: Condition, told: Condition): boolean {
  const mayBecome = becoming.includes(told.reason) || reason === 'oom_killed';
  const explained = explains[reason]?.includes(told.reason) ?? false;
  return mayBecome && explained && keyOf(reason, subject) === keyOf(reason, told.subject);
}

/** Several pods of one workload are one line. */
function distinct(all: readonly Suppressed[]): Suppressed[] {
  return [...new Map(all.map((each) => [`${each.reason}/${each.subject}`, each])).values()];
}

function nodeBehind(
  finding: Finding,
  down: ReadonlySet<string>,
  { nodesOf }: Surroundings,
): string | undefined {
  if (finding.reason === 'node_not_ready') return undefined;
  if (finding.node) return down.has(finding.node) ? finding.node : undefined;
  const isShortfall = [...shortfalls, ...above].includes(finding.reason);
  return isShortfall ? nodesOf(finding.subject).find((node) => down.has(node)) : undefined;
}

function absorberOf(
  condition: Condition,
  all: ReadonlyMap<string, Condition>,
  { basisOf }: Surroundings,
): Condition | undefined {
  const { reason, subject } = condition;
  if (above.includes(reason)) {
    for (const basis of basisOf(subject)) {
      const found = firstOf(below, basis, all);
      if (found) return topOf(found, all);
    }
    return undefined;
  }
  const explaining = (Object.keys(explains) as Reason[]).filter((each) => explains[each]?.includes(reason));
  const found = firstOf(explaining, subject, all);
  return found && topOf(found, all);
}

/** A consequence of a consequence belongs to the cause at the top. */
function topOf(condition: Condition, all: ReadonlyMap<string, Condition>): Condition {
  const explaining = (Object.keys(explains) as Reason[]).filter((each) =>
    explains[each]?.includes(condition.reason),
  );
  const cause = firstOf(explaining, condition.subject, all);
  return cause ? topOf(cause, all) : condition;
}

function firstOf(
  reasons: readonly Reason[],
  subject: Subject,
  all: ReadonlyMap<string, Condition>,
): Condition | undefined {
  for (const reason of reasons) {
    const found = all.get(keyOf(reason, subject));
    if (found?.reason === reason) return found;
  }
  return undefined;
}
