import type { Caller } from './access.ts';
import { may } from './access.ts';
import type { Answer, ReviewKind } from './request.ts';

interface ResourceAttributes {
  verb?: string;
  resource?: string;
}

/** Answers "may I?" and "what may I?" about the caller. */
export function review(kind: ReviewKind, caller: Caller, body: Record<string, unknown>): Answer {
  const answer = {
    kind,
    apiVersion: 'authorization.k8s.io/v1',
    metadata: { creationTimestamp: null },
    spec: body.spec ?? {},
  };
  if (kind === 'SelfSubjectRulesReview') {
    const status = { resourceRules: rules(caller), nonResourceRules: [], incomplete: false };
    return { code: 201, body: { ...answer, status } };
  }
  const spec = answer.spec as { resourceAttributes?: ResourceAttributes };
  const { verb = '*', resource = '*' } = spec.resourceAttributes ?? { verb: 'get', resource: '' };
  const allowed = may(caller, verb, resource);
  const reason = caller.readOnly
    ? 'RBAC: allowed by ClusterRoleBinding "nox-reader" of ClusterRole "nox-reader" to ServiceAccount "reader/nox"'
    : 'RBAC: allowed by ClusterRoleBinding "nox-operator" of ClusterRole "nox-operator" to ServiceAccount "operator/nox"';
  return { code: 201, body: { ...answer, status: { allowed, ...(allowed ? { reason } : {}) } } };
}

function rules(caller: Caller): unknown[] {
  const reviewsRule = {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  };
  if (!caller.readOnly) return [reviewsRule, { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];
  const readable = [
    'pods',
    'pods/log',
    'events',
    'services',
    'endpoints',
    'configmaps',
    'namespaces',
    'nodes',
  ];
  const verbs = ['get', 'list', 'watch'];
  return [
    reviewsRule,
    {
      verbs,
      apiGroups: [''],
      resources: [
        ...readable,
        'serviceaccounts',
        'persistentvolumeclaims',
        'persistentvolumes',
        'resourcequotas',
      ],
    },
    {
      verbs,
      apiGroups: ['apps', 'batch', 'autoscaling', 'policy', 'discovery.k8s.io', 'events.k8s.io'],
      resources: ['*'],
    },
  ];
}
