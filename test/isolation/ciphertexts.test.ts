import { randomBytes } from 'node:crypto';
import { base64url, compactDecrypt, decodeProtectedHeader } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openControlDatabase } from '../../src/database/control/database.ts';
import type { ControlDatabase } from '../../src/database/control/database.ts';
import { parseDatabaseUrl } from '../../src/database/server.ts';
import { createMasterKey } from '../../src/tenancy/master-key.ts';
import { createVault } from '../../src/tenancy/vault.ts';
import type { Place, Vault } from '../../src/tenancy/vault.ts';
import { call, masterKey, startNox } from '../support/nox.ts';
import type { TestNox } from '../support/nox.ts';

/** Every secret of every tenant, in every place but its own. */
const master = createMasterKey(masterKey);
const secret = 'canary-of-a-secret';
let nox: TestNox;
let control: ControlDatabase;
let tenants: number[];
let places: Place[];
let sealed: Map<Place, string>;

beforeAll(async () => {
  nox = await startNox();
  control = openControlDatabase(parseDatabaseUrl(nox.databaseUrl));
  tenants = [];
  for (const name of ['one', 'two', 'three']) {
    const space = { name, email: `${name}@example.com`, password: 'correct horse battery' };
    tenants.push(Number((await call(nox, 'POST', '/api/freelance/onboard', space)).body.tenantId));
  }
  places = tenants.flatMap((tenantId) => [
    { tenantId, table: 'tenant_integrations', column: 'configuration', row: 1 },
    { tenantId, table: 'tenant_integrations', column: 'configuration', row: 2 },
    { tenantId, table: 'tenant_integrations', column: 'details', row: 1 },
    { tenantId, table: 'slack_installations', column: 'bot', row: '/T1/workspace' },
    { tenantId, table: 'slack_installations', column: 'bot', row: 'E1//org' },
    { tenantId, table: 'slack_installations', column: 'user', row: '/T1/workspace/U1' },
  ]);
  const vault = freshVault();
  sealed = new Map();
  for (const place of places) sealed.set(place, await vault.seal(place, { secret, place }));
});
afterAll(async () => {
  await control?.close();
  await nox?.close();
});

/** A vault that holds no key in memory yet. */
const freshVault = (): Vault => createVault(control, master);
const opens = (opening: Promise<unknown>) =>
  opening.then(
    () => true,
    () => false,
  );

describe('a sealed value', () => {
  test('opens in its own place, in another process too, and in none of the others', async () => {
    let tried = 0;
    for (const [home, text] of sealed) {
      const vault = freshVault();
      expect(await vault.unseal(home, text)).toEqual({ secret, place: home });
      for (const place of places) {
        if (place === home) continue;
        tried++;
        expect([home, place, await opens(vault.unseal(place, text))]).toEqual([home, place, false]);
      }
    }
    expect(tried).toBe(18 * 17);
    console.info(`isolation: ${sealed.size} ciphertexts, ${tried} wrong places tried, none opened`);
  });

  test('tells nothing of its content, and is another text each time', async () => {
    const [home] = places;
    if (!home) throw new Error('no place');
    const again = await freshVault().seal(home, { secret, place: home });
    expect(again).not.toBe(sealed.get(home));
    for (const text of sealed.values()) {
      expect(text).not.toContain(secret);
      expect(Buffer.from(text.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain(secret);
    }
  });

  test('does not open with any part changed, nor with another header in front', async () => {
    const [home, second] = places;
    const [mine = '', other = ''] = sealed.values();
    if (!home || !second) throw new Error('no places');
    const parts = mine.split('.');
    const vault = freshVault();
    for (const at of [0, 2, 3, 4]) {
      const bytes = base64url.decode(parts[at] ?? '');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      const changed = parts.with(at, base64url.encode(bytes)).join('.');
      expect([at, await opens(vault.unseal(home, changed))]).toEqual([at, false]);
    }
    // The second place's header before the first one's content, so that the place in it fits.
    const swapped = parts.with(0, other.split('.')[0] ?? '').join('.');
    expect(await opens(vault.unseal(second, swapped))).toBe(false);
    const plain = [base64url.encode(JSON.stringify({ alg: 'none', kid: '1' })), '', '', '', ''].join('.');
    expect(await opens(vault.unseal(home, plain))).toBe(false);
  });

  test('does not open under another version of the tenant’s key, nor when its key is gone', async () => {
    const [home] = places;
    const tenantId = tenants[0] ?? 0;
    const sql = postgres(nox.databaseUrl, { max: 1 });
    if (!home) throw new Error('no place');
    const wrapped = await master.wrap(randomBytes(32), `key/${tenantId}/2`);
    await sql`insert into tenant_keys (tenant_id, version, wrapped_key) values (${tenantId}, 2, ${wrapped})`;
    const newer = await freshVault().seal(home, { secret });
    expect(decodeProtectedHeader(newer)['kid']).toBe('2');
    const older = sealed.get(home) ?? '';
    expect(await opens(freshVault().unseal(home, older))).toBe(true);
    // The header of each version before the content of the other.
    const [first, rest] = [newer.split('.'), older.split('.')];
    expect(await opens(freshVault().unseal(home, rest.with(0, first[0] ?? '').join('.')))).toBe(false);
    expect(await opens(freshVault().unseal(home, first.with(0, rest[0] ?? '').join('.')))).toBe(false);
    await sql`update tenant_keys set version = 3 where tenant_id = ${tenantId} and version = 1`;
    expect(await opens(freshVault().unseal(home, older))).toBe(false);
    await sql`delete from tenant_keys where tenant_id = ${tenantId}`;
    await sql.end();
    expect(await opens(freshVault().unseal(home, older))).toBe(false);
    expect(await opens(freshVault().seal(home, {}))).toBe(false);
  });
});

describe('a key', () => {
  test('of one tenant, put in another’s row, opens nothing there', async () => {
    const [, one = 0, two = 0] = tenants;
    const sql = postgres(nox.databaseUrl, { max: 1 });
    const keys = await sql`select wrapped_key from tenant_keys where tenant_id = ${one}`;
    await sql`update tenant_keys set wrapped_key = ${keys[0]?.['wrapped_key']} where tenant_id = ${two}`;
    await sql.end();
    const mine = places.find((place) => place.tenantId === one);
    if (!mine) throw new Error('no place');
    const moved = freshVault().unseal({ ...mine, tenantId: two }, sealed.get(mine) ?? '');
    expect(await opens(moved)).toBe(false);
    expect(await opens(freshVault().seal({ ...mine, tenantId: two }, {}))).toBe(false);
  });

  test('and a role’s password are wrapped for one purpose, by one master key', async () => {
    const purposes = ['role/1', 'role/2', 'key/1/1', 'key/1/2', 'key/11/1', 'check'];
    for (const purpose of purposes) {
      const wrapped = await master.wrap(Buffer.from(secret), purpose);
      for (const other of purposes)
        expect([purpose, other, await opens(master.unwrap(wrapped, other))]).toEqual([
          purpose,
          other,
          purpose === other,
        ]);
      const stranger = createMasterKey(randomBytes(32).toString('base64'));
      expect(await opens(stranger.unwrap(wrapped, purpose))).toBe(false);
      await expect(compactDecrypt(wrapped, randomBytes(32))).rejects.toThrow();
    }
    expect(master.digest('a@b.fr', 'email')).not.toBe(master.digest('a@b.fr', 'session'));
  });
});
