import type { Announcer, Channel } from '../../core/announce.ts';
import type { Actor, Tenant } from '../../core/actor.ts';
import type { Clock } from '../../core/clock.ts';
import { NoxError } from '../../core/errors.ts';
import {
  activeSilences,
  addSilence,
  endSilences,
  silenceOn,
} from '../../database/tenant/monitoring/silences.ts';
import { addStep, stepsOf } from '../../database/tenant/monitoring/alerts.ts';
import {
  findIncident,
  findStanding,
  listOpenIncidents,
  listResolvedIncidents,
  putOut,
  resolveIncident,
  takeIncident,
} from '../../database/tenant/monitoring/incidents.ts';
import { listWatches, readCertificates } from '../../database/tenant/monitoring/watches.ts';
import type { Incident, Transaction } from '../../database/tenant/monitoring/incidents.ts';
import { listIntegrations } from '../../database/tenant/integrations.ts';
import { listInstallations } from '../../database/tenant/slack/slack-installations.ts';
import { ticketFollows } from '../../database/tenant/tickets.ts';
import { listUsers } from '../../database/tenant/people/users.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import { inReach } from '../tools/open-tools.ts';
import type { Permit } from '../permit.ts';
import type { ClusterNews } from '../tools/toolbox.ts';
import type { Incidents } from '../contracts/incidents.ts';
import { alertChannelsOf } from './alert-channels.ts';

/** What incidents need of the process: to be sent, and to say something at once. */
export interface IncidentMeans {
  /** Something waits in a tenant's outbox. */
  readonly collect: (tenantId: number) => void;
  readonly announcer: () => Announcer | undefined;
  readonly clusters: ClusterNews;
  /** What the space's own rules allow in each cluster. */
  readonly permit: () => Pick<Permit, 'sees' | 'opening'> | undefined;
  readonly clock: Clock;
}

