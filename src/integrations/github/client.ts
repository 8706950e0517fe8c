import type { Closable } from '../provider.ts';
export interface GithubClient extends Closable {}
