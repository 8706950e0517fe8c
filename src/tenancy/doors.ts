export type { TenantDatabase, TenantDatabases } from '../database/tenant-databases.ts';
