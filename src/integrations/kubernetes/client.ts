import type { Closable, Environment } from '../provider.ts';
import { readAccess } from './access.ts';
import type { Access } from './access.ts';
import { restart, scale, setImage } from './changes.ts';
import type { KubernetesConfiguration } from './configuration.ts';
import { connect } from './connection.ts';
import { describe, findNamespaces } from './describe.ts';
import type { Kind, LoggedKind } from './kinds.ts';
import { deploymentOf, listDeployments, listEvents, listNamespaces, listNodes, listPods } from './lists.ts';
import { readLastChange } from './last-change.ts';
import { readLogs } from './logs.ts';
import { listRevisions, rollback } from './revisions.ts';
import { readWorkload } from './rolled.ts';
import { readRollout, readTrouble } from './rollout.ts';
import type {
  ClusterEvent,
  Deployment,
  Description,
  LogOptions,
  LastChange,
  Logs,
  Namespace,
  Node,
  Place,
  Pod,
  Revision,
  RolledPlace,
  RolledWorkload,
  Rollout,
  Some,
  Trouble,
} from './types.ts';

/** One cluster of one tenant. Errors: NoxError `upstream_*`; what is not there is `upstream_not_found`. */
export interface KubernetesClient extends Closable {
  access(): Promise<{ readonly version: string; readonly access: Access }>;
  namespaces(): Promise<Some<Namespace>>;
  /** Without a namespace: of all. */
  pods(namespace?: string): Promise<Some<Pod>>;
  deployments(namespace?: string): Promise<Some<Deployment>>;
  nodes(): Promise<Some<Node>>;
  /** Latest first. */
  events(namespace?: string): Promise<Some<ClusterEvent>>;
  describe(
    kind: Kind,
    at: { readonly namespace?: string | undefined; readonly name: string },
  ): Promise<Description>;
  /** The namespaces where something of that kind and name stands. */
  find(kind: Kind, name: string): Promise<string[]>;
  logs(target: Place & { readonly kind: LoggedKind }, options: LogOptions): Promise<Logs>;
  deployment(place: Place): Promise<Deployment>;
  /** How a workload replaces its pods. */
  workload(place: RolledPlace): Promise<RolledWorkload>;
  restart(place: RolledPlace, at: Date): Promise<void>;
  scale(place: Place, replicas: number): Promise<void>;
  setImage(place: Place, container: string, image: string): Promise<void>;
  /** Latest first. */
  revisions(place: Place): Promise<Revision[]>;
  rollback(place: Place, revision: number): Promise<void>;
  rollout(place: RolledPlace): Promise<Rollout>;
  trouble(place: RolledPlace): Promise<Trouble>;
  lastChange(place: Place): Promise<LastChange>;
}

/** A client for one configuration; every byte goes through the egress guard to the configured server alone. */
export function openKubernetes(
  configuration: KubernetesConfiguration,
  environment: Environment,
  name: string,
  signal: AbortSignal,
): KubernetesClient {
  const connection = connect(configuration, environment, name, signal);
  return {
    close: () => connection.close(),
    access: () => readAccess(connection),
    namespaces: () => listNamespaces(connection),
    pods: (namespace) => listPods(connection, namespace),
    deployments: (namespace) => listDeployments(connection, namespace),
    nodes: () => listNodes(connection),
    events: (namespace) => listEvents(connection, namespace),
    describe: (kind, at) => describe(connection, kind, at),
    find: (kind, wanted) => findNamespaces(connection, kind, wanted),
    logs: (target, options) => readLogs(connection, target, options),
    deployment: async ({ namespace, name: wanted }) =>
      deploymentOf(
        await connection.call(`deployment ${namespace}/${wanted}`, () =>
          connection.apps.readNamespacedDeployment({ namespace, name: wanted }),
        ),
      ),
    workload: (place) => readWorkload(connection, place),
    restart: (place, at) => restart(connection, place, at),
    scale: (place, replicas) => scale(connection, place, replicas),
    setImage: (place, container, image) => setImage(connection, place, container, image),
    revisions: (place) => listRevisions(connection, place),
    rollback: (place, revision) => rollback(connection, place, revision),
    rollout: (place) => readRollout(connection, place),
    trouble: (place) => readTrouble(connection, place),
    lastChange: (place) => readLastChange(connection, place),
  };
}
