import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()).optional(),
  env: z
    .array(
      z.looseObject({
        name: z.string(),
        value: z.string().optional(),
        valueFrom: z
          .looseObject({ secretKeyRef: z.looseObject({ name: z.string(), key: z.string() }).optional() })
          .optional(),
      }),
    )
    .optional(),
  resources: z.looseObject({
    requests: z.record(z.string(), z.string()).optional(),
    limits: z.record(z.string(), z.string()).optional(),
  }),
  securityContext: z.looseObject({}).optional(),
});
const podSpec = z.looseObject({
  automountServiceAccountToken: z.boolean().optional(),
  securityContext: z.looseObject({}).optional(),
  containers: z.array(container),
});
const rule = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
});
const object = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
  spec: z.looseObject({ template: z.looseObject({ spec: podSpec }).optional() }).optional(),
  rules: z.array(rule).optional().catch(undefined),
  data: z.record(z.string(), z.string()).optional(),
});
export type Rendered = z.infer<typeof object>;

/** What `kubectl kustomize` makes of a folder. Errors: kubectl's own words. */
export function render(kubectl: string, folder: string): readonly Rendered[] {
  const text = execFileSync(kubectl, ['kustomize', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return parseAllDocuments(text, { strict: true }).map((document) => object.parse(document.toJS()));
}

/** The pods that workloads make. */
export function podsOf(objects: readonly Rendered[]) {
  return objects.flatMap(({ kind, metadata, spec }) =>
    spec?.template ? [{ kind, name: metadata.name, spec: spec.template.spec }] : [],
  );
}
