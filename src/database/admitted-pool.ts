import type postgres from 'postgres';
import type { PoolAdmission } from './connection-budget.ts';

/**
 * A pool whose every query, transaction and reservation waits for its turn of the connection budget; for everything else
 * it is the pool itself. postgres.js offers no such hook; a query goes to its `handler` when it is awaited, and no sooner.
 * @param current the pool as it is now: one that rested is another one
 */
export function admittedPool(admission: PoolAdmission, current: () => postgres.Sql): postgres.Sql {
  const begin = async (...given: Parameters<postgres.Sql['begin']>) => {
    const leave = await admission.enter();
    try {
      return await current().begin(...given);
    } finally {
      leave();
    }
  };
  const reserve = async () => {
    const leave = await admission.enter(true);
    try {
      const reserved = await current().reserve();
      const { release } = reserved;
      return Object.assign(reserved, {
        release() {
          release();
          leave();
        },
      });
    } catch (error) {
      leave();
      throw error;
    }
  };
  const unsafe = (...given: Parameters<postgres.Sql['unsafe']>) => admitted(current().unsafe(...given));
  const own: Readonly<Record<PropertyKey, unknown>> = { begin, reserve, unsafe };

  /** Identifiers and lists of values are parts of queries, and are no queries. */
  function admitted<Made>(made: Made): Made {
    if (!isQuery(made)) return made;
    made.handler = (query) =>
      void admission.enter().then(
        (leave) => {
          handlerOf(current())(query);
          // When it has settled its connection is free again.
          query.then(leave, leave);
        },
        (error: unknown) => query.reject(error),
      );
    return made;
  }

  return new Proxy(current(), {
    apply: (_pool, _this, given) => admitted(Reflect.apply(current(), undefined, given)),
    get: (_pool, name) => own[name] ?? Reflect.get(current(), name),
  });
}

/** What a query of postgres.js is besides a promise. */
interface Query extends PromiseLike<unknown> {
  handler: (query: Query) => void;
  reject(error: unknown): void;
}

function isQuery(made: unknown): made is Query {
  return typeof (made as Partial<Query> | null)?.handler === 'function';
}

/** Where a pool takes its queries; the one that tells is never sent. */
function handlerOf(pool: postgres.Sql): Query['handler'] {
  return (pool.unsafe('') as unknown as Query).handler;
}
