import { NoxError } from '../../core/errors.ts';
import type { Integration } from '../../core/integration.ts';
import type { ReplyBlock } from '../../core/reply.ts';
import type { CommandContext } from '../contracts/command.ts';

/** Whether a word is a DNS label, as namespaces are named: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export function isNamespaceName(word: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(word);
}

/** The cluster of that name. Errors: `integration_not_found`, which names those that there are; `not_connected`. */
export function knownCluster(tools: readonly Integration[], name: string): Integration {
  const clusters = tools.filter(({ type }) => type === 'k8s');
  const found = clusters.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  if (clusters.length === 0) throw new NoxError('not_connected', { service: 'Kubernetes' });
  const known = clusters.map((each) => each.name).join(', ') || '–';
  throw new NoxError('integration_not_found', { service: 'Kubernetes', name, known });
}

/** Whether the space has no cluster at all; one that the actor does not see counts. */
export async function hasNoCluster({ connections }: Pick<CommandContext, 'connections'>): Promise<boolean> {
  const seen = await connections.list();
  return !seen.some(({ type }) => type === 'k8s') && !(await connections.hidesSome('k8s'));
}

/** That nothing is wrong says little where nothing is watched: it is said then. */
export async function nothingWatched(context: CommandContext): Promise<ReplyBlock[]> {
  if (!(await hasNoCluster(context))) return [];
  return [{ kind: 'context', text: context.t('monitor.no_cluster') }];
}
