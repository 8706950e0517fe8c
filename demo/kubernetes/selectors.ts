import type { Resource } from './resources.ts';
import { badRequest } from './status.ts';
import type { KubeObject, LabelSelector } from './types.ts';

export type Matcher = (object: KubeObject) => boolean;

const fieldLabels: Record<string, string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  secrets: ['type'],
  replicasets: ['status.replicas'],
  jobs: ['status.successful'],
};

/** A matcher for the text of a `labelSelector`; 400 where it cannot be parsed. */
export function labelMatcher(text: string): Matcher {
  const requirements = splitOutsideParentheses(text).map(labelRequirement);
  return (object) => requirements.every((holds) => holds(object.metadata.labels ?? {}));
}

/** Whether labels satisfy the `selector` of a workload; an empty selector matches nothing here. */
export function selects(selector: LabelSelector, labels: Record<string, string> | undefined): boolean {
  const has = labels ?? {};
  const equals = Object.entries(selector.matchLabels ?? {});
  const expressions = selector.matchExpressions ?? [];
  if (equals.length + expressions.length === 0) return false;
  return (
    equals.every(([key, value]) => has[key] === value) &&
    expressions.every(({ key, operator, values = [] }) => {
      const value = has[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      if (operator === 'In') return value !== undefined && values.includes(value);
      return value === undefined || !values.includes(value);
    })
  );
}

/** A matcher for the text of a `fieldSelector`; 400 for a field that the resource cannot be selected by. */
export function fieldMatcher(of: Resource, text: string): Matcher {
  const allowed = ['metadata.name', 'metadata.namespace', ...(fieldLabels[of.plural] ?? [])];
  const requirements = text.split(',').map((part) => {
    const match = /^\s*([^=!\s]+)\s*(!=|==?)\s*(.*?)\s*$/.exec(part);
    if (!match) throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`);
    const [, field = '', operator, value = ''] = match;
    if (!allowed.includes(field)) {
      throw badRequest(
        `Unable to find "${of.group}/${of.version}, Resource=${of.plural}" that match label selector "", ` +
          `field selector "${text}": field label not supported: ${field}`,
      );
    }
    return { field, wanted: operator !== '!=', value };
  });
  return (object) =>
    requirements.every(({ field, wanted, value }) => (fieldOf(object, field) === value) === wanted);
}

function fieldOf(object: KubeObject, field: string): string {
  const path = field === 'source' ? ['source', 'component'] : field.split('.');
  let at: unknown = object;
  for (const key of path) at = (at as Record<string, unknown> | undefined)?.[key];
  if (at === undefined || at === null) return field === 'spec.unschedulable' ? 'false' : '';
  return String(at);
}

function labelRequirement(text: string): (labels: Record<string, string>) => boolean {
  const part = text.trim();
  const set = /^([^\s=!,()]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (labels) => {
      const value = labels[key];
      const within = value !== undefined && values.includes(value);
      return operator === 'in' ? within : !within;
    };
  }
  const comparison = /^([^\s=!,()]+)\s*(!=|==?)\s*([^\s=!,()]*)$/.exec(part);
  if (comparison) {
    const [, key = '', operator, value = ''] = comparison;
    return (labels) => (labels[key] === value) === (operator !== '!=');
  }
  const existence = /^(!?)\s*([^\s=!,()]+)$/.exec(part);
  if (existence) {
    const [, negation, key = ''] = existence;
    return (labels) => (labels[key] === undefined) === (negation === '!');
  }
  throw badRequest(`unable to parse requirement: found '${part}', expected: identifier`);
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^(]*\))/).filter((part) => part.trim() !== '');
}
