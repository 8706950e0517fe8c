import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { connect } from '../server.ts';
import type { ServerAddress } from '../server.ts';
import * as schema from './schema.ts';

/** The control database: which door to open, never what is behind it. */
export interface ControlDatabase {
  readonly db: PostgresJsDatabase<typeof schema>;
  readonly sql: postgres.Sql;
  readonly address: ServerAddress;
  /** Whether the database answers now. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens the control database's pool. Nothing is sent before the first query. */
export function openControlDatabase(address: ServerAddress): ControlDatabase {
  const sql = connect(address, { max: 8, idleSeconds: 60 });
  const answers = () =>
    sql`select 1`.then(
      () => true,
      () => false,
    );
  return { db: drizzle(sql, { schema }), sql, address, answers, close: () => sql.end({ timeout: 5 }) };
}
