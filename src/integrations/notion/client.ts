import type { Closable } from '../provider.ts';
export interface NotionClient extends Closable {}
