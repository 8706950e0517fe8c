import postgres from 'postgres';
import { z } from 'zod';

/** Where a PostgreSQL server is and as whom to speak to it. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: 'require' | 'verify-full' | false;
}

/**
 * Reads a `postgres://user:password@host:port/database?sslmode=…` URL.
 * Throws an Error with one clear sentence when it is not one.
 */
export function parseDatabaseUrl(url: string): ServerAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new Error('DATABASE_URL must look like postgres://user:password@host:5432/database');
  }
  const database = decodeURIComponent(parsed.pathname.slice(1));
  if (
    !z
      .string()
      .regex(/^[a-z_][a-z0-9_]{0,40}$/)
      .safeParse(database).success
  ) {
    throw new Error(
      'DATABASE_URL must name a database in lower-case letters, digits and underscores (40 at most)',
    );
  }
  const mode = parsed.searchParams.get('sslmode') ?? 'disable';
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database,
    ssl:
      mode === 'disable' || mode === 'allow' || mode === 'prefer'
        ? false
        : mode === 'require'
          ? 'require'
          : 'verify-full',
  };
}

/** How a pool behaves. */
export interface PoolOptions {
  readonly max: number;
  readonly idleSeconds: number;
  /** For migrations: a statement may take its time, and wait a minute for another process's lock. */
  readonly patient?: boolean;
}

/** `integer[]`, the one array type that columns of ours have (object id 1007: PostgreSQL, pg_type.dat). */
const integers = {
  to: 1007,
  from: [1007],
  serialize: (value: readonly number[] | string) =>
    typeof value === 'string' ? value : `{${value.join(',')}}`,
  parse: (text: string): number[] => JSON.parse(`[${text.slice(1, -1)}]`),
};

/**
 * A pool on that server. `max` connections, idle ones closed after `idleSeconds`; every statement ends within 10 s. While
 * the server is down each query fails at once or within a second, and the first one after it is back succeeds.
 */
export function connect(address: ServerAddress, pool: PoolOptions): postgres.Sql {
  const [statement_timeout, lock_timeout] = pool.patient ? [0, 60_000] : [10_000, 5_000];
  return postgres({
    host: address.host,
    port: address.port,
    username: address.user,
    password: address.password,
    database: address.database,
    ssl: address.ssl,
    max: pool.max,
    idle_timeout: pool.idleSeconds,
    connect_timeout: 5,
    backoff: (failures: number) => Math.min(failures / 10, 1),
    max_lifetime: 60 * 60,
    onnotice: () => {},
    // Asking for the array types would be one more question on every new connection, and one that fails beside its caller.
    fetch_types: false,
    types: { integers },
    connection: { application_name: 'nox', statement_timeout, lock_timeout },
  });
}

/** Quotes an identifier made by us; refuses anything but lower-case letters, digits and underscores. */
export function identifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not an identifier of ours: ${name}`);
  return `"${name}"`;
}
