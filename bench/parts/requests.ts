import postgres from 'postgres';
import type { LoadOrder, LoadResult } from '../load.ts';
import { start } from '../processes/ask.ts';
import type { Asked } from '../processes/ask.ts';
import { slashBody } from '../slash.ts';
import { median, spread } from '../statistics.ts';
import { signingSecret, startWorld } from '../world.ts';
import type { World } from '../world.ts';

/** One server's figures: medians over the rounds. */
export interface ServerFigures {
  /** CPU time of the server process for one request, microseconds. */
  readonly cpuMicros: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export interface RequestFigures {
  readonly command: string;
  readonly tenants: number;
  readonly connections: number;
  readonly rounds: number;
  readonly requests: number;
  readonly nox: ServerFigures;
  readonly stockInMemory: ServerFigures;
  readonly stockOnPostgres: ServerFigures;
  /** NOX over the stock app, round by round; the median, and the least and greatest. */
  readonly cpuOverInMemory: Spread;
  readonly cpuOverPostgres: Spread;
  readonly throughputOverInMemory: Spread;
  readonly throughputOverPostgres: Spread;
  /** Audit rows that NOX wrote, and the answers that it gave. */
  readonly audited: { readonly rows: number; readonly answers: number };
}

export type Spread = ReturnType<typeof spread>;

export interface RequestPlan {
  readonly tenants: number;
  readonly connections: number;
  readonly rounds: number;
  /** Requests in one round, and before the first: code is compiled as it is used. */
  readonly requests: number;
  readonly warmUp: number;
  readonly command: string;
}

interface Contestant {
  readonly process: Asked;
  readonly order: Omit<LoadOrder, 'amount'>;
  readonly rounds: (LoadResult & { readonly cpuMicros: number })[];
}

/** The same signed slash commands at NOX and at two stock Bolt apps, in turn: A B C A B C … */
export async function benchRequests(
  plan: RequestPlan,
  env: Readonly<Record<string, string>>,
): Promise<RequestFigures> {
  const world = await startWorld(plan.tenants, { durable: true, env });
  const load = start('./load.ts', {});
  const stocks = [
    start('./stock.ts', world.slackEnv),
    start('./stock.ts', { ...world.slackEnv, DATABASE_URL: world.databaseUrl }),
  ];
  try {
    await world.comeAboard(plan.tenants);
    for (const stock of stocks) await installStock(stock, world);
    const [memory, onPostgres] = stocks as [Asked, Asked];
    const contestants = {
      nox: await contestant(world.nox, world, plan, '"blocks"'),
      memory: await contestant(memory, world, plan, 'At once.'),
      postgres: await contestant(onPostgres, world, plan, 'At once.'),
    };
    const before = await auditRows(world);
    let answers = 0;
    for (const each of Object.values(contestants)) {
      const warm = await round(load, each, plan.warmUp);
      if (each === contestants.nox) answers += warm.answered;
    }
    for (let i = 0; i < plan.rounds; i++) {
      for (const each of Object.values(contestants)) each.rounds.push(await round(load, each, plan.requests));
    }
    answers += contestants.nox.rounds.reduce((sum, each) => sum + each.answered, 0);
    const rows = (await auditRows(world)) - before;
    if (rows !== answers) throw new Error(`${answers} answers, and ${rows} audit rows`);
    return figures(plan, contestants, { rows, answers });
  } finally {
    await Promise.all([load.stop(), ...stocks.map((stock) => stock.stop())]);
    await world.stop();
  }
}

async function installStock(stock: Asked, world: World): Promise<void> {
  for (const { teamId, name, token, people } of world.workspaces) {
    await stock.ask('install', {
      team: { id: teamId, name },
      enterprise: undefined,
      user: { id: Object.keys(people)[0], token: undefined, scopes: undefined },
      bot: { id: 'B1', userId: 'UBOT', token, scopes: ['commands'] },
      isEnterpriseInstall: false,
      appId: 'A1',
      tokenType: 'bot',
      authVersion: 'v2',
    });
  }
}

async function contestant(
  process: Asked,
  world: World,
  plan: RequestPlan,
  contains: string,
): Promise<Contestant> {
  const url = await process.ask<string>('url');
  const bodies = world.workspaces.flatMap(({ teamId, people }) =>
    Object.keys(people).map((user) => slashBody(teamId, user, plan.command)),
  );
  return {
    process,
    order: { url, signingSecret, connections: plan.connections, bodies, contains },
    rounds: [],
  };
}

async function round(load: Asked, { process, order }: Contestant, amount: number) {
  const before = await process.ask<number>('cpu');
  const result = await load.ask<LoadResult>('load', { ...order, amount } satisfies LoadOrder);
  const cpuMicros = ((await process.ask<number>('cpu')) - before) / result.answered;
  return { ...result, cpuMicros };
}

/** Rows of all tenants' audit logs, read by each tenant's own count; the bench's own superuser is not needed. */
async function auditRows(world: World): Promise<number> {
  const control = postgres(world.databaseUrl, { max: 1 });
  let rows = 0;
  try {
    for (const { name } of await control<
      { name: string }[]
    >`select database_name as name from tenants where state = 'ready'`) {
      const url = new URL(world.databaseUrl);
      url.pathname = `/${name}`;
      const tenant = postgres(url.href, { max: 1 });
      const [row] = await tenant<{ count: number; broken: number | null }[]>`
        select count(*)::int as count, audit_first_broken()::int as broken from audit_log`;
      await tenant.end();
      if (row?.broken) throw new Error(`the audit chain of ${name} is broken at ${row.broken}`);
      rows += row?.count ?? 0;
    }
  } finally {
    await control.end();
  }
  return rows;
}

function figures(
  plan: RequestPlan,
  { nox, memory, postgres: onPostgres }: Record<'nox' | 'memory' | 'postgres', Contestant>,
  audited: RequestFigures['audited'],
): RequestFigures {
  const over = (other: Contestant, of: (round: Contestant['rounds'][number]) => number) =>
    spread(nox.rounds.map((each, i) => of(each) / of(other.rounds[i] ?? each)));
  const perSecond = (each: Contestant['rounds'][number]) => each.answered / each.seconds;
  const cpu = (each: Contestant['rounds'][number]) => each.cpuMicros;
  const server = ({ rounds }: Contestant): ServerFigures => ({
    cpuMicros: median(rounds.map(cpu)),
    requestsPerSecond: median(rounds.map(perSecond)),
    p50Ms: median(rounds.map((each) => each.p50Ms)),
    p99Ms: median(rounds.map((each) => each.p99Ms)),
  });
  const { command, tenants, connections, rounds, requests } = plan;
  return {
    command,
    tenants,
    connections,
    rounds,
    requests,
    nox: server(nox),
    stockInMemory: server(memory),
    stockOnPostgres: server(onPostgres),
    cpuOverInMemory: over(memory, cpu),
    cpuOverPostgres: over(onPostgres, cpu),
    throughputOverInMemory: over(memory, perSecond),
    throughputOverPostgres: over(onPostgres, perSecond),
    audited,
  };
}
