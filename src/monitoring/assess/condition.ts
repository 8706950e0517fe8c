import type { Condition, Finding, Reason, Severity, Subject } from '../../core/incident.ts';
import { severities } from '../../core/incident.ts';

/** What becomes worse of itself: the beginning and what it grows into are one incident, which goes by the latter's name. */
const growsInto: Readonly<Partial<Record<Reason, Reason>>> = { crash: 'crash_loop' };

/** What tells one incident of a cluster from another: what is wrong, and with what. */
export function keyOf(reason: Reason, subject: Subject): string {
  return [growsInto[reason] ?? reason, subject.kind, subject.namespace, subject.name].join('/');
}

/** Whether what is seen is only the beginning of what it was seen to be before. */
export function isOnlyBeginning(seen: Condition, before: Condition): boolean {
  return growsInto[seen.reason] === before.reason;
}

/** The worse of two. */
export function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b;
}

/** Gathers findings by reason and subject. The worst finding gives cause and evidence. */
export function gather(findings: Iterable<Finding>): Map<string, Condition> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding.reason, finding.subject);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return new Map([...groups].map(([key, group]) => [key, conditionOf(key, group)]));
}

function conditionOf(key: string, group: readonly Finding[]): Condition {
  const grown = group.filter(({ reason }) => growsInto[reason] === undefined);
  const worst = (grown.length > 0 ? grown : group).reduce((a, b) =>
    worse(a.severity, b.severity) === a.severity ? a : b,
  );
  const times = group.flatMap(({ since }) => since ?? []);
  return {
    key,
    reason: worst.reason,
    subject: worst.subject,
    severity: worst.severity,
    members: [...new Set(group.map(({ member }) => member))].sort(),
    since: times.length === group.length ? times.reduce((a, b) => (a < b ? a : b)) : undefined,
    stage: worst.stage,
    holdsFromSight: worst.holdsFromSight,
    holdMs: Math.min(...group.map(({ holdMs }) => holdMs)),
    occurrences: [...new Set(group.flatMap(({ occurrence }) => occurrence ?? []))].sort(),
    cause: worst.cause ?? group.find(({ cause }) => cause)?.cause,
    evidence: worst.evidence,
    also: [],
    suppressed: [],
  };
}
