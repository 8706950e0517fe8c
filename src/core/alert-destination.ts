/** Where something is to be said: Slack's ids, empty where there is no organisation. */
export interface Destination {
  readonly teamId: string;
  readonly enterpriseId: string;
  /** A channel's id, or a person's for a direct message. */
  readonly channelId: string;
}

/** A channel that alerts of a namespace, a cluster or (null) everything are bound to. */
export interface BoundChannel extends Destination {
  readonly integrationId: number | null;
  /** Empty: all of them. */
  readonly namespace: string;
}

/** A Slack that NOX is installed in, and by whom. */
export interface Installed {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly installerSlackUserId: string;
}

/**
 * Where alerts of a namespace of a cluster go: to the channel of that namespace, else of the cluster, else of everything,
 * else to the person who first installed NOX (a freelancer's own workspace comes first). Undefined where NOX is in no Slack.
 */
export function destinationOf(
  channels: readonly BoundChannel[],
  installations: readonly Installed[],
  at: { readonly integrationId: number | null; readonly namespace: string },
): Destination | undefined {
  const fits = (integrationId: number | null, namespace: string) =>
    channels.find((each) => each.integrationId === integrationId && each.namespace === namespace);
  return (
    (at.integrationId === null ? undefined : fits(at.integrationId, at.namespace)) ??
    (at.integrationId === null ? undefined : fits(at.integrationId, '')) ??
    fits(null, '') ??
    ownerOf(installations)
  );
}

/** The direct message with the person who installed NOX first. */
export function ownerOf(installations: readonly Installed[]): Destination | undefined {
  const [first] = installations;
  if (!first?.installerSlackUserId) return undefined;
  return {
    teamId: first.teamId ?? '',
    enterpriseId: first.enterpriseId ?? '',
    channelId: first.installerSlackUserId,
  };
}
