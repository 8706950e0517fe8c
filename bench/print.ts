import type { MemoryFigures } from './parts/memory.ts';
import type { ProvisioningFigures } from './parts/provisioning.ts';
import type { RequestFigures, Spread } from './parts/requests.ts';

export interface Figures {
  readonly requests?: RequestFigures;
  readonly provisioning?: ProvisioningFigures;
  readonly memory?: MemoryFigures;
}

/** The figures for a person: ratios first, each with its range over the rounds, absolute figures after them. */
export function printFigures({ requests, provisioning, memory }: Figures): string {
  return [
    ...(requests ? sayRequests(requests) : []),
    ...(provisioning ? sayProvisioning(provisioning) : []),
    ...(memory ? sayMemory(memory) : []),
    '',
  ].join('\n');
}

function sayRequests(figures: RequestFigures): string[] {
  const { nox, stockInMemory, stockOnPostgres, audited } = figures;
  const servers = { NOX: nox, 'stock, in memory': stockInMemory, 'stock, PostgreSQL': stockOnPostgres };
  return [
    `/nox ${figures.command}, ${figures.tenants} tenants, ${figures.connections} connections, ${figures.rounds} interleaved rounds of ${figures.requests} requests`,
    `  CPU a request     × ${range(figures.cpuOverInMemory)} of the stock Bolt app with installations in memory (aim ≤ 1.25)`,
    `                    × ${range(figures.cpuOverPostgres)} of the stock Bolt app that asks PostgreSQL`,
    `  requests a second × ${range(figures.throughputOverInMemory)} of the one in memory`,
    `                    × ${range(figures.throughputOverPostgres)} of the one that asks PostgreSQL (aim > 1)`,
    ...Object.entries(servers).map(
      ([name, each]) =>
        `  ${name.padEnd(18)}${each.cpuMicros.toFixed(0).padStart(5)} µs CPU  ${each.requestsPerSecond.toFixed(0).padStart(6)} a second  p50 ${each.p50Ms} ms  p99 ${each.p99Ms} ms`,
    ),
    `  audited: ${audited.rows} rows for ${audited.answers} answers, chains whole`,
  ];
}

function sayProvisioning(figures: ProvisioningFigures): string[] {
  return [
    `making a tenant, ${figures.times} times in turn with CREATE DATABASE, fsync on`,
    `  × ${range(figures.tenantOverBare)} of a bare CREATE DATABASE (aim ≤ 2): ${figures.tenantMs.toFixed(0)} ms against ${figures.bareDatabaseMs.toFixed(0)} ms`,
  ];
}

function sayMemory(figures: MemoryFigures): string[] {
  const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`.padStart(7);
  return [
    'resident memory of NOX after serving every tenant',
    ...figures.steps.map(
      (step) =>
        `  ${String(step.tenants).padStart(5)} tenants  ${mb(step.busy)} just served  ${mb(step.idle)} idle (heap ${mb(step.idleHeap).trim()})`,
    ),
    `  × ${figures.growth.toFixed(2)} from the fewest to the most`,
  ];
}

function range({ median, min, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}
