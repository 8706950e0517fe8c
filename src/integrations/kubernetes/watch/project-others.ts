import { X509Certificate } from 'node:crypto';
import { at, conditionsOf, count, listOf, quantities, text, time, words } from './read.ts';
import type {
  Watched,
  WatchedCertificate,
  WatchedClaim,
  WatchedDisruptionBudget,
  WatchedEndpointSlice,
  WatchedEvent,
  WatchedNode,
  WatchedQuota,
  WatchedService,
  WatchedVolume,
} from './watched.ts';

export function projectNode(common: Watched, raw: unknown): WatchedNode {
  const isCordoned = at(raw, 'spec', 'unschedulable') === true;
  return { ...common, kind: 'Node', isCordoned, conditions: conditionsOf(raw) };
}

export function projectClaim(common: Watched, raw: unknown): WatchedClaim {
  return {
    ...common,
    kind: 'PersistentVolumeClaim',
    phase: text(at(raw, 'status', 'phase')),
    storageClass: text(at(raw, 'spec', 'storageClassName')),
    volume: text(at(raw, 'spec', 'volumeName')),
  };
}

export function projectVolume(common: Watched, raw: unknown): WatchedVolume {
  const claim = at(raw, 'spec', 'claimRef');
  return {
    ...common,
    kind: 'PersistentVolume',
    phase: text(at(raw, 'status', 'phase')),
    reason: text(at(raw, 'status', 'reason')),
    message: text(at(raw, 'status', 'message')).slice(0, 500),
    claim: claim ? `${text(at(claim, 'namespace'))}/${text(at(claim, 'name'))}` : '',
  };
}

export function projectService(common: Watched, raw: unknown): WatchedService {
  return {
    ...common,
    kind: 'Service',
    type: text(at(raw, 'spec', 'type')) || 'ClusterIP',
    isHeadless: at(raw, 'spec', 'clusterIP') === 'None',
    selector: words(at(raw, 'spec', 'selector')),
  };
}

/**
 * An endpoint without a word on its readiness is ready; one that leaves is used while it serves and no other is ready
 * (https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions).
 */
export function projectEndpointSlice(common: Watched, raw: unknown): WatchedEndpointSlice {
  const states = listOf(at(raw, 'endpoints')).map((endpoint) => {
    const says = (condition: string) => at(endpoint, 'conditions', condition);
    const isLeaving = says('terminating') === true;
    const answers = says('ready') !== false || (isLeaving && says('serving') === true);
    if (answers) return 'ready';
    return isLeaving ? 'leaving' : 'not ready';
  });
  return {
    ...common,
    kind: 'EndpointSlice',
    service: text(at(raw, 'metadata', 'labels', 'kubernetes.io/service-name')),
    ready: states.filter((state) => state === 'ready').length,
    notReady: states.filter((state) => state === 'not ready').length,
  };
}

export function projectQuota(common: Watched, raw: unknown): WatchedQuota {
  return {
    ...common,
    kind: 'ResourceQuota',
    hard: quantities(at(raw, 'status', 'hard')),
    used: quantities(at(raw, 'status', 'used')),
  };
}

export function projectDisruptionBudget(common: Watched, raw: unknown): WatchedDisruptionBudget {
  const selector = at(raw, 'spec', 'selector');
  return {
    ...common,
    kind: 'PodDisruptionBudget',
    generation: count(at(raw, 'metadata', 'generation')),
    observedGeneration: count(at(raw, 'status', 'observedGeneration')),
    currentHealthy: count(at(raw, 'status', 'currentHealthy')),
    desiredHealthy: count(at(raw, 'status', 'desiredHealthy')),
    expectedPods: count(at(raw, 'status', 'expectedPods')),
    selector:
      listOf(at(selector, 'matchExpressions')).length > 0 ? undefined : words(at(selector, 'matchLabels')),
  };
}

/** What cert-manager, Gardener and OpenShift write on the secrets that they keep fresh. */
const renewer = /^(cert-manager\.io|cert\.gardener\.cloud|service\.(beta|alpha)\.openshift\.io)\//;
/** Nobody renews by hand what an authority signs for a week at most. */
const byHandMs = 7 * 24 * 60 * 60_000;

/** The times of a TLS secret's certificate, the first of its chain; undefined for what is no certificate. */
export function projectCertificate(common: Watched, raw: unknown): WatchedCertificate | undefined {
  if (text(at(raw, 'type')) !== 'kubernetes.io/tls') return undefined;
  try {
    const pem = Buffer.from(text(at(raw, 'data', 'tls.crt')), 'base64');
    const { validFrom, validTo, issuer, subject } = new X509Certificate(pem);
    const [notBefore, notAfter] = [new Date(validFrom), new Date(validTo)];
    const isShort = notAfter.getTime() - notBefore.getTime() <= byHandMs && issuer !== subject;
    const marks = Object.keys(words(at(raw, 'metadata', 'annotations')));
    const isRenewed = isShort || marks.some((mark) => renewer.test(mark));
    return { ...common, kind: 'Certificate', notBefore, notAfter, isRenewed };
  } catch {
    return undefined;
  }
}

/** Events of type Normal that tell something all the same. */
const tellingReasons = [
  'FailedBinding',
  'WaitForFirstConsumer',
  'WaitForPodScheduled',
  'ExternalProvisioning',
  'Pulling',
  // The Cluster Autoscaler, and Karpenter.
  'TriggeredScaleUp',
  'NotTriggerScaleUp',
  'Nominated',
];

/** An Event, of the core or the newer form; undefined for what only says that all goes well. */
export function projectEvent(common: Watched, raw: unknown): WatchedEvent | undefined {
  if (text(at(raw, 'type')) === 'Normal' && !tellingReasons.includes(text(at(raw, 'reason'))))
    return undefined;
  const about = at(raw, 'involvedObject') ?? at(raw, 'regarding');
  const series = at(raw, 'series');
  const firstAt = time(at(raw, 'firstTimestamp')) ?? time(at(raw, 'eventTime')) ?? common.createdAt;
  return {
    ...common,
    kind: 'Event',
    type: text(at(raw, 'type')),
    reason: text(at(raw, 'reason')),
    message: (text(at(raw, 'message')) || text(at(raw, 'note'))).slice(0, 500),
    about: {
      kind: text(at(about, 'kind')),
      namespace: text(at(about, 'namespace')),
      name: text(at(about, 'name')),
      uid: text(at(about, 'uid')),
    },
    count: count(at(series, 'count'), count(at(raw, 'count'), 1)),
    firstAt,
    lastAt: time(at(series, 'lastObservedTime')) ?? time(at(raw, 'lastTimestamp')) ?? firstAt,
  };
}
