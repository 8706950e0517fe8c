import { parse } from 'postgres-array';
import type postgres from 'postgres';
import type { ControlDatabase } from './database.ts';

/** Runs a job queue's SQL, with `$1`-parameters as node-postgres takes them; one driver for everything. */
export interface JobStatements {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** PostgreSQL's `unknown`: a parameter's type is then found from where it stands, and its text is sent as it is. */
const unknownType = 705;
const timestampTypes: readonly number[] = [1114, 1184];
/** `int4[]`, `int8[]`, `text[]`, `uuid[]`. */
const arrayTypes: readonly number[] = [1007, 1016, 1009, 2951];
const intArray = 1007;

/** The control pool as pg-boss's `db` (https://github.com/timgit/pg-boss): what differs between two drivers is ironed out here. */
export function createJobStatements({ sql }: ControlDatabase): JobStatements {
  return {
    async executeSql(text, values = []) {
      const run = (on: postgres.Sql) =>
        on.unsafe(text, values.map(asText).map((value) => on.typed(value as never, unknownType)) as never, {
          prepare: values.length > 0,
        });
      // Scripts open a transaction of their own, which has to stay on one connection.
      const answer = /^\s*begin\b/i.test(text) ? await onOneConnection(sql, run) : await run(sql);
      return { rows: resultsOf(answer).flatMap(readRows) };
    },
  };
}

async function onOneConnection<T>(sql: postgres.Sql, run: (on: postgres.Sql) => PromiseLike<T>): Promise<T> {
  const connection = await sql.reserve();
  try {
    return await run(connection);
  } catch (error) {
    await connection`rollback`.catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}

/** As node-postgres sends it. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(asElement).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asElement(value: unknown): string {
  const text = asText(value);
  return text === null ? 'NULL' : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

type Result = postgres.RowList<postgres.Row[]>;

/** A script of several statements has a result for each. */
function resultsOf(answer: Result | readonly Result[]): readonly Result[] {
  return 'columns' in answer ? [answer as Result] : (answer as readonly Result[]);
}

/** As node-postgres reads them: times and arrays are what they are, not their text. */
function readRows(result: Result): Record<string, unknown>[] {
  const read = (result.columns ?? []).filter(
    ({ type }) => timestampTypes.includes(type) || arrayTypes.includes(type),
  );
  return result.map((row) => {
    const values: Record<string, unknown> = { ...row };
    for (const { name, type } of read) {
      const value = values[name];
      if (typeof value !== 'string') continue;
      values[name] = timestampTypes.includes(type) ? new Date(value) : parse(value, elementOf(type));
    }
    return values;
  });
}

function elementOf(type: number): (text: string) => unknown {
  return type === intArray ? Number : (text) => text;
}
