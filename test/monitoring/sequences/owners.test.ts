import { describe } from 'vitest';
import { at } from '../support/replay.ts';
import { min, play } from './play.ts';
import {
  backOff,
  chain,
  condition,
  deployment,
  metadata,
  object,
  ownedBy,
  pod,
  status,
  waiting,
} from './real.ts';
import type { More } from './real.ts';

/** Whose a pod is, while its owners come and go, and where they are of kinds that nobody watches. */
const crashing = (name: string, seconds: number, more: { metadata?: More; owner?: [string, string] } = {}) =>
  pod(name, { ...more, containers: [status('app', backOff(12, seconds - 1))] });
const loop = 'crash_loop/Deployment/shop/api';
const [, replicaSet] = chain('api');
const controlledBy = (apiVersion: string, kind: string, name: string): More => ({
  ownerReferences: [{ apiVersion, kind, name, uid: `${kind}:${name}`, controller: true }],
});
const gone = (kind: string, name: string) => ({ kind, namespace: 'shop', name });
const rollout = (replicas: number) => ({
  kind: 'ReplicaSet',
  apiVersion: 'apps/v1',
  metadata: metadata('ReplicaSet', 'api-7d9', controlledBy('argoproj.io/v1alpha1', 'Rollout', 'api')),
  spec: { replicas, template: { metadata: { labels: { app: 'api', 'rollouts-pod-template-hash': '7d9' } } } },
  status: { replicas },
});

describe('owners', () => {
  play([
    {
      name: 'a Deployment that is deleted while it crashes: its owners go one after the other, its pods last',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [crashing('api-7d9-x', 60)] },
        { at: 300, gone: [gone('Deployment', 'api')] },
        { at: 301, gone: [gone('ReplicaSet', 'api-7d9')] },
        { at: 310, gone: [gone('Pod', 'api-7d9-x')] },
      ],
      until: min(40),
      tells: [`opened ${loop} high`, `resolved ${loop} high`],
    },
    {
      name: 'a pod that is heard of before its ReplicaSet',
      steps: [
        { at: 0, put: [deployment('api')] },
        { at: 60, put: [crashing('api-7d9-x', 60)] },
        { at: 61, put: [replicaSet!] },
      ],
      until: min(10),
      tells: [`opened ${loop} high`],
    },
    {
      name: 'deleted and made anew under its name, and crashing on: one incident',
      steps: [
        { at: 0, put: [...chain('api'), pod('api-7d9-x')] },
        { at: 60, put: [crashing('api-7d9-x', 60)] },
        {
          at: 200,
          gone: [gone('Deployment', 'api'), gone('ReplicaSet', 'api-7d9'), gone('Pod', 'api-7d9-x')],
        },
        { at: 215, put: [...chain('api', '8aa'), pod('api-8aa-x', { created: 215 })] },
        { at: 400, put: [crashing('api-8aa-x', 400)] },
      ],
      until: min(10),
      tells: [`opened ${loop} high`],
    },
    {
      name: 'a pod of a Job of a CronJob, the Job being cleared away first',
      steps: [
        {
          at: 0,
          put: [
            object('Job', 'backup-29537400', { spec: {}, status: {} }, ownedBy('CronJob', 'backup')),
            object('CronJob', 'backup', {
              spec: { schedule: '0 3 * * *' },
              status: { lastScheduleTime: at(-25_200) },
            }),
          ],
        },
        {
          at: 10,
          put: [
            pod('backup-29537400-x', {
              owner: ['Job', 'backup-29537400'],
              created: 0,
              containers: [status('app', { ready: false, ...waiting('ErrImageNeverPull') })],
              status: { phase: 'Pending' },
            }),
          ],
        },
        { at: 300, gone: [gone('Job', 'backup-29537400')] },
      ],
      until: min(10),
      tells: ['opened image_pull/CronJob/shop/backup warning'],
    },
    {
      name: 'static pods of one node are incidents of their own, whatever their node is called',
      steps: [
        { at: 0 },
        {
          at: 60,
          put: ['etcd-node-1', 'kube-scheduler-node-1'].map((name) =>
            crashing(name, 60, {
              metadata: { namespace: 'kube-system', ...controlledBy('v1', 'Node', 'node-1') },
            }),
          ),
        },
      ],
      until: min(10),
      tells: ['etcd-node-1', 'kube-scheduler-node-1'].map(
        (name) => `opened crash_loop/Pod/kube-system/${name} high`,
      ),
    },
    {
      name: 'kinds that others brought: a Rollout above a ReplicaSet, a set of pods of its own',
      steps: [
        { at: 0, put: [rollout(1)] },
        {
          at: 60,
          put: [
            crashing('api-7d9-x', 60),
            crashing('kafka-0', 60, {
              metadata: controlledBy('core.strimzi.io/v1beta2', 'StrimziPodSet', 'kafka'),
            }),
          ],
        },
      ],
      until: min(10),
      tells: ['opened crash_loop/Rollout/shop/api high', 'opened crash_loop/StrimziPodSet/shop/kafka high'],
    },
    {
      name: 'a service of a Rollout that is scaled to zero: quiet',
      steps: [
        {
          at: 0,
          put: [
            rollout(1),
            object('Service', 'api', { spec: { clusterIP: '10.0.0.1', selector: { app: 'api' } } }),
            slice([{ addresses: ['10.1.1.1'], conditions: { ready: true } }]),
          ],
        },
        { at: 60, put: [rollout(0), slice(null)] },
      ],
      until: min(20),
    },
    {
      name: 'pods of the same name in two namespaces are two',
      steps: [
        { at: 0 },
        {
          at: 60,
          put: ['bank', 'shop'].map((namespace) =>
            crashing('worker', 60, { metadata: { namespace, uid: namespace, ownerReferences: [] } }),
          ),
        },
      ],
      until: min(10),
      tells: ['opened crash_loop/Pod/bank/worker high', 'opened crash_loop/Pod/shop/worker high'],
    },
    {
      name: 'a custom resource above a StatefulSet does not make two of one',
      steps: [
        { at: 0, put: [degraded(true)] },
        { at: 60, put: [degraded(false), crashing('db-0', 60, { owner: ['StatefulSet', 'db'] })] },
      ],
      until: min(30),
      tells: [
        'opened crash_loop/Prometheus/shop/main high',
        'escalated crash_loop/Prometheus/shop/main critical',
      ],
    },
  ]);
});

function slice(endpoints: unknown) {
  const labels = { 'kubernetes.io/service-name': 'api' };
  return object('EndpointSlice', 'api-abc', { addressType: 'IPv4', endpoints }, { labels });
}

function degraded(isReady: boolean) {
  return object(
    'StatefulSet',
    'db',
    {
      spec: { replicas: 1 },
      status: {
        observedGeneration: 1,
        replicas: 1,
        ...(isReady ? { readyReplicas: 1 } : {}),
        conditions: [condition('x', 'True', 0)],
      },
    },
    controlledBy('monitoring.coreos.com/v1', 'Prometheus', 'main'),
  );
}
