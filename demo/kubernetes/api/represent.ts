import type { Resource } from '../resources.ts';
import { groupVersionOf } from '../resources.ts';
import type { KubeEvent, KubeObject } from '../types.ts';
import { partial } from './partial.ts';
import { tableOf } from './table.ts';

export type Shape = 'object' | 'table' | 'partial';

/** The form in which the caller wants objects: as they are, as a table, or their metadata only. */
export function shapeOf(accept: string): Shape {
  for (const type of accept.split(',')) {
    if (!type.includes('application/json')) continue;
    if (/as=Table/.test(type)) return 'table';
    if (/as=PartialObjectMetadata/.test(type)) return 'partial';
    return 'object';
  }
  return 'object';
}

/** One object in the wanted form. */
export function representOne(
  of: Resource,
  object: KubeObject,
  shape: Shape,
  query: URLSearchParams,
  options: { columns?: boolean; now: Date },
): unknown {
  const shown = convert(of, object);
  if (shape === 'partial') return partial(shown);
  const version = object.metadata.resourceVersion ?? '';
  const table =
    shape === 'table' ? tableOf(of, [shown], { resourceVersion: version }, query, options) : undefined;
  return table ?? shown;
}

/** A list in the wanted form. */
export function representList(
  of: Resource,
  objects: KubeObject[],
  metadata: Record<string, unknown>,
  shape: Shape,
  query: URLSearchParams,
  now: Date,
): unknown {
  const shown = objects.map((object) => convert(of, object));
  const table = shape === 'table' ? tableOf(of, shown, metadata, query, { now }) : undefined;
  if (table) return table;
  if (shape === 'partial') {
    const items = shown.map(partial);
    return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items };
  }
  const items = shown.map(({ kind: _kind, apiVersion: _version, ...rest }) => rest);
  return { kind: `${of.kind}List`, apiVersion: groupVersionOf(of), metadata, items };
}

/** The object in the version of the resource it is asked through: events have two. */
export function convert(of: Resource, object: KubeObject): KubeObject {
  if (of.group !== 'events.k8s.io') return object;
  const event = object as KubeEvent;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: event.metadata,
    eventTime: event.eventTime,
    reportingController: event.reportingComponent,
    reportingInstance: event.reportingInstance,
    reason: event.reason,
    regarding: event.involvedObject,
    note: event.message,
    type: event.type,
    deprecatedSource: event.source,
    deprecatedFirstTimestamp: event.firstTimestamp,
    deprecatedLastTimestamp: event.lastTimestamp,
    deprecatedCount: event.count,
  };
}

/** An event sent in the newer form, as it is kept. */
export function unconvert(of: Resource, object: KubeObject): KubeObject {
  if (of.kind !== 'Event') return object;
  const { regarding, note, reportingController, deprecatedCount, deprecatedSource, ...rest } = object;
  const { deprecatedFirstTimestamp, deprecatedLastTimestamp, ...kept } = rest;
  if (of.group !== 'events.k8s.io') return object;
  return {
    ...kept,
    apiVersion: 'v1',
    kind: 'Event',
    involvedObject: regarding,
    message: note,
    reportingComponent: reportingController,
    source: deprecatedSource ?? {},
    count: deprecatedCount ?? 1,
    firstTimestamp: deprecatedFirstTimestamp ?? null,
    lastTimestamp: deprecatedLastTimestamp ?? null,
  } as KubeObject;
}
