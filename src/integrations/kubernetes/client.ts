import type { Closable } from '../provider.ts';
export interface KubernetesClient extends Closable {}
