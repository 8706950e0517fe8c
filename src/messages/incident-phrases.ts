import type { Reason } from '../core/incident.ts';
import type { Phrase } from '../core/reply.ts';
import type { Translate } from './translate.ts';

/** What people may do about an incident, as far as it makes sense for what it is about. */
export interface Actionable {
  readonly id: number;
  readonly state: string;
  readonly reason: Reason;
  readonly cluster: string;
  readonly subjectKind: string;
  readonly namespace: string;
  readonly subjectName: string;
  readonly members: readonly string[];
}

/** What can be restarted by a command. */
const restartable = ['Deployment', 'StatefulSet', 'DaemonSet'];
/** What has pods, and so logs. */
const logged = ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];
/** What `k8s describe` knows. */
export const described = [
  ...logged,
  'Service',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'Node',
] as const;
/** Here no container runs that could have written anything, or that would be helped by a restart. */
const withoutContainer: readonly Reason[] = [
  'image_pull',
  'container_config',
  'container_creating',
  'unschedulable',
  'cronjob_missed',
  'evicted',
];
/** Here it is a container that shows it: a member names the pod and the container. */
const ofContainer: readonly Reason[] = ['crash_loop', 'crash', 'oom_killed'];

/**
 * The buttons of an incident that is not over; none for one that is.
 * @param ticket what was opened for it: one that could not be, or is gone, may be asked for again
 */
export function incidentPhrases(
  t: Translate,
  incident: Actionable,
  ticket: { readonly state: string } | undefined,
): Phrase[] {
  const { id, state, reason } = incident;
  if (state === 'resolved') return [];
  const runs = !withoutContainer.includes(reason);
  const kind = incident.subjectKind;
  const name = [incident.namespace, incident.subjectName].filter(Boolean).join('/');
  const at = `--cluster "${incident.cluster}"`;
  const phrases: Phrase[] = [];
  const offer = (key: Parameters<Translate>[0], says: string, style?: Phrase['style']) =>
    phrases.push({ label: t(key), says, ...(style ? { style } : {}) });
  if (state === 'open') offer('incident.button.take', `incident take ${id}`, 'primary');
  if (runs && logged.includes(kind)) offer('incident.button.logs', `k8s logs ${logsOf(incident)} ${at}`);
  if ((described as readonly string[]).includes(kind))
    offer('incident.button.describe', `k8s describe ${kind} ${name} ${at}`);
  if (runs && restartable.includes(kind))
    offer('incident.button.restart', `k8s restart ${kind.toLowerCase()}/${name} ${at}`);
  if (kind === 'Deployment') offer('incident.button.rollback', `k8s rollback ${name} ${at}`, 'danger');
  if (!ticket || ['failed', 'gone'].includes(ticket.state))
    offer('incident.button.ticket', `incident ticket ${id}`);
  offer('incident.button.why', `incident why ${id}`);
  offer('incident.button.silence', `incident silence ${id}`);
  offer('incident.button.resolve', `incident resolve ${id}`);
  return phrases;
}

/** Whose logs tell most: those of the run that failed, of the container that did, of the whole. */
function logsOf({ reason, subjectKind, namespace, subjectName, members }: Actionable): string {
  const [member = ''] = members;
  if (reason === 'job_failed') return `job/${namespace}/${member || subjectName}`;
  const [, container] = ofContainer.includes(reason) ? member.split('/') : [];
  const whole = `${subjectKind.toLowerCase()}/${namespace}/${subjectName}`;
  return container ? `${whole} --container ${container}` : whole;
}
