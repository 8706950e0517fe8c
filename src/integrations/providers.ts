import type { GithubClient } from './github/client.ts';
import { githubProvider } from './github/provider.ts';
import type { JiraClient } from './jira/client.ts';
import { jiraProvider } from './jira/provider.ts';
import type { KubernetesClient } from './kubernetes/client.ts';
import { kubernetesProvider } from './kubernetes/provider.ts';
import type { NotionClient } from './notion/client.ts';
import { notionProvider } from './notion/provider.ts';
import type { Consent, Environment, Provider } from './provider.ts';

/** Every kind of tool that a tenant can connect, under the name that the API uses. */
export const providers = {
  github: githubProvider,
  k8s: kubernetesProvider,
  notion: notionProvider,
  jira: jiraProvider,
};

/** The kinds that can be connected today. */
export type ProvidedType = keyof typeof providers;

/** The client of each kind. */
export interface Clients {
  readonly github: GithubClient;
  readonly k8s: KubernetesClient;
  readonly notion: NotionClient;
  readonly jira: JiraClient;
}

/** How a kind is connected by consent; undefined where it is not, or where the operator has not registered NOX there. */
export function consentOf(type: ProvidedType, environment: Environment): Consent<unknown> | undefined {
  const { consent }: Pick<Provider<unknown, unknown, unknown>, 'consent'> = providers[type];
  return consent?.isOffered(environment) ? consent : undefined;
}

/** A configuration as it was stored, of the shape that its kind has. Errors: zod's, for another shape. */
export function readConfiguration(type: ProvidedType, stored: unknown): unknown {
  return providers[type].configuration.parse(stored);
}
