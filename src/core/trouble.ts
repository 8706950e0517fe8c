/**
 * Codes of PostgreSQL (https://www.postgresql.org/docs/18/errcodes-appendix.html), of its driver and of the network
 * that say: the database is down (08, 57P, connection codes), full (53), slow (57014, 55P03) or read-only for now (25006).
 */
const troubleCodes =
  /^(08|53|57P|57014|55P03|25006|CONNECTION_|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN)/;

/** Whether an error, or what caused it, came of a database that cannot work at the moment. It is to be tried again. */
export function isDatabaseTrouble(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as { code?: unknown };
    if (typeof code === 'string' && troubleCodes.test(code)) return true;
  }
  return false;
}
