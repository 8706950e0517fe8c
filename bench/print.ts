import type { MemoryFigures } from './parts/memory.ts';
import type { MonitoringFigures } from './parts/monitoring.ts';
import type { PageFigures } from './parts/pages.ts';
import type { ProvisioningFigures } from './parts/provisioning.ts';
import type { RequestFigures, Spread } from './parts/requests.ts';

export interface Figures {
  readonly requests?: RequestFigures;
  readonly provisioning?: ProvisioningFigures;
  readonly memory?: MemoryFigures;
  readonly monitoring?: MonitoringFigures;
  readonly pages?: PageFigures;
}

/** The figures for a person: ratios first, each with its range over the rounds, absolute figures after them. */
export function printFigures({ requests, provisioning, memory, monitoring, pages }: Figures): string {
  return [
    ...(requests ? sayRequests(requests) : []),
    ...(provisioning ? sayProvisioning(provisioning) : []),
    ...(memory ? sayMemory(memory) : []),
    ...(monitoring ? sayMonitoring(monitoring) : []),
    ...(pages ? sayPages(pages) : []),
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

function sayMonitoring({ latency, busy, storm, many, takeOver }: MonitoringFigures): string[] {
  const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
  const share = (cpu: number) => `${(cpu * 100).toFixed(0)} % of a core`;
  return [
    'watching clusters, with the usual times',
    `  | ${'what'.padEnd(66)} | ${'measured'.padEnd(36)} | aim       |`,
    `  |${'-'.repeat(68)}|${'-'.repeat(38)}|-----------|`,
    ...[
      [
        `change in a cluster → call of Slack, ${latency.clusters} clusters, ${latency.alerts} alerts`,
        `p50 ${latency.p50Ms} ms, p95 ${latency.p95Ms} ms`,
        'p95 < 1 s',
      ],
      [
        `one cluster of ${busy.pods} pods, ${busy.changesPerSecond} changes a second: memory`,
        `${mb(busy.heapBytes)} heap, ${mb(busy.residentBytes)} resident`,
        '≤ 64 MB',
      ],
      ['the same: CPU', share(busy.cpu), ''],
      [
        `storm of ${storm.pods} failing pods: messages`,
        `${storm.messages}, all told after ${storm.seconds.toFixed(1)} s`,
        '≤ 12',
      ],
      [`${many.clusters} clusters in one process: memory`, mb(many.residentBytes), ''],
      ['the same at rest: CPU', share(many.cpu), ''],
      [
        `a process killed with ${takeOver.clusters} clusters: all watched again`,
        `after ${takeOver.seconds.toFixed(1)} s`,
        '≤ 30 s',
      ],
    ].map(
      ([what = '', measured = '', aim = '']) =>
        `  | ${what.padEnd(66)} | ${measured.padEnd(36)} | ${aim.padEnd(9)} |`,
    ),
  ];
}

function sayPages({ times, pages }: PageFigures): string[] {
  return [
    `pages on a phone: empty cache, slow 4G and a processor 4 × slower (as Lighthouse’s “mobile”), median of ${times}`,
    `  | ${'page'.padEnd(36)} | ${'for'.padEnd(7)} | first contentful paint |    kB | requests |`,
    `  |${'-'.repeat(38)}|${'-'.repeat(9)}|${'-'.repeat(24)}|${'-'.repeat(7)}|${'-'.repeat(10)}|`,
    ...pages.map(
      ({ path, who, firstPaintMs, bytes, requests }) =>
        `  | ${path.padEnd(36)} | ${who.padEnd(7)} | ${`${(firstPaintMs / 1000).toFixed(2)} s`.padStart(22)} | ${(bytes / 1000).toFixed(1).padStart(5)} | ${String(requests).padStart(8)} |`,
    ),
  ];
}

function range({ median, min, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}
