import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { z } from 'zod';

const extract = z
  .object({ kinds: z.record(z.string(), z.string()), $defs: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('test/manifests/kubernetes-schemas.json', 'utf8')));

/** What is wrong with an object by Kubernetes' own description: unknown fields, wrong types, missing ones, unknown kinds. */
export function faultsOf(object: {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}): readonly string[] {
  const kind = `${String(object.apiVersion)} ${String(object.kind)}`;
  const name = extract.kinds[kind];
  if (name === undefined) return [`${kind} is not described`];
  const ajv = new Ajv({ strict: false, allErrors: true });
  const valid = ajv.validate({ $ref: `#/$defs/${name}`, $defs: extract.$defs }, object);
  return valid
    ? []
    : (ajv.errors ?? []).map(
        ({ instancePath, message, params }) => `${kind} ${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}
