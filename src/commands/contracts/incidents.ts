import type { Channel } from '../../core/announce.ts';
import type { IncidentStep } from '../../database/tenant/monitoring/alerts.ts';
import type { Silence } from '../../database/tenant/monitoring/silences.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { WatchState } from '../../database/tenant/monitoring/watches.ts';
import type { Reply } from '../../core/reply.ts';

/** How one cluster is watched. */
export interface Watched extends WatchState {
  readonly cluster: string;
  /** The numbers of the incidents that are open there, the latest first. */
  readonly openIncidents: readonly number[];
}

/** Where alerts of a part of the clusters go. */
export interface AlertRoute {
  /** Undefined: all clusters. */
  readonly cluster: string | undefined;
  readonly integrationId: number | null;
  readonly namespace: string;
  readonly channelId: string;
}

/** What alerts are bound to: nothing named is everything. */
export interface AlertScope {
  readonly integrationId: number | null;
  readonly namespace: string;
}

/** Incidents, silences and alert channels of one tenant, for its own commands. */
export interface Incidents {
  open(): Promise<readonly Incident[]>;
  /** Those resolved within the last `hours`. */
  resolved(hours: number): Promise<readonly Incident[]>;
  /** Errors: `not_found`. */
  find(id: number): Promise<Incident>;
  steps(id: number): Promise<readonly IncidentStep[]>;
  /** Errors: `not_found`; `conflict` for one that is resolved. */
  take(id: number): Promise<Incident>;
  resolve(id: number): Promise<Incident>;
  /** Keeps quiet about its workload and reason. @param until undefined: until it is resolved */
  silence(id: number, until: Date | undefined): Promise<Incident>;
  /** The one that holds about an incident now. */
  silenceOf(incident: Pick<Incident, 'integrationId' | 'key'>): Promise<Silence | undefined>;
  silences(): Promise<readonly (Silence & { readonly cluster: string; readonly createdByName: string })[]>;
  /** Errors: `not_found`. */
  unsilence(id: number): Promise<Silence>;
  routes(): Promise<readonly AlertRoute[]>;
  /** Where the actor speaks: the channel that `alerts here` means. Errors: `bad_input` outside Slack. */
  here(): Promise<Channel>;
  bind(scope: AlertScope, channel: Channel): Promise<void>;
  unbind(scope: AlertScope): Promise<boolean>;
  /** Says something in a channel now; Slack's short code where it does not let NOX. */
  say(channel: Channel, reply: Reply): Promise<'said' | string>;
  watched(): Promise<readonly Watched[]>;
  /** Reads TLS secrets of a cluster, or no longer. */
  watchCertificates(integrationId: number, isOn: boolean): Promise<void>;
}
