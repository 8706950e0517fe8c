import { describe } from 'vitest';
import { play } from './play.ts';
import { backOff, chain, deployment, object, pod, podConditions, status } from './real.ts';
import type { More } from './real.ts';

/** Services that nobody answers for. */
describe('services', () => {
  const service = (spec: More = {}) =>
    object('Service', 'api', {
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.9',
        ports: [{ port: 80 }],
        selector: { app: 'api' },
        ...spec,
      },
      status: { loadBalancer: {} },
    });
  const endpoint = (ready: boolean, serving = ready, terminating = false) => ({
    addresses: ['10.244.1.7'],
    conditions: { ready, serving, terminating },
    targetRef: { kind: 'Pod', name: 'api-7d9-x', namespace: 'shop' },
  });
  const slice = (endpoints: object[] | null, name = 'api-abc') =>
    object(
      'EndpointSlice',
      name,
      { addressType: 'IPv4', ports: [], endpoints },
      { labels: { 'kubernetes.io/service-name': 'api' } },
    );
  const told = 'no_endpoints/Service/shop/api';
  const begin = { at: 0, put: [...chain('api'), service(), slice([endpoint(true)])] };
  play([
    {
      name: 'one that nobody answers for',
      steps: [begin, { at: 60, put: [slice(null)] }],
      until: 900,
      tells: [`opened ${told} high`],
      between: [360, 365],
      cause: 'cause.selector',
    },
    {
      name: 'one whose pods are not ready',
      steps: [begin, { at: 60, put: [slice([endpoint(false)])] }],
      until: 900,
      tells: [`opened ${told} high`],
      cause: 'cause.endpoints_not_ready',
    },
    {
      name: 'several slices, of which one has somebody: quiet',
      steps: [
        begin,
        { at: 60, put: [slice([endpoint(false)]), slice([{ addresses: ['10.0.0.1'] }], 'api-def')] },
      ],
      until: 1_500,
    },
    {
      name: 'pods that leave and still answer: quiet',
      steps: [
        begin,
        { at: 60, put: [slice([endpoint(false, true, true)])] },
        { at: 1200, put: [slice([endpoint(true)])] },
      ],
      until: 1_500,
    },
    {
      name: 'scaled to zero, while the last pod takes its time to leave: quiet',
      steps: [
        begin,
        {
          at: 60,
          put: [deployment('api', { spec: { replicas: 0 } }), slice([endpoint(false, false, true)])],
        },
        { at: 1200, put: [slice([])] },
      ],
      until: 2_400,
    },
    {
      name: 'without a selector, by another name, or headless without pods: quiet',
      steps: [
        {
          at: 0,
          put: [
            service({ selector: undefined }),
            slice([], 'api-abc'),
            slice([{ addresses: ['10.0.0.1'] }], 'other'),
          ],
        },
        {
          at: 600,
          put: [
            service({ type: 'ExternalName', externalName: 'db.example.com', clusterIP: undefined }),
            slice([]),
          ],
        },
        { at: 1200, put: [service({ clusterIP: 'None', clusterIPs: ['None'] }), slice([])] },
      ],
      until: 2_400,
    },
    {
      name: 'of a Deployment whose pods crash: told with them, and as grave once its own time has come',
      steps: [
        begin,
        {
          at: 60,
          put: [
            slice([endpoint(false)]),
            pod('api-7d9-x', {
              containers: [status('app', backOff(3, 59))],
              status: { conditions: podConditions(false, 60) },
            }),
          ],
        },
      ],
      until: 1_500,
      tells: [
        'opened crash_loop/Deployment/shop/api warning',
        'escalated crash_loop/Deployment/shop/api high',
      ],
    },
  ]);
});
