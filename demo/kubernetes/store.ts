import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Resource } from './resources.ts';
import { storageOf } from './resources.ts';
import { expired } from './status.ts';
import type { KubeObject } from './types.ts';

export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  version: number;
  storage: string;
  object: KubeObject;
  previous: KubeObject | undefined;
}

/**
 * The cluster's etcd: objects by resource, one rising version for all, and the recent changes for watches.
 * What it hands out is shared: clone before changing, then `write`.
 */
export class ObjectStore {
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #keep: number;
  #changes: Change[] = [];
  #version: number;
  #oldest: number;
  readonly #now: () => Date;

  constructor(options: { now: () => Date; firstVersion?: number; keepChanges?: number }) {
    this.#now = options.now;
    this.#version = options.firstVersion ?? 48_211_907;
    this.#oldest = this.#version;
    this.#keep = options.keepChanges ?? 5_000;
  }

  /** The version of the last change. */
  get version(): number {
    return this.#version;
  }

  /** One object, or undefined. */
  find(of: Resource, name: string, namespace?: string): KubeObject | undefined {
    return this.#objects.get(storageOf(of))?.get(keyOf(of, name, namespace));
  }

  /** The objects of a resource in one namespace or in all, ordered by namespace and name. */
  all(of: Resource, namespace?: string): KubeObject[] {
    const kept = [...(this.#objects.get(storageOf(of))?.entries() ?? [])];
    const wanted = namespace ? kept.filter(([, object]) => object.metadata.namespace === namespace) : kept;
    return wanted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, object]) => object);
  }

  /** Stores an object as it is given, with uid, time and version; a write that changes nothing is none. */
  write(of: Resource, given: KubeObject): KubeObject {
    const object = structuredClone(given);
    const key = keyOf(of, object.metadata.name, object.metadata.namespace);
    const storage = storageOf(of);
    const kept = this.#objects.get(storage) ?? new Map<string, KubeObject>();
    this.#objects.set(storage, kept);
    const previous = kept.get(key);
    object.metadata.uid ??= previous?.metadata.uid ?? randomUUID();
    object.metadata.creationTimestamp ??= previous?.metadata.creationTimestamp ?? timestamp(this.#now());
    if (previous?.metadata.resourceVersion)
      object.metadata.resourceVersion = previous.metadata.resourceVersion;
    if (previous && isDeepStrictEqual(previous, object)) return previous;
    object.metadata.resourceVersion = String(++this.#version);
    kept.set(key, object);
    this.#record({ type: previous ? 'MODIFIED' : 'ADDED', storage, object, previous });
    return object;
  }

  /** Takes an object away; gives its last state, or undefined when it was not there. */
  remove(of: Resource, name: string, namespace?: string): KubeObject | undefined {
    const kept = this.#objects.get(storageOf(of));
    const key = keyOf(of, name, namespace);
    const previous = kept?.get(key);
    if (!kept || !previous) return undefined;
    kept.delete(key);
    const object = structuredClone(previous);
    object.metadata.resourceVersion = String(++this.#version);
    this.#record({ type: 'DELETED', storage: storageOf(of), object, previous });
    return object;
  }

  /** The changes of a resource after `version`; 410 Expired where they are no longer kept. */
  changesSince(of: Resource, version: number): Change[] {
    if (version < this.#oldest) throw expired(`too old resource version: ${version} (${this.#oldest})`);
    const storage = storageOf(of);
    return this.#changes.filter((change) => change.version > version && change.storage === storage);
  }

  /** Whether everything since `version` is still known. */
  remembers(version: number): boolean {
    return version >= this.#oldest;
  }

  /** Forgets the changes so far, as etcd's compaction does: older watches then answer 410. */
  compact(): void {
    this.#changes = [];
    this.#oldest = this.#version;
  }

  /** Calls `listener` for each change from now on; gives the function that ends it. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #record(change: Omit<Change, 'version'>): void {
    const recorded = { ...change, version: this.#version };
    this.#changes.push(recorded);
    if (this.#changes.length > this.#keep) {
      const dropped = this.#changes.splice(0, this.#changes.length - this.#keep);
      this.#oldest = dropped.at(-1)?.version ?? this.#oldest;
    }
    for (const listener of this.#listeners) listener(recorded);
  }
}

/** A time as Kubernetes writes it: seconds, UTC. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Where an object stands in the order of a list: namespace, then name. */
export function keyOf(of: Resource, name: string, namespace?: string): string {
  return of.namespaced ? `${namespace ?? 'default'}/${name}` : name;
}
