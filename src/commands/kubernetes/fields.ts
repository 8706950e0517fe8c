import { z } from 'zod';
import type { Parameter } from '../contracts/command.ts';

/** A name in a cluster, perhaps with its namespace and kind: `api`, `payments/api`, `deploy/api`. */
export const objectName = z
  .string()
  .max(400)
  .regex(/^[\w.-]+(\/[\w.-]+){0,2}$/)
  .toLowerCase();
export const namespaceName = z
  .string()
  .max(63)
  .regex(/^[\w-]+$/)
  .toLowerCase();
export const flag = z.coerce.boolean().optional();

/** What every command of a cluster takes. */
export const whereFields = { cluster: z.string().max(60).optional(), namespace: namespaceName.optional() };
export interface Where {
  readonly cluster?: string | undefined;
  readonly namespace?: string | undefined;
}

export const clusterParameter: Parameter = {
  name: 'cluster',
  flags: ['context', 'c'],
  prepositions: ['sur', 'on', 'dans', 'in', 'cluster'],
};
export const namespaceParameter: Parameter = {
  name: 'namespace',
  flags: ['n', 'ns'],
  prepositions: ['namespace', 'ns'],
};
export const deploymentParameter: Parameter = {
  name: 'deployment',
  position: 0,
  label: 'k8s.parameter.deployment',
};
/** What can be restarted: a deployment where no kind is said. */
export const rolledParameter: Parameter = { ...deploymentParameter, label: 'k8s.parameter.rolled' };
