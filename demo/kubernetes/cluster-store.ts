import { fillDefaults } from './defaults.ts';
import { terminatePod } from './controllers/pod-state.ts';
import { strategicMergePatch } from './patch.ts';
import { resourceNamed } from './resources.ts';
import type { Simulation } from './simulation.ts';
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject, Pod } from './types.ts';

/** The cluster's objects by hand, past authentication: what a test or a demo changes behind NOX's back. */
export interface ClusterStore {
  /** Creates the object, or merges it into the one that is there (its status too); gives the result. */
  apply(object: KubeObject): KubeObject;
  /** One object; `kind` is a kind, plural or short name. */
  get(kind: string, name: string, namespace?: string): KubeObject | undefined;
  list(kind: string, namespace?: string): KubeObject[];
  /** Deletes at once (pods too); tells whether it was there. */
  delete(kind: string, name: string, namespace?: string): boolean;
  /** Adds a line to what a running container has written. */
  log(namespace: string, pod: string, container: string, text: string): void;
  /** Forgets the changes so far: watches and pages from before answer 410 Expired. */
  compact(): void;
}

/** The store's view for tests and demo. */
export function clusterStore(simulation: Simulation): ClusterStore {
  const { store } = simulation;
  const namespaceFor = (kind: string, namespace: string | undefined): string | undefined =>
    resourceNamed(kind).namespaced ? (namespace ?? 'default') : undefined;
  return {
    apply(object) {
      const of = resourceNamed(object.kind);
      const wanted = structuredClone(object);
      if (of.namespaced) wanted.metadata.namespace ??= 'default';
      const current = store.find(of, wanted.metadata.name, wanted.metadata.namespace);
      const next = (current ? strategicMergePatch(structuredClone(current), wanted) : wanted) as KubeObject;
      fillDefaults(of, next);
      if (!current && next.spec && of.kind !== 'Pod') next.metadata.generation ??= 1;
      if (current?.metadata.generation !== undefined && !isDeepStrictEqual(current.spec, next.spec)) {
        next.metadata.generation = current.metadata.generation + 1;
      }
      return structuredClone(store.write(of, next));
    },
    get(kind, name, namespace) {
      return structuredClone(store.find(resourceNamed(kind), name, namespaceFor(kind, namespace)));
    },
    list(kind, namespace) {
      return structuredClone(store.all(resourceNamed(kind), namespace));
    },
    delete(kind, name, namespace) {
      const of = resourceNamed(kind);
      const object = store.find(of, name, namespaceFor(kind, namespace));
      if (object && of.kind === 'Pod') terminatePod(simulation, object as Pod, 0);
      return store.remove(of, name, namespaceFor(kind, namespace)) !== undefined;
    },
    log(namespace, pod, container, text) {
      const uid = store.find(resourceNamed('pods'), pod, namespace)?.metadata.uid;
      if (!uid) throw new Error(`no pod ${namespace}/${pod}`);
      simulation.logs.write(uid, container, simulation.clock.now(), text);
    },
    compact() {
      store.compact();
    },
  };
}
