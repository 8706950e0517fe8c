import type { Simulation } from './simulation.ts';
import type { Deployment, KubeObject } from './types.ts';
import type { ClusterWorld, WorldDeployment, WorldNode, WorldRevision } from './world.ts';

/** The Deployment of a world at one of its revisions. */
export function deploymentObject(deployment: WorldDeployment, revision: WorldRevision): Deployment {
  const labels = { 'app.kubernetes.io/name': deployment.name, ...deployment.labels };
  const cause = revision.cause ? { 'kubernetes.io/change-cause': revision.cause } : {};
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: deployment.name, namespace: deployment.namespace, labels, annotations: cause },
    spec: {
      replicas: deployment.replicas,
      selector: { matchLabels: { 'app.kubernetes.io/name': deployment.name } },
      ...(deployment.recreate ? { strategy: { type: 'Recreate' } } : {}),
      template: {
        metadata: { labels },
        spec: {
          containers: deployment.containers.map((container) => ({
            name: container.name,
            image: `${container.image}:${container.tag ?? revision.tag}`,
            ...(container.port ? { ports: [{ containerPort: container.port, protocol: 'TCP' }] } : {}),
            ...(container.env
              ? { env: Object.entries(container.env).map(([name, value]) => ({ name, value })) }
              : {}),
            resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
          })),
        },
      },
    },
  };
}

/** The Service in front of a world's Deployment. */
export function serviceObject(deployment: WorldDeployment): KubeObject {
  const target = deployment.containers.find((container) => container.port)?.port ?? 8080;
  const digit = [...deployment.name].reduce((total, letter) => total + letter.charCodeAt(0), 0) % 250;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: deployment.name,
      namespace: deployment.namespace,
      labels: { 'app.kubernetes.io/name': deployment.name },
    },
    spec: {
      type: 'ClusterIP',
      clusterIP: `10.96.${digit}.${(deployment.namespace.length * 7) % 250}`,
      selector: { 'app.kubernetes.io/name': deployment.name },
      ports: [{ name: 'http', port: deployment.service ?? 80, targetPort: target, protocol: 'TCP' }],
    },
    status: { loadBalancer: {} },
  };
}

/** The Namespace of a world. */
export function namespaceObject(namespace: ClusterWorld['namespaces'][number]): KubeObject {
  const { name, labels } = namespace;
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(labels ? { labels } : {}) } };
}

/** The Node of a world, with its conditions. */
export function nodeObject(node: WorldNode, simulation: Simulation): KubeObject {
  const now = simulation.timestamp();
  const version = simulation.version;
  const role = node.controlPlane ? { 'node-role.kubernetes.io/control-plane': '' } : {};
  const resources = { cpu: String(node.cpu), memory: `${node.memoryGi * 1_048_576}Ki`, pods: '110' };
  const pressures = [
    {
      type: 'MemoryPressure',
      good: ['KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
    },
    { type: 'DiskPressure', good: ['KubeletHasNoDiskPressure', 'kubelet has no disk pressure'] },
    { type: 'PIDPressure', good: ['KubeletHasSufficientPID', 'kubelet has sufficient PID available'] },
  ].map(({ type, good }) => {
    const under = node.pressure === type;
    const [reason, message] = under ? [`KubeletHas${type}`, `kubelet has ${type}`] : good;
    return condition(type, under ? 'True' : 'False', reason ?? '', message ?? '', now);
  });
  const ready = node.notReady
    ? condition('Ready', 'Unknown', 'NodeStatusUnknown', node.notReady, now)
    : condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status', now);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': node.name,
        'topology.kubernetes.io/zone': 'fr-par-1',
        ...role,
      },
    },
    spec: {
      ...(node.cordoned ? { unschedulable: true } : {}),
      ...(node.controlPlane
        ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] }
        : {}),
    },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: [...pressures, ready],
      addresses: [
        { type: 'InternalIP', address: `10.0.0.${10 + (Number(/\d+$/.exec(node.name)?.[0]) || 1)}` },
        { type: 'Hostname', address: node.name },
      ],
      nodeInfo: {
        kubeletVersion: version,
        kubeProxyVersion: '',
        osImage: 'Ubuntu 24.04.2 LTS',
        kernelVersion: '6.8.0-60-generic',
        containerRuntimeVersion: 'containerd://2.0.5',
        architecture: 'amd64',
        operatingSystem: 'linux',
        machineID: '',
        systemUUID: '',
        bootID: '',
      },
    },
  };
}

function condition(type: string, status: string, reason: string, message: string, now: string): unknown {
  return { type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: now };
}
