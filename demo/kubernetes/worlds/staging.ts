import type { ClusterWorld } from '../world.ts';
import { namespaces } from './pieces.ts';
import { checkout, grafana, paymentsApi, registry, web } from './techcorp.ts';

/** TechCorp's staging: newer versions, fewer pods, one image that was never pushed. */
export function stagingWorld(): ClusterWorld {
  return {
    version: 'v1.33.4',
    namespaces: namespaces('380d', ['payments', 'web', 'monitoring'], { environment: 'staging' }),
    nodes: [
      { name: 'staging-worker-1', age: '380d', cpu: 8, memoryGi: 32 },
      { name: 'staging-worker-2', age: '120d', cpu: 8, memoryGi: 32 },
    ],
    deployments: [
      {
        namespace: 'payments',
        name: 'payments-api',
        replicas: 1,
        service: 80,
        labels: { team: 'payments' },
        containers: [paymentsApi()],
        revisions: [
          { tag: '1.14.1', age: '8d' },
          { tag: '1.15.0-rc.1', age: '1d', cause: 'payments-api 1.15.0-rc.1' },
        ],
      },
      {
        namespace: 'web',
        name: 'web',
        replicas: 2,
        service: 80,
        labels: { team: 'web' },
        containers: web(),
        revisions: [{ tag: '5.4.0-rc.2', age: '5h' }],
      },
      {
        namespace: 'web',
        name: 'checkout',
        replicas: 1,
        service: 80,
        labels: { team: 'web' },
        containers: [checkout()],
        revisions: [{ tag: '2.8.0', age: '12d' }],
      },
      {
        namespace: 'web',
        name: 'search',
        replicas: 1,
        labels: { team: 'web' },
        containers: [{ name: 'search', image: `${registry}/web/search`, port: 8080 }],
        revisions: [
          { tag: '0.9.4', age: '9d' },
          { tag: '0.9.5', age: '2h', health: 'image' },
        ],
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
  };
}
