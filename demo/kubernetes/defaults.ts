import type { Resource } from './resources.ts';
import { invalid } from './status.ts';
import type { DaemonSet, Deployment, KubeObject, Pod, PodTemplate, Service, StatefulSet } from './types.ts';
import { selects } from './selectors.ts';

interface Cause {
  reason: string;
  field: string;
  message: string;
}

/** Fills in what the API server fills in for a new or changed object of this resource. */
export function fillDefaults(of: Resource, object: KubeObject): void {
  if (of.plural === 'deployments') deploymentDefaults(object as Deployment);
  if (of.plural === 'statefulsets') statefulSetDefaults(object as StatefulSet);
  if (of.plural === 'daemonsets') daemonSetDefaults(object as DaemonSet);
  if (of.plural === 'pods') {
    const pod = object as Pod;
    podDefaults(pod.spec);
    pod.spec.serviceAccountName ??= 'default';
    pod.status ??= { phase: 'Pending' };
  }
  if (of.plural === 'namespaces') {
    object.spec ??= { finalizers: ['kubernetes'] };
    object.status ??= { phase: 'Active' };
    object.metadata.labels = {
      'kubernetes.io/metadata.name': object.metadata.name,
      ...object.metadata.labels,
    };
  }
  if (of.plural === 'services') {
    const service = object as Service;
    service.spec.type ??= 'ClusterIP';
    for (const port of service.spec.ports ?? []) {
      port.protocol ??= 'TCP';
      port.targetPort ??= port.port;
    }
  }
}

/** Refuses (422) an object that the API server would not store. */
export function validate(of: Resource, object: KubeObject): void {
  const causes: Cause[] = [];
  const { name } = object.metadata;
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) || name.length > 253) {
    causes.push({
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
      message:
        `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric ` +
        `characters, '-' or '.', and must start and end with an alphanumeric character`,
    });
  }
  if (['deployments', 'statefulsets', 'daemonsets'].includes(of.plural))
    causes.push(...workloadCauses(object as Deployment));
  if (of.plural === 'pods') causes.push(...containerCauses((object as Pod).spec?.containers, 'spec'));
  if (causes.length > 0) throw invalid(of, name, causes);
}

function deploymentDefaults(deployment: Deployment): void {
  const spec = deployment.spec;
  if (!spec?.template) return;
  spec.replicas ??= 1;
  spec.strategy ??= { type: 'RollingUpdate' };
  if (spec.strategy.type === 'RollingUpdate') {
    spec.strategy.rollingUpdate ??= {};
    spec.strategy.rollingUpdate.maxSurge ??= '25%';
    spec.strategy.rollingUpdate.maxUnavailable ??= '25%';
  } else delete spec.strategy.rollingUpdate;
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  if (spec.template.spec) podDefaults(spec.template.spec);
}

function statefulSetDefaults({ spec }: StatefulSet): void {
  if (!spec?.template) return;
  spec.replicas ??= 1;
  spec.podManagementPolicy ??= 'OrderedReady';
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= 'RollingUpdate';
  if (spec.updateStrategy.type === 'RollingUpdate') {
    spec.updateStrategy.rollingUpdate ??= {};
    spec.updateStrategy.rollingUpdate.partition ??= 0;
  }
  spec.revisionHistoryLimit ??= 10;
  if (spec.template.spec) podDefaults(spec.template.spec);
}

function daemonSetDefaults({ spec }: DaemonSet): void {
  if (!spec?.template) return;
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ??= 'RollingUpdate';
  if (spec.updateStrategy.type === 'RollingUpdate') {
    spec.updateStrategy.rollingUpdate ??= {};
    spec.updateStrategy.rollingUpdate.maxSurge ??= 0;
    spec.updateStrategy.rollingUpdate.maxUnavailable ??= 1;
  }
  spec.revisionHistoryLimit ??= 10;
  if (spec.template.spec) podDefaults(spec.template.spec);
}

function podDefaults(spec: PodTemplate['spec']): void {
  spec.restartPolicy ??= 'Always';
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.schedulerName ??= 'default-scheduler';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.securityContext ??= {};
  for (const container of spec.containers ?? []) {
    container.imagePullPolicy ??= /:(latest)?$/.test(container.image ?? '') ? 'Always' : 'IfNotPresent';
    container.resources ??= {};
    container.terminationMessagePath ??= '/dev/termination-log';
    container.terminationMessagePolicy ??= 'File';
  }
}

function workloadCauses(workload: Deployment): Cause[] {
  const spec = workload.spec as Partial<Deployment['spec']> | undefined;
  const causes: Cause[] = [];
  if (!spec?.selector) {
    causes.push({ reason: 'FieldValueRequired', field: 'spec.selector', message: 'Required value' });
  } else if (spec.template && !selects(spec.selector, spec.template.metadata?.labels)) {
    causes.push({
      reason: 'FieldValueInvalid',
      field: 'spec.template.metadata.labels',
      message: `Invalid value: ${JSON.stringify(spec.template.metadata?.labels ?? null)}: \`selector\` does not match template \`labels\``,
    });
  }
  causes.push(...replicaCauses(spec?.replicas));
  causes.push(...containerCauses(spec?.template?.spec?.containers, 'spec.template.spec'));
  return causes;
}

/** What is wrong with a number of replicas: nothing, or one cause. */
export function replicaCauses(replicas: unknown): Cause[] {
  if (replicas === undefined || (Number.isInteger(replicas) && Number(replicas) >= 0)) return [];
  const message = `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`;
  return [{ reason: 'FieldValueInvalid', field: 'spec.replicas', message }];
}

function containerCauses(containers: unknown, prefix: string): Cause[] {
  if (!Array.isArray(containers) || containers.length === 0) {
    return [{ reason: 'FieldValueRequired', field: `${prefix}.containers`, message: 'Required value' }];
  }
  return (containers as { name?: string; image?: string }[]).flatMap((container, index) =>
    (['name', 'image'] as const)
      .filter((field) => !container[field])
      .map((field) => ({
        reason: 'FieldValueRequired',
        field: `${prefix}.containers[${index}].${field}`,
        message: 'Required value',
      })),
  );
}
