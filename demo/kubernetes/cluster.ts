import { randomBytes } from 'node:crypto';
import { makeServerCertificate } from './certificate.ts';
import type { ClusterStore } from './cluster-store.ts';
import { clusterStore } from './cluster-store.ts';
import { step } from './controllers/step.ts';
import { kubeconfigText } from './kubeconfig.ts';
import { liveThrough } from './live-world.ts';
import { ApiServer } from './server.ts';
import type { LoggedRequest } from './server.ts';
import { Simulation } from './simulation.ts';
import type { ClusterWorld } from './world.ts';

export type { ClusterStore } from './cluster-store.ts';
export type { ClusterWorld } from './world.ts';

export interface SimulatedCluster {
  url: string;
  /** The authority of the server's certificate: PEM in base64, as in a kubeconfig. */
  certificateAuthorityData: string;
  /** May do everything. */
  token: string;
  /** Reads everything but secrets; writes are refused with 403. */
  readOnlyToken: string;
  kubeconfig(options?: { token?: string }): string;
  objects: ClusterStore;
  /** Down: connections are refused (or, with `hang`, taken and never answered). Up: as before, on the same port. */
  setReachable(up: boolean, how?: 'refuse' | 'hang'): void;
  /** Takes the token that may do everything back and gives another in its place; watches that are under way go on. */
  renewToken(): string;
  /** What was asked, oldest first; the last thousand. */
  requests: LoggedRequest[];
  /** Does the controllers' next steps at once, without waiting for the clock. */
  advance(steps?: number): void;
  close(): Promise<void>;
}

export interface ClusterOptions {
  name: string;
  /** 0, the default, takes a free one. */
  port?: number;
  world: ClusterWorld;
  /** Time between two steps of the controllers; 0 leaves them to `advance`. */
  stepMs?: number;
  /** Fixed tokens, for a demo that is started twice; random where nothing is said. */
  tokens?: { full: string; readOnly: string };
}

/** Starts a simulated Kubernetes cluster on 127.0.0.1 over https, with a history already lived through. */
export async function startCluster(options: ClusterOptions): Promise<SimulatedCluster> {
  const { name, port = 0, world, stepMs = 150 } = options;
  const simulation = new Simulation(world.version);
  liveThrough(simulation, world);
  const certificate = makeServerCertificate(name);
  let token = options.tokens?.full ?? randomBytes(24).toString('base64url');
  const readOnlyToken = options.tokens?.readOnly ?? randomBytes(24).toString('base64url');
  const operator = { username: 'system:serviceaccount:nox:operator', readOnly: false };
  const callers = new Map([
    [token, operator],
    [readOnlyToken, { username: 'system:serviceaccount:nox:reader', readOnly: true }],
  ]);
  const server = new ApiServer(simulation, certificate, callers, 20 * (stepMs || 150));
  const url = `https://127.0.0.1:${await server.listen(port)}`;
  const timer = stepMs > 0 ? setInterval(() => step(simulation), stepMs) : undefined;
  timer?.unref();
  const certificateAuthorityData = Buffer.from(certificate.authorityPem).toString('base64');
  return {
    url,
    certificateAuthorityData,
    get token() {
      return token;
    },
    readOnlyToken,
    objects: clusterStore(simulation),
    requests: server.requests,
    kubeconfig: (given) => kubeconfigText(name, url, certificateAuthorityData, given?.token ?? token),
    renewToken() {
      callers.delete(token);
      token = randomBytes(24).toString('base64url');
      callers.set(token, operator);
      return token;
    },
    setReachable: (up, how = 'refuse') => server.setReachable(up, how),
    advance: (steps = 1) => {
      for (let done = 0; done < steps; done++) step(simulation);
    },
    close: () => {
      clearInterval(timer);
      return server.close();
    },
  };
}
