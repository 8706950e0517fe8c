import type { Closable } from '../provider.ts';
export interface JiraClient extends Closable {}
