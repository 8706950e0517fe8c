import { z } from 'zod';
import { isNoxError, NoxError } from '../../core/errors.ts';
import type { Provider } from '../provider.ts';
import { openKubernetes } from './client.ts';
import type { KubernetesClient } from './client.ts';
import { configurationOf } from './configuration.ts';
import type { KubernetesConfiguration } from './configuration.ts';
import { isCertificateTrouble } from './errors.ts';
import { readKubeconfig } from './kubeconfig.ts';

type Input =
  | { readonly kubeconfig: string }
  | {
      readonly server: string;
      readonly certificateAuthorityData?: string | undefined;
      readonly token: string;
    };

const service = 'Kubernetes';

/** A cluster, by a kubeconfig or by server, authority and token. */
export const kubernetesProvider: Provider<Input, KubernetesConfiguration, KubernetesClient> = {
  type: 'k8s',
  input: z.union([
    z.strictObject({ kubeconfig: z.string().min(1) }),
    z.strictObject({
      server: z.string().trim().min(1).max(2_000),
      certificateAuthorityData: z.string().max(256_000).optional(),
      token: z.string().min(1).max(20_000),
    }),
  ]),
  configuration: z.object({
    server: z.string(),
    ca: z.string().optional(),
    token: z.string().optional(),
    cert: z.string().optional(),
    key: z.string().optional(),
  }),
  async verify(input, environment, signal) {
    const given =
      'kubeconfig' in input
        ? readKubeconfig(input.kubeconfig)
        : { server: input.server, ca: input.certificateAuthorityData, token: input.token };
    const url = environment.egress.check(given.server);
    const server = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    const configuration = configurationOf({ ...given, server });
    const client = openKubernetes(configuration, environment, url.host, signal);
    try {
      const { version, access } = await client.access();
      return {
        configuration,
        suggestedName: url.hostname.slice(0, 40),
        details: { host: url.host, version, access },
      };
    } catch (error) {
      throw refusal(error);
    } finally {
      await client.close();
    }
  },
  open: openKubernetes,
};

/** What a failed trial says about the credential; other trouble stays what it is. */
function refusal(error: unknown): unknown {
  const reason = isNoxError(error, 'upstream_auth')
    ? 'k8s.reason.bad_token'
    : isCertificateTrouble(error)
      ? 'k8s.reason.certificate'
      : isNoxError(error, 'upstream_not_found') || isNoxError(error, 'upstream_invalid')
        ? 'k8s.reason.not_kubernetes'
        : undefined;
  return reason ? new NoxError('credential_refused', { service, reason }, { cause: error }) : error;
}
