import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';

/** Whether a word is a DNS label, as namespaces are named: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function isNamespaceName(word: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(word);
}

/** The cluster of that name. Errors: `integration_not_found`, which names those that there are. */
export function knownCluster(tools: readonly Integration[], name: string): Integration {
  const clusters = tools.filter(({ type }) => type === 'k8s');
  const found = clusters.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const known = clusters.map((each) => each.name).join(', ') || '–';
  throw new NoxError('integration_not_found', { service: 'Kubernetes', name, known });
}
