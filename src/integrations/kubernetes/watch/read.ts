import type { Conditions, Ended, Owner, Watched } from './watched.ts';

/** An object as it came, of which nothing is believed. */
export type Raw = Readonly<Record<string, unknown>>;

/** What stands at a path of keys; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const fields = rawOf(inner);
    return Object.hasOwn(fields, key) ? fields[key] : undefined;
  }, value);
}

export function rawOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A whole number; what is none counts as `fallback`. */
export function count(value: unknown, fallback = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

export function time(value: unknown): Date | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

/** Text values by key; others are left out. */
export function words(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(rawOf(value)).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** What every object has; undefined for what is no object of Kubernetes. */
export function commonOf(raw: unknown): Watched | undefined {
  const metadata = rawOf(at(raw, 'metadata'));
  const [uid, name] = [text(metadata['uid']), text(metadata['name'])];
  if (!uid || !name) return undefined;
  return {
    uid,
    name,
    namespace: text(metadata['namespace']),
    resourceVersion: text(metadata['resourceVersion']),
    createdAt: time(metadata['creationTimestamp']),
    deletedAt: time(metadata['deletionTimestamp']),
    owner: ownerOf(metadata['ownerReferences']),
  };
}

function ownerOf(references: unknown): Owner | undefined {
  const owner = listOf(references).find((each) => at(each, 'controller') === true);
  if (!owner) return undefined;
  return { kind: text(at(owner, 'kind')), name: text(at(owner, 'name')), uid: text(at(owner, 'uid')) };
}

/**
 * When an object was last written, by `metadata.managedFields` (https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management).
 * @param subresource `status`, or empty for the object proper
 */
export function writtenAt(raw: unknown, subresource: '' | 'status'): Date | undefined {
  const times = listOf(at(raw, 'metadata', 'managedFields')).flatMap((each) =>
    text(at(each, 'subresource')) === subresource ? (time(at(each, 'time')) ?? []) : [],
  );
  return times.length > 0 ? times.reduce((a, b) => (a > b ? a : b)) : undefined;
}

/** `status.conditions` by type; messages are cut. */
export function conditionsOf(raw: unknown): Conditions {
  const entries = listOf(at(raw, 'status', 'conditions')).map((each) => {
    const status = text(at(each, 'status'));
    return [
      text(at(each, 'type')),
      {
        status: status === 'True' || status === 'False' ? status : ('Unknown' as const),
        reason: text(at(each, 'reason')),
        message: text(at(each, 'message')).slice(0, 500),
        since: time(at(each, 'lastTransitionTime')),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}

export function endedOf(terminated: unknown): Ended | undefined {
  if (typeof terminated !== 'object' || terminated === null) return undefined;
  return {
    reason: text(at(terminated, 'reason')),
    exitCode: count(at(terminated, 'exitCode')),
    finishedAt: time(at(terminated, 'finishedAt')),
    containerId: text(at(terminated, 'containerID')),
  };
}

/** The images of a pod template. */
export function imagesOf(raw: unknown): string[] {
  return listOf(at(raw, 'spec', 'template', 'spec', 'containers')).map((each) => text(at(each, 'image')));
}

const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity (`500m`, `2Gi`, `1e3`) in base units (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/). */
export function quantity(value: unknown): number | undefined {
  const match = /^([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value ?? ''));
  if (!match) return undefined;
  const factor = match[2] ? suffixes[match[2]] : 1;
  return factor === undefined ? undefined : Number(match[1]) * factor;
}

/** Quantities by key. */
export function quantities(value: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(rawOf(value)).flatMap(([key, each]) => {
    const number = quantity(each);
    return number === undefined ? [] : [[key, number] as const];
  });
  return Object.fromEntries(entries);
}
