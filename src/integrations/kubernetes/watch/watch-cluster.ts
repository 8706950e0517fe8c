import type { Environment } from '../../provider.ts';
import type { KubernetesConfiguration } from '../configuration.ts';
import { connect } from '../connection.ts';
import { certificateResource, watchedResources } from './resources.ts';
import { watchResource } from './watch-resource.ts';
import type { WatchPace, WatchSink } from './watch-resource.ts';

/** What a cluster's watches tell besides what is in it. */
export interface ClusterSink extends WatchSink {
  /**
   * The cluster was asked whether it lives, and answered or did not.
   * @param aheadMs how far its clock is ahead of ours, where it told the time
   */
  pulse(isAlive: boolean, error: unknown, aheadMs: number | undefined): void;
}

/** How a cluster is watched. */
export interface ClusterWatch {
  readonly pace: WatchPace;
  /** How often the cluster is asked whether it lives, milliseconds. */
  readonly pulseMs: number;
  /** TLS secrets are read for the end of their certificates: only where the tenant asked for it. */
  readonly readsCertificates: boolean;
}

/**
 * Watches everything that matters in one cluster until `signal` is aborted, over one guarded connection of its own.
 * Resolves when all watches have ended; never rejects.
 */
export async function watchCluster(
  configuration: KubernetesConfiguration,
  environment: Environment,
  name: string,
  sink: ClusterSink,
  how: ClusterWatch,
  signal: AbortSignal,
): Promise<void> {
  const connection = connect(configuration, environment, name, signal);
  const resources = how.readsCertificates ? [...watchedResources, certificateResource] : watchedResources;

  async function feelPulse(): Promise<void> {
    await connection
      .call('version', () => connection.version.getCode())
      .then(
        () => sink.pulse(true, undefined, connection.aheadMs()),
        (error: unknown) => {
          if (!signal.aborted) sink.pulse(false, error, undefined);
        },
      );
  }

  const timer = setInterval(() => void feelPulse(), how.pulseMs);
  try {
    await Promise.all([
      feelPulse(),
      ...resources.map((resource) => watchResource(connection, resource, sink, how.pace, signal)),
    ]);
  } finally {
    clearInterval(timer);
    await connection.close();
  }
}
