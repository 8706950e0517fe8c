import { NoxError } from '../../core/errors.ts';

/** Fields that may stand in each part of a kubeconfig. Those that NOX does not read are harmless: labels and hints. */
const known = {
  file: [
    'apiVersion',
    'kind',
    'clusters',
    'users',
    'contexts',
    'current-context',
    'preferences',
    'extensions',
  ],
  cluster: ['server', 'certificate-authority-data', 'disable-compression', 'extensions'],
  user: ['token', 'client-certificate-data', 'client-key-data', 'extensions'],
  context: ['cluster', 'user', 'namespace', 'extensions'],
} as const;
export type Part = keyof typeof known;

/** What to give instead of a field that is refused: keys of messages. What is not listed gets a token. */
const instead: Readonly<Record<string, string>> = {
  'certificate-authority': 'k8s.instead.authority',
  'client-certificate': 'k8s.instead.certificate',
  'client-key': 'k8s.instead.certificate',
  'insecure-skip-tls-verify': 'k8s.instead.authority',
  'proxy-url': 'k8s.instead.direct',
  'tls-server-name': 'k8s.instead.direct',
  as: 'k8s.instead.own_account',
  'as-uid': 'k8s.instead.own_account',
  'as-groups': 'k8s.instead.own_account',
  'as-user-extra': 'k8s.instead.own_account',
  impersonate: 'k8s.instead.own_account',
};

/**
 * Refuses every field that opens another door: processes, files of ours, proxies, other identities, no TLS. A field
 * that is there but empty (`insecure-skip-tls-verify: false`) opens none.
 * Errors: `kubeconfig_refused` with the field and what to give instead.
 */
export function refuseDoors(part: Part, value: Readonly<Record<string, unknown>>): void {
  const allowed: readonly string[] = known[part];
  for (const [field, content] of Object.entries(value)) {
    if (!allowed.includes(field) && !isEmpty(content)) throw refusal(field);
  }
}

/** Refuses keys that reach into the language's own objects, at any depth, and nesting without end. */
export function refuseReservedKeys(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > 20) throw new NoxError('bad_input', {}, { sentence: 'k8s.kubeconfig.not_yaml' });
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw refusal(key);
    refuseReservedKeys(child, depth + 1);
  }
}

function refusal(field: string): NoxError {
  const known = Object.hasOwn(instead, field) ? instead[field] : undefined;
  return new NoxError('kubeconfig_refused', {
    field: field.slice(0, 60),
    instead: known ?? 'k8s.instead.token',
  });
}

function isEmpty(content: unknown): boolean {
  return (
    content === null ||
    content === false ||
    content === '' ||
    (Array.isArray(content) && content.length === 0)
  );
}
