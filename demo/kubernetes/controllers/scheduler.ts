import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { Condition, KubeObject, Pod } from '../types.ts';
import { recordEvent } from './events.ts';
import { setCondition } from './pod-state.ts';

/** Gives a pod the node with the fewest pods, or the reason why none fits; tells whether it was placed. */
export function schedulePod(simulation: Simulation, pod: Pod): boolean {
  const now = simulation.timestamp();
  const nodes = simulation.store.all(resourceNamed('nodes'));
  const bound = nodeBoundTo(pod);
  const usable = nodes.filter(
    bound === undefined ? isUsable : (one) => isUp(one) && one.metadata.name === bound,
  );
  const impossible = pod.spec.containers.some(
    (container) => simulation.behaviourOf(container.image).health === 'unschedulable',
  );
  const node = impossible ? undefined : leastLoaded(simulation, usable);
  if (!node) {
    const why = impossible
      ? `${nodes.length} Insufficient memory. preemption: 0/${nodes.length} nodes are available`
      : `${nodes.length} node(s) were unschedulable. preemption: 0/${nodes.length} nodes are available`;
    const message = `0/${nodes.length} nodes are available: ${why}: ${nodes.length} No preemption victims found for incoming pod.`;
    const conditions = structuredClone(pod.status.conditions ?? []);
    const known = conditions.some((condition) => condition.type === 'PodScheduled');
    setCondition(
      conditions,
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message },
      now,
    );
    pod.status.conditions = conditions;
    if (!known) {
      recordEvent(simulation, pod, {
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
        component: 'default-scheduler',
      });
    }
    return false;
  }
  const host = nodes.indexOf(node) + 1;
  const ip = `10.244.${host}.${(Number(simulation.store.version) % 250) + 2}`;
  pod.spec.nodeName = node.metadata.name;
  pod.status.hostIP = `10.0.0.${10 + host}`;
  pod.status.podIP = ip;
  pod.status.podIPs = [{ ip }];
  pod.status.startTime = now;
  recordEvent(simulation, pod, {
    reason: 'Scheduled',
    message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node.metadata.name}`,
    component: 'default-scheduler',
  });
  return true;
}

/** Whether a node runs pods: it is up, and not of the control plane. */
export function isUp(node: KubeObject): boolean {
  const conditions = (node.status as { conditions?: Condition[] } | undefined)?.conditions ?? [];
  const controlPlane = 'node-role.kubernetes.io/control-plane' in (node.metadata.labels ?? {});
  return !controlPlane && conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** The affinity by which a DaemonSet binds a pod to one node. */
export function affinityTo(node: string): NodeAffinity {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  const required = { nodeSelectorTerms: [{ matchFields }] };
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
}

/** The node that a pod stands on, or the only one that it may be given. */
export function nodeBoundTo({ spec }: Pod): string | undefined {
  const { nodeAffinity } = (spec['affinity'] ?? {}) as Partial<NodeAffinity>;
  const [term] = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return spec.nodeName ?? term?.matchFields?.[0]?.values[0];
}

interface NodeAffinity {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution?: {
      nodeSelectorTerms: { matchFields?: { key: string; operator: string; values: string[] }[] }[];
    };
  };
}

function isUsable(node: KubeObject): boolean {
  return isUp(node) && !(node.spec as { unschedulable?: boolean } | undefined)?.unschedulable;
}

function leastLoaded(simulation: Simulation, nodes: KubeObject[]): KubeObject | undefined {
  const load = new Map<string, number>();
  for (const pod of simulation.store.all(resourceNamed('pods')) as Pod[]) {
    const at = pod.spec.nodeName ?? '';
    load.set(at, (load.get(at) ?? 0) + 1);
  }
  const loadOf = (node: KubeObject) => load.get(node.metadata.name) ?? 0;
  return [...nodes].sort((a, b) => loadOf(a) - loadOf(b))[0];
}
