import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { DaemonSet, Pod } from '../types.ts';
import { recordEvent } from './events.ts';
import { randomSuffix, templateHash } from './names.ts';
import { createOwnedPod, podsByOwner } from './owned-pods.ts';
import { isReady, terminatePod } from './pod-state.ts';
import { portion } from './revisions.ts';
import { affinityTo, isUp, nodeBoundTo } from './scheduler.ts';

const revisionLabel = 'controller-revision-hash';

/**
 * One step of the DaemonSet controller: a pod on every node that is up, also where it is cordoned; old ones are taken away
 * no more at a time than may be unavailable.
 */
export function syncDaemonSets(simulation: Simulation): void {
  const owned = podsByOwner(simulation);
  const nodes = simulation.store.all(resourceNamed('nodes')).filter(isUp);
  const names = nodes.map((node) => node.metadata.name);
  for (const set of simulation.store.all(resourceNamed('daemonsets')) as DaemonSet[]) {
    if (set.metadata.deletionTimestamp || !set.spec?.template?.spec) continue;
    const revision = templateHash(set.spec.template);
    const uid = set.metadata.uid ?? '';
    act(simulation, set, names, owned.get(uid) ?? [], revision);
    writeStatus(simulation, set, names, podsByOwner(simulation).get(uid) ?? [], revision);
  }
}

function act(simulation: Simulation, set: DaemonSet, nodes: string[], pods: Pod[], revision: string): void {
  for (const node of nodes) {
    if (pods.some((pod) => nodeBoundTo(pod) === node)) continue;
    const name = `${set.metadata.name}-${randomSuffix()}`;
    const template = structuredClone(set.spec.template);
    template.spec['affinity'] = affinityTo(node);
    createOwnedPod(simulation, set, template, { name, labels: { [revisionLabel]: revision } });
    say(simulation, set, 'SuccessfulCreate', `Created pod: ${name}`);
  }
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return;
  const staying = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const old = staying.filter((pod) => pod.metadata.labels?.[revisionLabel] !== revision);
  const most = Math.max(1, portion(rollingUpdate?.maxUnavailable ?? 1, nodes.length, Math.ceil));
  const failing = old.filter((pod) => !isReady(pod));
  const unavailable = nodes.length - staying.filter(isReady).length;
  const healthy = old.filter(isReady).slice(0, Math.max(0, most - unavailable));
  for (const pod of [...failing, ...healthy]) {
    terminatePod(simulation, pod);
    say(simulation, set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  }
}

function writeStatus(
  simulation: Simulation,
  set: DaemonSet,
  nodes: string[],
  pods: Pod[],
  revision: string,
): void {
  const active = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const placed = active.filter((pod) => nodes.includes(nodeBoundTo(pod) ?? ''));
  const ready = placed.filter(isReady).length;
  const updated = placed.filter((pod) => pod.metadata.labels?.[revisionLabel] === revision).length;
  const missing = nodes.length - ready;
  simulation.store.write(resourceNamed('daemonsets'), {
    ...structuredClone(set),
    status: {
      observedGeneration: set.metadata.generation ?? 1,
      currentNumberScheduled: placed.length,
      numberMisscheduled: active.length - placed.length,
      desiredNumberScheduled: nodes.length,
      numberReady: ready,
      ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
      ...(ready > 0 ? { numberAvailable: ready } : {}),
      ...(missing > 0 ? { numberUnavailable: missing } : {}),
    },
  } as DaemonSet);
}

function say(simulation: Simulation, set: DaemonSet, reason: string, message: string): void {
  recordEvent(simulation, set, { reason, message, component: 'daemonset-controller' });
}
