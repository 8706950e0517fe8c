import { resourceNamed } from '../resources.ts';
import { selects } from '../selectors.ts';
import type { Simulation } from '../simulation.ts';
import type { KubeObject, Pod, Service } from '../types.ts';
import { isReady } from './pod-state.ts';

/** One step of the endpoints controllers: which pods stand behind each service that has a selector. */
export function syncEndpoints(simulation: Simulation): void {
  const { store } = simulation;
  const pods = store.all(resourceNamed('pods')) as Pod[];
  for (const service of store.all(resourceNamed('services')) as Service[]) {
    const { selector } = service.spec;
    if (!selector) continue;
    const behind = pods.filter(
      (pod) =>
        pod.metadata.namespace === service.metadata.namespace &&
        pod.status?.podIP &&
        !pod.metadata.deletionTimestamp &&
        selects({ matchLabels: selector }, pod.metadata.labels),
    );
    store.write(resourceNamed('endpoints'), endpoints(service, behind));
    store.write(resourceNamed('endpointslices'), endpointSlice(service, behind));
  }
}

function endpoints(service: Service, pods: Pod[]): KubeObject {
  const { name, namespace = 'default', labels } = service.metadata;
  const addresses = pods.filter(isReady).map(address);
  const notReadyAddresses = pods.filter((pod) => !isReady(pod)).map(address);
  const subset = {
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(notReadyAddresses.length > 0 ? { notReadyAddresses } : {}),
    ports: ports(service),
  };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name, namespace, ...(labels ? { labels } : {}) },
    ...(pods.length > 0 ? { subsets: [subset] } : {}),
  };
}

function endpointSlice(service: Service, pods: Pod[]): KubeObject {
  const { name, namespace = 'default', uid = '' } = service.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${uid.slice(0, 5)}`,
      generateName: `${name}-`,
      namespace,
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    addressType: 'IPv4',
    endpoints: pods.map((pod) => ({
      addresses: [pod.status.podIP],
      conditions: { ready: isReady(pod), serving: isReady(pod), terminating: false },
      nodeName: pod.spec.nodeName,
      targetRef: target(pod),
    })),
    ports: ports(service),
  };
}

function address(pod: Pod): Record<string, unknown> {
  return { ip: pod.status.podIP, nodeName: pod.spec.nodeName, targetRef: target(pod) };
}

function target(pod: Pod): Record<string, unknown> {
  const { name, namespace, uid } = pod.metadata;
  return { kind: 'Pod', name, namespace, uid };
}

function ports(service: Service): unknown[] {
  return (service.spec.ports ?? []).map((port) => ({
    ...(port.name ? { name: port.name } : {}),
    port: typeof port.targetPort === 'number' ? port.targetPort : port.port,
    protocol: port.protocol ?? 'TCP',
  }));
}
