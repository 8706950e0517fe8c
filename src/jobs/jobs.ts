import { PgBoss } from 'pg-boss';
import type { Clock } from '../core/clock.ts';
import { isNoxError } from '../core/errors.ts';
import type { QueueDepth } from '../core/queue-depth.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { createJobStatements } from '../database/control/job-statements.ts';
import { listReadyTenants } from '../database/control/tenants.ts';
import { watchClock } from './clock-jumps.ts';
import { deadQueueOf, jobOptions } from './job-options.ts';
import type { JobPace } from './job-options.ts';
import { readDepths } from './queue-depths.ts';

/** What comes round for one tenant; returns when it is due next, undefined: not before the tenant is woken. */
export type TenantWork = (tenantId: number) => Promise<Date | undefined>;

/** What comes round for the operator, in one process at a time. */
export interface OperatorWork {
  /** Five fields, in UTC. */
  readonly cron: string;
  readonly work: () => Promise<void>;
}

/** What jobs work with. `log` gets ids and errors. */
export interface JobDependencies {
  readonly control: ControlDatabase;
  readonly clock: Clock;
  readonly pace: JobPace;
  /** By queue. */
  readonly tenantWork: Readonly<Record<string, TenantWork>>;
  /** By queue. */
  readonly operatorWork: Readonly<Record<string, OperatorWork>>;
  readonly log: {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
    error(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
}

/** The work that comes round, shared out among all processes; carried by pg-boss in the control database. */
export interface Jobs {
  /** Makes the queues; tenants can be woken then. */
  prepare(): Promise<void>;
  /** Begins to work; what was missed is made good. */
  start(): Promise<void>;
  /** A tenant's work is due now; one that is under way is followed by another. */
  wake(queue: string, tenantId: number): Promise<void>;
  /** Wakes every tenant that nothing is planned for. */
  makeGood(): Promise<void>;
  depths(): Promise<readonly QueueDepth[]>;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** Tenants that are worked for at once by a process: one that is slow holds up one place, not the line. */
const atOnce = 4;
/** pg-boss asks no more often. */
const leastPollSeconds = 0.5;

export function createJobs(dependencies: JobDependencies): Jobs {
  const { control, clock, pace, tenantWork, operatorWork, log } = dependencies;
  const boss = new PgBoss({
    db: createJobStatements(control),
    schema: 'pgboss',
    registerInstance: false,
    superviseIntervalSeconds: pace.superviseSeconds,
    monitorIntervalSeconds: pace.superviseSeconds,
  });
  boss.on('error', (error) => log.error({ err: error }, 'the job queue has trouble'));
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'the job queue is slow'));
  const polling = { pollingIntervalSeconds: Math.max(leastPollSeconds, pace.pollSeconds) };
  const failures = new Map<string, number>();
  let unwatchClock = () => {};

  /** One job a tenant: the key makes it the only one that waits, and the only one that is worked on. */
  const jobOf = (queue: string, tenantId: number, startAfter: number) => ({
    ...jobOptions(queue, pace),
    singletonKey: String(tenantId),
    startAfter,
  });

  async function makeQueues(): Promise<void> {
    const known = (await boss.getQueues()).map(({ name }) => name);
    const make = async (name: string, policy: 'standard' | 'stately' | 'exclusive') => {
      if (!known.includes(name)) await boss.createQueue(name, { policy });
    };
    for (const queue of [...Object.keys(tenantWork), ...Object.keys(operatorWork)])
      await make(deadQueueOf(queue), 'standard');
    for (const queue of Object.keys(tenantWork)) await make(queue, 'stately');
    for (const [queue, { cron }] of Object.entries(operatorWork)) {
      await make(queue, 'exclusive');
      await boss.schedule(queue, cron, null, jobOptions(queue, pace));
    }
  }

  async function tenantRound(queue: string, work: TenantWork, tenantId: number): Promise<void> {
    const next = await work(tenantId).catch((error: unknown) => {
      // The tenant is gone, and what came round for it with it.
      if (isNoxError(error, 'not_found')) return undefined;
      throw error;
    });
    if (!next) return;
    // In seconds from now: when something is due is for our own clock to say, the database only counts them.
    const seconds = Math.max(1, Math.ceil((next.getTime() - clock.now().getTime()) / 1_000));
    // Where the tenant was woken meanwhile, that stays.
    await boss.send(queue, { tenantId }, jobOf(queue, tenantId, seconds));
  }

  /** What is kept of a failure holds nothing of a tenant: a code, and where in NOX. */
  async function attempt(
    queue: string,
    fields: Readonly<Record<string, unknown>>,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      failures.set(queue, (failures.get(queue) ?? 0) + 1);
      log.error({ ...fields, queue, err: error }, 'a job failed');
      throw new Error(String((error as { code?: unknown } | null)?.code ?? 'fault'));
    }
  }

  /** A worker that has done one job looks for the next at once. */
  async function begin<Data>(queue: string, each: (data: Data) => Promise<void>): Promise<void> {
    const id: string = await boss.work<Data>(queue, polling, async ([job]) => {
      try {
        if (job) await each(job.data);
      } finally {
        boss.notifyWorker(id);
      }
    });
  }

  async function makeGood(): Promise<void> {
    const tenants = await listReadyTenants(control);
    for (const queue of Object.keys(tenantWork))
      await boss.insert(
        queue,
        tenants.map(({ id }) => ({ data: { tenantId: id }, ...jobOf(queue, id, 0) })),
      );
  }

  async function wake(queue: string, tenantId: number): Promise<void> {
    await boss.upsert(queue, { tenantId }, { ...jobOf(queue, tenantId, 0), match: 'all' });
  }

  /** The operator's work is due now; where it waits or is under way it is not sent twice. */
  async function sendOperatorWork(): Promise<void> {
    for (const queue of Object.keys(operatorWork)) await boss.send(queue, null, jobOptions(queue, pace));
  }

  async function wakeEverything(): Promise<void> {
    await sendOperatorWork();
    for (const { id } of await listReadyTenants(control))
      for (const queue of Object.keys(tenantWork)) await wake(queue, id);
  }

  return {
    async prepare() {
      await boss.start({ attempts: 3 });
      await makeQueues();
    },
    async start() {
      await makeGood();
      await sendOperatorWork();
      for (const [queue, work] of Object.entries(tenantWork))
        for (let worker = 0; worker < atOnce; worker++)
          await begin<{ tenantId: number }>(queue, ({ tenantId }) =>
            attempt(queue, { tenantId }, () => tenantRound(queue, work, tenantId)),
          );
      for (const [queue, { work }] of Object.entries(operatorWork))
        await begin(queue, () => attempt(queue, {}, work));
      unwatchClock = watchClock(clock, polling.pollingIntervalSeconds * 1_000, () =>
        wakeEverything().catch((error: unknown) => log.error({ err: error }, 'jobs could not be woken')),
      );
    },
    wake,
    makeGood,
    depths: () => readDepths(boss, [...Object.keys(tenantWork), ...Object.keys(operatorWork)], failures),
    async stop() {
      unwatchClock();
      await boss.stop({ timeout: 20_000 });
    },
  };
}
