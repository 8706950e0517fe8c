import { stringify } from 'yaml';
import { isNoxError } from '../../../../src/core/errors.ts';
import type { NoxError } from '../../../../src/core/errors.ts';
import { createEgress } from '../../../../src/integrations/egress.ts';
import { kubernetesProvider } from '../../../../src/integrations/kubernetes/provider.ts';

/** What a kubeconfig says besides the least that it needs. */
export interface Parts {
  readonly cluster?: object;
  readonly user?: object;
  readonly context?: object;
  readonly top?: object;
}

/** A kubeconfig of one context. */
export function kubeconfig({
  cluster = {},
  user = { token: 'abc' },
  context = {},
  top = {},
}: Parts = {}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    clusters: [{ name: 'c', cluster: { server: 'https://203.0.113.7:6443', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'u', ...context } }],
    ...top,
  });
}

/** What verifying a kubeconfig is refused with: the whole way in, not the parser alone. */
export async function refusal(text: string): Promise<NoxError> {
  const environment = {
    // A documentation address, so that what passes the checks reaches nobody.
    egress: createEgress({ allow: ['203.0.113.7'] }),
    defaults: { githubUrl: '', notionUrl: '' },
  };
  try {
    await kubernetesProvider.verify({ kubeconfig: text }, environment, AbortSignal.timeout(300));
  } catch (error) {
    if (isNoxError(error)) return error;
    throw error;
  }
  throw new Error('was accepted');
}
