import { compactDecrypt, CompactEncrypt, decodeProtectedHeader } from 'jose';
import { LRUCache } from 'lru-cache';
import type { ControlDatabase } from '../database/control/database.ts';
import { currentKeyVersion, findWrappedKey } from '../database/control/keys.ts';
import type { MasterKey } from './master-key.ts';

/** Where a sealed value stands. It opens in that place alone. */
export interface Place {
  readonly tenantId: number;
  readonly table: string;
  readonly column: string;
  readonly row: string | number;
}

/** Seals tenants' secrets by their own data keys. */
export interface Vault {
  seal(place: Place, value: unknown): Promise<string>;
  /** Throws when the value was sealed for another place, another tenant, or by a key that is gone. */
  unseal(place: Place, sealed: string): Promise<unknown>;
  /** Forgets the tenant's keys held in memory. */
  forget(tenantId: number): void;
}

/** Builds the vault. Data keys are unwrapped at first use and held for five minutes. */
export function createVault(control: ControlDatabase, master: MasterKey): Vault {
  const keys = new LRUCache<string, Promise<Uint8Array>>({ max: 1_000, ttl: 5 * 60_000 });
  const current = new LRUCache<number, Promise<number>>({ max: 1_000, ttl: 60_000 });

  async function loadKey(tenantId: number, version: number): Promise<Uint8Array> {
    const wrapped = await findWrappedKey(control, tenantId, version);
    if (!wrapped) throw new Error(`tenant ${tenantId} has no key of version ${version}`);
    return master.unwrap(wrapped, `key/${tenantId}/${version}`);
  }

  async function loadVersion(tenantId: number): Promise<number> {
    const version = await currentKeyVersion(control, tenantId);
    if (version === undefined) throw new Error(`tenant ${tenantId} has no data key`);
    return version;
  }

  function key(tenantId: number, version: number): Promise<Uint8Array> {
    return remember(keys, `${tenantId}/${version}`, () => loadKey(tenantId, version));
  }

  async function seal(place: Place, value: unknown): Promise<string> {
    const version = await remember(current, place.tenantId, () => loadVersion(place.tenantId));
    return new CompactEncrypt(Buffer.from(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: String(version), place: name(place) })
      .encrypt(await key(place.tenantId, version));
  }

  async function unseal(place: Place, sealed: string): Promise<unknown> {
    const version = Number(decodeProtectedHeader(sealed).kid);
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, await key(place.tenantId, version), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    if (protectedHeader.place !== name(place)) throw new Error('sealed for another place');
    return JSON.parse(Buffer.from(plaintext).toString());
  }

  function forget(tenantId: number): void {
    current.delete(tenantId);
    for (const id of keys.keys()) if (id.startsWith(`${tenantId}/`)) keys.delete(id);
  }

  return { seal, unseal, forget };
}

function name(place: Place): string {
  return `${place.tenantId}/${place.table}/${place.column}/${place.row}`;
}

function remember<K extends string | number, V>(
  cache: LRUCache<K, Promise<V>>,
  id: K,
  load: () => Promise<V>,
): Promise<V> {
  let found = cache.get(id);
  if (!found) {
    found = load();
    cache.set(id, found);
    found.catch(() => cache.delete(id));
  }
  return found;
}
