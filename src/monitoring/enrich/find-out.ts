import type { Findings } from '../../core/incident.ts';
import { recentAudit } from '../../database/tenant/audit/audit.ts';
import type { Incident } from '../../database/tenant/monitoring/incidents.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { Integration } from '../../core/integration.ts';
import type { GithubClient } from '../../integrations/github/client.ts';
import { isAtHost } from '../../integrations/github/hosts.ts';
import type { KubernetesClient } from '../../integrations/kubernetes/client.ts';
import { originOf } from './origin.ts';
import type { Origin } from './origin.ts';

/** The tools by which things are found out. */
export interface FindingTools {
  list(): Promise<readonly Integration[]>;
  kubernetes(name: string): Promise<{ readonly client: KubernetesClient }>;
  github(name: string): Promise<{ readonly client: GithubClient }>;
}

/** Reasons whose last words are in a container's log. */
const withLogs = ['crash_loop', 'crash', 'oom_killed', 'job_failed', 'not_ready', 'rollout_stuck'];
const tail = 12;
const longestLogs = 2_000;
/** A change longer ago is not what broke it today. */
const changedWithinMs = 7 * 24 * 3_600_000;

/**
 * Finds out what a person would look for first: the last words of the container that failed, and what was changed last,
 * by whom, and in which commit and pull request. What cannot be read is left out; never rejects.
 */
export async function findOut(
  tenant: TenantDatabase,
  tools: FindingTools,
  incident: Incident,
  now: Date,
): Promise<Omit<Findings, 'events'>> {
  const opened = await tools.kubernetes(incident.cluster).catch(() => undefined);
  if (!opened) return {};
  const [logs, change] = await Promise.all([
    withLogs.includes(incident.reason) ? lastWords(opened.client, incident) : undefined,
    incident.subjectKind === 'Deployment'
      ? lastChange(tenant, tools, opened.client, incident, now).catch(() => undefined)
      : undefined,
  ]);
  return { ...(logs ? { logs } : {}), ...(change ? { change } : {}) };
}

async function lastWords(
  client: KubernetesClient,
  { namespace, members }: Incident,
): Promise<Findings['logs']> {
  const [pod = '', container] = members[0]?.split('/') ?? [];
  if (!pod || !namespace) return undefined;
  for (const previous of [true, false]) {
    const read = await client
      .logs({ kind: 'pod', namespace, name: pod }, { tail, previous, container })
      .catch(() => undefined);
    if (read?.text) return { pod, container: read.container, text: read.text.slice(-longestLogs) };
  }
  return undefined;
}

async function lastChange(
  tenant: TenantDatabase,
  tools: FindingTools,
  client: KubernetesClient,
  incident: Incident,
  now: Date,
): Promise<Findings['change']> {
  const { cluster, namespace, subjectName: name } = incident;
  const { at, by, cause, images, imagesBefore, origin } = await client.lastChange({ namespace, name });
  if (!at || now.getTime() - at.getTime() > changedWithinMs) return undefined;
  const target = `${cluster}/${namespace}/deployment/${name}`;
  const since = new Date(at.getTime() - 10 * 60_000);
  const commands = await recentAudit(tenant, target, since);
  const ours = commands.find(({ command }) => /^k8s (deploy|rollback|restart|scale)/.test(command));
  const changedFirst = images.toSorted(
    (a, b) => Number(imagesBefore.includes(a)) - Number(imagesBefore.includes(b)),
  );
  const from = originOf(origin, changedFirst);
  const source = from ? await inTime(sourceOf(tools, from)) : undefined;
  return {
    at: at.toISOString(),
    ...(ours ? { by: ours.actorName, command: ours.command } : by ? { by } : {}),
    ...(cause ? { cause } : {}),
    images,
    imagesBefore,
    ...(source ? { source } : {}),
  };
}

/** GitHub is waited for so long; the rest of what was found out is not kept back for longer. */
const sourceWithinMs = 5_000;

async function inTime<T>(work: Promise<T | undefined>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), sourceWithinMs);
  });
  const done = await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
  return done;
}

/**
 * The commit, and the pull request that brought it, from the first GitHub of the tenant at that host which knows it. What
 * cannot be read there, for whatever reason, is not said.
 */
async function sourceOf(
  tools: FindingTools,
  { host, repository, commit: named }: Origin,
): Promise<NonNullable<Findings['change']>['source'] | undefined> {
  const githubs = (await tools.list()).filter((each) => isAtHost(each, host));
  for (const { name } of githubs) {
    const { client } = await tools.github(name);
    const found = await client.repositories.commit(repository, named).catch(() => undefined);
    if (!found) continue;
    const { sha, ...commit } = found;
    const pull = await client.pulls.ofCommit(repository, sha).catch(() => undefined);
    return { repository, sha, commit, ...(pull ? { pull } : {}) };
  }
  return undefined;
}
