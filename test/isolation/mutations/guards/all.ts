import { ofAccess } from './access.ts';
import { ofDatabase } from './database.ts';
import { ofIntegrations } from './integrations.ts';
import { ofSurfaces } from './surfaces.ts';
import { ofTenancy } from './tenancy.ts';
import type { Mutation } from '../mutation.ts';

/** Every guard of separation, taken out one at a time. */
export const mutations: readonly Mutation[] = [
  ...ofDatabase,
  ...ofTenancy,
  ...ofAccess,
  ...ofSurfaces,
  ...ofIntegrations,
];
