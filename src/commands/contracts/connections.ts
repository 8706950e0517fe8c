import type { Integration } from '../../core/integration.ts';
import type { GithubClient } from '../../integrations/github/client.ts';
import type { JiraClient } from '../../integrations/jira/client.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import type { NotionClient } from '../../integrations/notion/client.ts';

/** A tool of the tenant, opened. */
export interface Opened<Client> {
  readonly integration: Integration;
  readonly client: Client;
}

/**
 * The doors to one tenant's tools. Each takes the name given by the user, or undefined; with several connected and
 * none named it throws ChoiceNeeded (parameters `github`, `cluster`, `notion`, `jira`), with none connected NoxError
 * `not_connected`, with an unknown name `integration_not_found`.
 */
export interface Connections {
  /** Those that the actor reaches and sees. */
  list(): Promise<readonly Integration[]>;
  /** Whether the tenant may have others of a type, which the actor does not see. */
  hidesSome(type: Integration['type']): Promise<boolean>;
  kubernetes(name?: string): Promise<Opened<KubernetesClient>>;
  github(name?: string): Promise<Opened<GithubClient>>;
  notion(name?: string): Promise<Opened<NotionClient>>;
  jira(name?: string): Promise<Opened<JiraClient>>;
}