/** Incidents of the actor's own tenant. */
export function incidentsOf(
  database: TenantDatabase,
  tenant: Tenant,
  actor: Actor,
  means: IncidentMeans,
): Incidents {
  const { clock } = means;
  const alertChannels = alertChannelsOf(database, tenant, means);

  /** A guest sees the clusters that they were invited to. */
  const reaches = (integrationId: number | null) =>
    !actor.only || (integrationId !== null && actor.only.includes(integrationId));
  const sees = (id: number | null) => id === null || (means.permit()?.sees({ type: 'k8s', id }) ?? true);
  const reached = <T extends { readonly integrationId: number | null }>(all: readonly T[]) =>
    all.filter(({ integrationId }) => reaches(integrationId) && sees(integrationId));

  async function find(id: number): Promise<Incident> {
    const incident = await findIncident(database, id);
    if (!incident || !reaches(incident.integrationId))
      throw new NoxError('not_found', { kind: 'kind.incident', name: id });
    if (incident.integrationId !== null) means.permit()?.opening({ type: 'k8s', id: incident.integrationId });
    return incident;
  }

  /** Changes an incident, notes the step, and has its message follow: all or nothing. */
  async function change(
    id: number,
    step: { readonly kind: string; readonly detail?: string },
    work: (transaction: Transaction, now: Date, before: Incident) => Promise<Incident | undefined>,
  ): Promise<Incident> {
    const before = await find(id);
    const now = clock.now();
    const changed = await database.db.transaction(async (transaction) => {
      const incident = await work(transaction, now, before);
      if (!incident) throw new NoxError('conflict', { id }, { sentence: 'incident.already_resolved' });
      await follow(transaction, id, before.toldIn, step, now);
      return incident;
    });
    means.collect(tenant.id);
    return changed;
  }

  /** Notes a step of the actor's, and has the message that tells of the incident follow. */
  async function follow(
    transaction: Transaction,
    id: number,
    message: string | null,
    step: { readonly kind: string; readonly detail?: string },
    now: Date,
  ): Promise<void> {
    const noted = { incidentId: id, at: now, actorName: actor.name, detail: '', ...step };
    const stepId = await addStep(transaction, tenant.id, noted);
    const told = await ticketFollows(transaction, id, { id: stepId, kind: step.kind });
    await putOut(transaction, tenant.id, told);
    if (!message) return;
    const going = [
      { key: `message:${message}:step:${stepId}`, kind: 'message', payload: { message }, notBefore: now },
    ];
    const line = { key: `line:${stepId}`, kind: 'line', payload: { message, stepId }, notBefore: now };
    await putOut(transaction, tenant.id, message.startsWith('incident:') ? [...going, line] : going);
  }

  /** The clusters that the actor sees. */
  async function clusterNames(): Promise<Map<number, string>> {
    const all = (await listIntegrations(database)).filter(({ type, id }) => type === 'k8s' && sees(id));
    return new Map(inReach(all, actor.only).map(({ id, name }) => [id, name]));
  }

  return {
    find,
    open: async () => reached(await listOpenIncidents(database)),
    resolved: async (hours) =>
      reached(await listResolvedIncidents(database, new Date(clock.now().getTime() - hours * 3_600_000))),
    steps: (id) => stepsOf(database, id),
    take: (id) =>
      change(id, { kind: 'taken' }, (transaction, now) => takeIncident(transaction, id, actor.userId, now)),
    resolve: (id) =>
      change(id, { kind: 'resolved_by' }, (transaction, now) =>
        resolveIncident(transaction, id, actor.userId, now),
      ),
    silence: (id, until) =>
      change(
        id,
        { kind: 'silenced', detail: until?.toISOString() ?? '' },
        async (transaction, now, incident) => {
          if (incident.integrationId === null || incident.state === 'resolved') return undefined;
          const { integrationId, key } = incident;
          await endSilences(transaction, { integrationId, key, untilResolvedOnly: false }, now);
          const silence = {
            integrationId,
            key,
            until: until ?? null,
            createdAt: now,
            createdBy: actor.userId,
          };
          await addSilence(transaction, tenant.id, silence);
          return incident;
        },
      ),
    silenceOf: (incident) => silenceOn(database.db, incident, clock.now()),
    async silences() {
      const [all, names, users] = await Promise.all([
        activeSilences(database.db, clock.now()),
        clusterNames(),
        listUsers(database),
      ]);
      return reached(all).map((each) => ({
        ...each,
        cluster: names.get(each.integrationId) ?? '',
        createdByName: users.find(({ id }) => id === each.createdBy)?.name ?? '',
      }));
    },
    async unsilence(id) {
      const ended = await database.db.transaction(async (transaction) => {
        const now = clock.now();
        const [silence] = await endSilences(transaction, { id }, now);
        // What is out of reach does not exist, and what rules deny is refused: nothing is ended then.
        if (!silence || !reaches(silence.integrationId))
          throw new NoxError('not_found', { kind: 'kind.silence', name: id });
        means.permit()?.opening({ type: 'k8s', id: silence.integrationId });
        const incident = await findStanding(transaction, silence);
        // What was never told is told as soon as the post looks.
        if (incident?.toldIn && incident.state !== 'resolved')
          await follow(transaction, incident.id, incident.toldIn, { kind: 'unsilenced' }, now);
        return silence;
      });
      means.collect(tenant.id);
      return ended;
    },
    async routes() {
      const [channels, names] = await Promise.all([alertChannels.list(), clusterNames()]);
      return channels
        .filter(({ integrationId }) => (integrationId === null ? !actor.only : names.has(integrationId)))
        .map(({ integrationId, namespace, channelId }) => {
          return {
            cluster: integrationId === null ? undefined : names.get(integrationId),
            integrationId,
            namespace,
            channelId,
          };
        });
    },
    async here(): Promise<Channel> {
      if (!actor.slack) throw new NoxError('bad_input', {}, { sentence: 'alerts.only_in_slack' });
      const { teamId, channelId, userId } = actor.slack;
      const installed = await listInstallations(database);
      const own =
        installed.find((each) => each.teamId === teamId) ??
        installed.find((each) => each.isEnterpriseInstall);
      const place = channelId.startsWith('D') ? userId : channelId;
      return { enterpriseId: own?.enterpriseId ?? undefined, teamId, channelId: place };
    },
    bind: (scope, channel) => alertChannels.bind(scope, channel, actor.userId),
    unbind: alertChannels.unbind,
    say: alertChannels.say,
    async watched() {
      const [watches, names, open] = await Promise.all([
        listWatches(database),
        clusterNames(),
        listOpenIncidents(database),
      ]);
      return [...names].map(([id, cluster]) => {
        const watch = watches.find(({ integrationId }) => integrationId === id);
        return {
          cluster,
          state: watch?.state ?? 'starting',
          heardAt: watch?.heardAt ?? undefined,
          objects: watch?.objects ?? 0,
          lagMs: watch?.lagMs ?? 0,
          refusedKinds: watch?.refusedKinds ?? [],
          openIncidents: open.flatMap((each) => (each.integrationId === id ? each.id : [])),
        };
      });
    },
    async watchCertificates(integrationId, isOn) {
      await readCertificates(database, integrationId, isOn);
      await means.clusters.connected(tenant.id, integrationId);
    },
  };
}
