export type { TenantDatabases } from '../database/tenant-databases.ts';
