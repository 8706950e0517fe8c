import type { ClusterWorld } from '../world.ts';
import {
  configMap,
  cronJob,
  horizontalPodAutoscaler,
  namespaces,
  podDisruptionBudget,
  secret,
} from './pieces.ts';
import { checkout, grafana, paymentsApi, prometheus, registry, web } from './techcorp.ts';

/** TechCorp's production: payments healthy after three revisions, checkout's last release crash-looping. */
export function prodWorld(): ClusterWorld {
  return {
    version: 'v1.33.4',
    namespaces: namespaces('412d', ['payments', 'web', 'monitoring'], { environment: 'prod' }),
    nodes: [
      { name: 'prod-control-1', age: '412d', cpu: 4, memoryGi: 8, controlPlane: true },
      { name: 'prod-worker-1', age: '412d', cpu: 16, memoryGi: 64 },
      { name: 'prod-worker-2', age: '412d', cpu: 16, memoryGi: 64 },
      { name: 'prod-worker-3', age: '97d', cpu: 16, memoryGi: 64 },
    ],
    deployments: [
      {
        namespace: 'payments',
        name: 'payments-api',
        replicas: 3,
        service: 80,
        labels: { team: 'payments' },
        containers: [paymentsApi()],
        revisions: [
          { tag: '1.13.2', age: '63d', cause: 'payments-api 1.13.2' },
          { tag: '1.14.0', age: '21d', cause: 'payments-api 1.14.0' },
          { tag: '1.14.1', age: '6d', cause: 'payments-api 1.14.1' },
        ],
      },
      {
        namespace: 'payments',
        name: 'payments-worker',
        replicas: 2,
        labels: { team: 'payments' },
        containers: [
          {
            name: 'worker',
            image: `${registry}/payments/payments-worker`,
            traffic: [
              'level=info msg="settlement batch done" charges=214',
              'level=info msg="webhook delivered" attempt=1',
            ],
          },
        ],
        revisions: [{ tag: '1.14.0', age: '21d' }],
      },
      {
        namespace: 'web',
        name: 'web',
        replicas: 4,
        service: 80,
        labels: { team: 'web' },
        containers: web(),
        revisions: [
          { tag: '5.2.0', age: '34d' },
          { tag: '5.3.0', age: '2d', cause: 'web 5.3.0' },
        ],
      },
      {
        namespace: 'web',
        name: 'checkout',
        replicas: 2,
        recreate: true,
        service: 80,
        labels: { team: 'web' },
        containers: [checkout()],
        revisions: [
          { tag: '2.8.0', age: '12d', cause: 'checkout 2.8.0' },
          { tag: '2.8.1', age: '3h', cause: 'checkout 2.8.1', health: 'crash' },
        ],
      },
      {
        namespace: 'monitoring',
        name: 'prometheus',
        replicas: 1,
        recreate: true,
        service: 9090,
        containers: [prometheus()],
        revisions: [{ tag: 'v3.5.0', age: '88d' }],
      },
      {
        namespace: 'monitoring',
        name: 'grafana',
        replicas: 1,
        service: 80,
        containers: [grafana()],
        revisions: [{ tag: '12.1.1', age: '40d' }],
      },
    ],
    objects: [
      configMap('payments', 'payments-api', { 'settings.yaml': 'currency: EUR\nretries: 3\n' }),
      secret('payments', 'payments-db', { password: 'simulated' }),
      horizontalPodAutoscaler('web', 'web', 4, 12, 4),
      podDisruptionBudget('payments', 'payments-api', 2, 3),
      cronJob('payments', 'reconciliation', '30 4 * * *', `${registry}/payments/reconciliation:1.14.0`),
    ],
  };
}
