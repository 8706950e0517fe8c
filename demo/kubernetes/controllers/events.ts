import { createHash } from 'node:crypto';
import { resourceNamed } from '../resources.ts';
import type { Simulation } from '../simulation.ts';
import type { KubeEvent, KubeObject } from '../types.ts';

export interface Happening {
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  host?: string;
  fieldPath?: string;
}

/** Records an Event about an object; the same one again only raises its count. */
export function recordEvent(simulation: Simulation, about: KubeObject, happening: Happening): void {
  const { store } = simulation;
  const events = resourceNamed('events');
  const namespace = about.metadata.namespace ?? 'default';
  const { type = 'Normal', reason, message, component, host, fieldPath } = happening;
  const hash = createHash('sha1').update(`${about.metadata.uid}${type}${reason}${message}`).digest('hex');
  const name = `${about.metadata.name}.${hash.slice(0, 16)}`;
  const now = simulation.timestamp();
  const known = store.find(events, name, namespace) as KubeEvent | undefined;
  if (known) {
    store.write(events, {
      ...structuredClone(known),
      count: known.count + 1,
      lastTimestamp: now,
    } as KubeEvent);
    return;
  }
  const event: KubeEvent = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace, creationTimestamp: now },
    involvedObject: {
      kind: about.kind,
      ...(about.metadata.namespace ? { namespace: about.metadata.namespace } : {}),
      name: about.metadata.name,
      ...(about.metadata.uid ? { uid: about.metadata.uid } : {}),
      apiVersion: about.apiVersion,
      ...(about.metadata.resourceVersion ? { resourceVersion: about.metadata.resourceVersion } : {}),
      ...(fieldPath ? { fieldPath } : {}),
    },
    reason,
    message,
    type,
    count: 1,
    firstTimestamp: now,
    lastTimestamp: now,
    eventTime: null,
    source: { component, ...(host ? { host } : {}) },
    reportingComponent: component,
    reportingInstance: host ?? '',
  };
  store.write(events, event);
}

/** Lets go of the Events that are older than an hour, as the API server does. */
export function expireEvents(simulation: Simulation): void {
  const events = resourceNamed('events');
  const oldest = simulation.clock.now().getTime() - 60 * 60 * 1000;
  for (const event of simulation.store.all(events) as KubeEvent[]) {
    const last = event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? '';
    if (Date.parse(last) < oldest) {
      simulation.store.remove(events, event.metadata.name, event.metadata.namespace);
    }
  }
}
