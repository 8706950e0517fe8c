import type { KubeObject } from '../types.ts';
import type { Age, ClusterWorld } from '../world.ts';

/** A cluster's namespaces: its own beside the ones every cluster has. */
export function namespaces(
  age: Age,
  own: string[],
  labels?: Record<string, string>,
): ClusterWorld['namespaces'] {
  const always = ['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => ({ name, age }));
  return [...always, ...own.map((name) => ({ name, age, ...(labels ? { labels } : {}) }))];
}

/** A ConfigMap. */
export function configMap(namespace: string, name: string, data: Record<string, string>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

/** An opaque Secret of the given texts. */
export function secret(namespace: string, name: string, texts: Record<string, string>): KubeObject {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'Opaque', data };
}

/** A HorizontalPodAutoscaler of a Deployment of the same name, at `current` replicas. */
export function horizontalPodAutoscaler(
  namespace: string,
  name: string,
  minReplicas: number,
  maxReplicas: number,
  current: number,
): KubeObject {
  const resource = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas,
      maxReplicas,
      metrics: [{ type: 'Resource', resource }],
    },
    status: {
      currentReplicas: current,
      desiredReplicas: current,
      currentMetrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', current: { averageUtilization: 43, averageValue: '43m' } },
        },
      ],
      conditions: [
        {
          type: 'AbleToScale',
          status: 'True',
          reason: 'ReadyForNewScale',
          message: 'recommended size matches current size',
        },
        {
          type: 'ScalingActive',
          status: 'True',
          reason: 'ValidMetricFound',
          message: 'the HPA was able to successfully calculate a replica count',
        },
        {
          type: 'ScalingLimited',
          status: 'False',
          reason: 'DesiredWithinRange',
          message: 'the desired count is within the acceptable range',
        },
      ],
    },
  };
}

/** A PodDisruptionBudget of a Deployment of the same name. */
export function podDisruptionBudget(
  namespace: string,
  name: string,
  minAvailable: number,
  healthy: number,
): KubeObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace },
    spec: { minAvailable, selector: { matchLabels: { 'app.kubernetes.io/name': name } } },
    status: {
      currentHealthy: healthy,
      desiredHealthy: minAvailable,
      disruptionsAllowed: healthy - minAvailable,
      expectedPods: healthy,
    },
  };
}

/** A CronJob with one container. */
export function cronJob(namespace: string, name: string, schedule: string, image: string): KubeObject {
  const template = { spec: { restartPolicy: 'OnFailure', containers: [{ name, image }] } };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace },
    spec: {
      schedule,
      timeZone: 'Europe/Paris',
      concurrencyPolicy: 'Forbid',
      suspend: false,
      jobTemplate: { spec: { template } },
    },
    status: {},
  };
}
