import { ChoiceNeeded } from '../../core/choice.ts';
import { NoxError } from '../../core/errors.ts';
import { serviceNames } from '../../core/integration.ts';
import type { Integration } from '../../core/integration.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Closable, Environment } from '../../integrations/provider.ts';
import { providers } from '../../integrations/providers.ts';
import type { Clients, ProvidedType } from '../../integrations/providers.ts';
import type { Connections, Opened } from '../contracts/connections.ts';
import type { Permit } from '../permit.ts';
import { fold } from '../text/words.ts';
import { readyConfiguration } from './ready-configuration.ts';
import { environmentOf } from './toolbox.ts';
import type { Toolbox } from './toolbox.ts';

/** A tenant's connections for the time of one command; `close` ends whatever was opened. */
export interface OpenConnections extends Connections, Closable {
  /** The tools that were opened, for noting their health. */
  readonly used: readonly Integration[];
}

/**
 * Opens tools of one tenant, on demand, for one command.
 * @param reach the integrations that a guest reaches; absent: all. What is out of reach does not exist for them
 * @param permit asked before a tool is opened, and before each question about a repository
 * @param known the tenant's tools, where they were read a moment ago for this command
 */
export function openTools(
  tenant: TenantDatabase,
  toolbox: Toolbox,
  signal: AbortSignal,
  reach: readonly number[] | undefined,
  known?: readonly Integration[],
  permit: () => Permit | undefined = () => undefined,
): OpenConnections {
  const opened = new Map<number, Opened<Closable>>();
  let listed: Promise<readonly Integration[]> | undefined;
  const listReached = () =>
    (listed ??= (known ? Promise.resolve(known) : listIntegrations(tenant)).then((all) =>
      inReach(all, reach),
    ));
  const isSeen = (tool: Integration) => permit()?.sees(tool) ?? true;
  const list = async () => (await listReached()).filter(isSeen);

  async function open<T extends ProvidedType>(
    type: T,
    parameter: string,
    name?: string,
  ): Promise<Opened<Clients[T]>> {
    const integration = pick(await listReached(), isSeen, type, parameter, name);
    permit()?.opening(integration);
    const before = opened.get(integration.id);
    if (before) return before as Opened<Clients[T]>;
    const configuration = await readyConfiguration(tenant, toolbox, type, integration);
    const environment = environmentOf(toolbox, tenant.tenantId);
    const client = openClient(type, configuration, environment, integration.name, signal);
    const tool = { integration, client } as Opened<Clients[T]>;
    opened.set(integration.id, tool);
    return tool;
  }

  return {
    list,
    hidesSome: async (type) =>
      reach !== undefined || (await listReached()).some((tool) => tool.type === type && !isSeen(tool)),
    kubernetes: (name) => open('k8s', 'cluster', name),
    async github(name) {
      const tool = await open('github', 'github', name);
      return { ...tool, client: permit()?.guard(tool.client) ?? tool.client };
    },
    notion: (name) => open('notion', 'notion', name),
    jira: (name) => open('jira', 'jira', name),
    get used() {
      return [...opened.values()].map((tool) => tool.integration);
    },
    async close() {
      await Promise.allSettled([...opened.values()].map((tool) => tool.client.close()));
    },
  };
}

/** The integrations that a person reaches. */
export function inReach(
  all: readonly Integration[],
  reach: readonly number[] | undefined,
): readonly Integration[] {
  return reach ? all.filter(({ id }) => reach.includes(id)) : all;
}

function openClient(
  type: ProvidedType,
  configuration: unknown,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): Closable {
  switch (type) {
    case 'github':
      return providers.github.open(
        providers.github.configuration.parse(configuration),
        environment,
        name,
        signal,
      );
    case 'k8s':
      return providers.k8s.open(providers.k8s.configuration.parse(configuration), environment, name, signal);
    case 'notion':
      return providers.notion.open(
        providers.notion.configuration.parse(configuration),
        environment,
        name,
        signal,
      );
    case 'jira':
      return providers.jira.open(
        providers.jira.configuration.parse(configuration),
        environment,
        name,
        signal,
      );
  }
}

/**
 * The one that was named, if only to be refused; without a name the only one there is, of those that are seen where any
 * is.
 */
function pick(
  all: readonly Integration[],
  isSeen: (tool: Integration) => boolean,
  type: ProvidedType,
  parameter: string,
  name: string | undefined,
): Integration {
  const service = serviceNames[type];
  const alike = all.filter((integration) => integration.type === type);
  const seen = alike.filter(isSeen);
  const candidates = seen.length > 0 ? seen : alike;
  if (candidates.length === 0) throw new NoxError('not_connected', { service });
  if (name !== undefined) {
    const named = alike.find((each) => fold(each.name) === fold(name));
    if (named) return named;
    const known = seen.map((each) => each.name).join(', ');
    throw new NoxError('integration_not_found', { service, name, known });
  }
  const [only, second] = candidates;
  if (only && !second) return only;
  const options = candidates.map((each) => ({ label: each.name, value: each.name }));
  throw new ChoiceNeeded(parameter, `choice.${parameter}`, options);
}
