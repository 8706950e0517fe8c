import { z } from 'zod';
import type { Room } from '../../core/billing.ts';
import type { Clock } from '../../core/clock.ts';
import type { TenantDatabase } from '../../database/tenant-databases.ts';
import type { InstallationTokens } from '../../integrations/github/app/installation-tokens.ts';
import type { Environment } from '../../integrations/provider.ts';
import type { ProvidedType } from '../../integrations/providers.ts';

/** Seals and opens configurations: the vault, as far as tools need it. */
export interface Sealing {
  seal(
    place: { tenantId: number; table: string; column: string; row: string | number },
    value: unknown,
  ): Promise<string>;
  unseal(
    place: { tenantId: number; table: string; column: string; row: string | number },
    sealed: string,
  ): Promise<unknown>;
}

/** Told of clusters that come and go, so that they are watched from that moment on. */
export interface ClusterNews {
  connected(tenantId: number, integrationId: number): Promise<void>;
  removed(tenantId: number, integrationId: number): Promise<void>;
}

/** How much a tenant may connect. */
export type RoomOf = (tenantId: number) => Promise<Room>;

/** Things outside that at most one tenant may hold at a time. */
export interface Claims {
  /** Claims one for a tenant, also again; false where another tenant has it. */
  claim(tenantId: number, type: ProvidedType, thing: string): Promise<boolean>;
  /** Gives it up; nothing where the tenant does not hold it. */
  release(tenantId: number, type: ProvidedType, thing: string): Promise<void>;
}

/** What connecting and opening a tenant's tools needs. */
export interface Toolbox {
  readonly clock: Clock;
  readonly claims: Claims;
  readonly clusters: ClusterNews;
  readonly environment: Environment;
  /** Absent where the operator has registered no GitHub App. */
  readonly githubApp?: InstallationTokens | undefined;
  readonly room: RoomOf;
  readonly sealing: Sealing;
}

/** Where a tool's configuration stands: its ciphertext opens there alone. */
export function placeOf(tenant: TenantDatabase, id: number) {
  return { tenantId: tenant.tenantId, table: 'tenant_integrations', column: 'configuration', row: id };
}

/** What a tenant's integrations get to work with: nothing of other tenants. */
export function environmentOf({ environment, githubApp }: Toolbox, tenantId: number): Environment {
  return { ...environment, githubApp: githubApp?.of(tenantId) };
}

/** How a tool may be called. */
export const toolName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u);
