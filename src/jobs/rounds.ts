import type { Clock } from '../core/clock.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { endRound, takeRounds, wakeAll, wakeRound } from '../database/control/tenant-rounds.ts';

/** Work that comes round for each tenant at a time of its own, in one process at a time. */
export interface Rounds {
  start(): void;
  /** A tenant's round is due now: when the next one is, has changed. */
  wake(tenantId: number): Promise<void>;
  stop(): Promise<void>;
}

/** What rounds work with. `log` gets ids and errors. */
export interface RoundDependencies {
  readonly control: ControlDatabase;
  readonly clock: Clock;
  /** How often it is looked whether a round is due; milliseconds. */
  readonly everyMs: number;
  /** Does a tenant's round; returns when the next one is due, undefined where none is. */
  readonly work: (tenantId: number) => Promise<Date | undefined>;
  readonly log: { error(fields: Readonly<Record<string, unknown>>, message: string): void };
}

/** A tenant whose process died in its round is taken up by another one after this. */
const leaseMs = 120_000;
/** Tenants that are looked after at once: each gets one round before any gets a second. */
const atOnce = 4;
/** A round that failed is tried again after this. */
const againMs = 60_000;

export function createRounds({ control, clock, everyMs, work, log }: RoundDependencies): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<void> | undefined;

  async function go(): Promise<void> {
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const due = await takeRounds(control, now, atOnce, leaseUntil);
    await Promise.all(
      due.map(async (tenantId) => {
        const next = await work(tenantId).catch((error: unknown) => {
          log.error({ tenantId, err: error }, 'a round failed');
          return new Date(clock.now().getTime() + againMs);
        });
        await endRound(control, tenantId, leaseUntil, next);
      }),
    );
    if (due.length === atOnce && timer) await go();
  }

  return {
    start() {
      // What was not woken since a process died in between is made good.
      under = wakeAll(control, clock.now())
        .catch((error: unknown) => log.error({ err: error }, 'rounds could not be begun'))
        .finally(() => {
          under = undefined;
        });
      timer = setInterval(() => {
        under ??= go()
          .catch((error: unknown) => log.error({ err: error }, 'rounds could not be looked for'))
          .finally(() => {
            under = undefined;
          });
      }, everyMs);
      timer.unref();
    },
    wake: (tenantId) => wakeRound(control, tenantId, clock.now()),
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await under;
    },
  };
}
