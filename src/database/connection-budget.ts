import { NoxError } from '../core/errors.ts';

/** How many connections all tenants' pools of this process may have together. */
export interface ConnectionBudget {
  /**
   * Takes a pool in.
   * @param rest closes the connections of a pool that nobody works with; they are opened again when somebody does
   */
  admit(rest: () => Promise<void>): PoolAdmission;
  /** Connections that pools may have open now. */
  used(): number;
}

/** One pool's way to its connections. */
export interface PoolAdmission {
  /**
   * Waits until one more connection may be worked with; the result gives it back. Errors: `unavailable` when the wait was
   * too long.
   * @param isPinned it is held while others of the same pool are worked with, so one more is left for those
   */
  enter(isPinned?: boolean): Promise<() => void>;
  /** The pool's connections are closed for good. */
  leave(): void;
}

interface Waiter {
  readonly isPinned: boolean;
  readonly go: (leave: () => void) => void;
  readonly timer: NodeJS.Timeout;
}

interface Pool {
  readonly rest: () => Promise<void>;
  readonly waiting: Waiter[];
  /** Connections that it may have. */
  slots: number;
  inside: number;
  pinned: number;
  /** When its turn began, and how often it was worked with since. */
  begunMs: number;
  served: number;
  /** When it was last given one, or worked with: what is least goes first. */
  grantedAt: number;
  usedAt: number;
  state: 'open' | 'yielding' | 'resting' | 'gone';
}

/** Connections are dear to open: a turn is so many queries, or so long. */
const leastTurn = { queries: 25, ms: 500 };

const hadItsTurn = ({ served, begunMs }: Pool) =>
  served >= leastTurn.queries || performance.now() - begunMs >= leastTurn.ms;

/**
 * Shares connections out among pools. Each gets one when it has work, and more up to `perPool` while there are any left;
 * when there are none, idle pools rest first, then the one that had its turn longest ends what it is at and makes way.
 * Pools stand in one line, each once, however much waits in it: a burst of one is no other's wait.
 * @param waitMs what waited longer is refused
 */
export function createConnectionBudget(options: {
  readonly most: number;
  readonly perPool: number;
  readonly waitMs: number;
}): ConnectionBudget {
  const { most, perPool, waitMs } = options;
  const pools = new Set<Pool>();
  const line: Pool[] = [];
  let used = 0;
  let turn = 0;

  const fits = (pool: Pool, isPinned: boolean) => pool.inside + (isPinned ? 2 : 1) <= pool.slots;

  /** While there is plenty, a pool that has all it can have queues by itself, several queries to a connection. */
  function mayEnter(pool: Pool, isPinned: boolean): boolean {
    if (pool.state === 'yielding' && pool.pinned > 0 && !isPinned) return true;
    if (pool.state !== 'open') return false;
    return fits(pool, isPinned) || (pool.slots === perPool && used <= most / 2);
  }

  function enterNow(pool: Pool, isPinned: boolean): () => void {
    pool.inside++;
    pool.served++;
    if (isPinned) pool.pinned++;
    pool.usedAt = ++turn;
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      pool.inside--;
      if (isPinned) pool.pinned--;
      pool.usedAt = ++turn;
      if (pool.state === 'yielding' && pool.inside === 0) void rest(pool);
      else letIn(pool);
      serve();
    };
  }

  function letIn(pool: Pool): void {
    const nextIn = () => pool.waiting.find(({ isPinned }) => mayEnter(pool, isPinned));
    for (let next = nextIn(); next; next = nextIn()) {
      pool.waiting.splice(pool.waiting.indexOf(next), 1);
      clearTimeout(next.timer);
      next.go(enterNow(pool, next.isPinned));
    }
    if (pool.waiting.length > 0 && !line.includes(pool)) line.push(pool);
  }

  function serve(): void {
    for (let next = line[0]; next; next = line[0]) {
      const isStill = next.waiting.length > 0 && next.state === 'open' && next.slots < perPool;
      if (isStill && used >= most) return makeRoom();
      if (!isStill) {
        line.shift();
        continue;
      }
      if (next.slots === 0) Object.assign(next, { begunMs: performance.now(), served: 0 });
      used++;
      next.slots++;
      next.grantedAt = ++turn;
      const waited = next.waiting.length;
      letIn(next);
      // It stays the first until it can do something with what it has.
      if (next.waiting.length === waited) continue;
      line.shift();
      if (next.waiting.length > 0) line.push(next);
    }
  }

  /** Idle pools make room first; busy ones only for those that have nothing to work with. */
  function makeRoom(): void {
    const leaving = ({ state }: Pool) => state === 'resting' || state === 'yielding';
    let coming = [...pools].filter(leaving).reduce((sum, { slots }) => sum + slots, 0);
    const open = [...pools].filter(
      ({ state, slots, pinned }) => state === 'open' && slots > 0 && pinned === 0,
    );
    const idle = open.filter(({ inside, waiting }) => inside === 0 && waiting.length === 0);
    for (const pool of idle.sort((a, b) => a.usedAt - b.usedAt)) {
      if (coming >= line.length) return;
      coming += pool.slots;
      void rest(pool);
    }
    const starving = line.filter(({ inside }) => inside === 0).length;
    const working = open.filter((pool) => pool !== line[0] && !idle.includes(pool));
    for (const pool of working.sort((a, b) => a.grantedAt - b.grantedAt)) {
      if (coming >= starving) return;
      // One that waits for more than it has, and has nothing under way, is no use to itself either.
      if (pool.inside === 0 ? coming > 0 : !hadItsTurn(pool)) continue;
      coming += pool.slots;
      if (pool.inside === 0) void rest(pool);
      else pool.state = 'yielding';
    }
  }

  async function rest(pool: Pool): Promise<void> {
    pool.state = 'resting';
    await pool.rest().catch(() => {});
    used -= pool.slots;
    pool.slots = 0;
    if (pool.state === 'resting') pool.state = 'open';
    letIn(pool);
    serve();
  }

  return {
    used: () => used,
    admit(restPool) {
      const pool: Pool = {
        rest: restPool,
        waiting: [],
        slots: 0,
        inside: 0,
        pinned: 0,
        begunMs: 0,
        served: 0,
        grantedAt: 0,
        usedAt: 0,
        state: 'open',
      };
      pools.add(pool);
      return {
        enter(isPinned = false) {
          if (pool.state === 'gone') return Promise.resolve(() => {});
          if (mayEnter(pool, isPinned)) return Promise.resolve(enterNow(pool, isPinned));
          return new Promise((go, refuse) => {
            const timer = setTimeout(() => {
              pool.waiting.splice(pool.waiting.indexOf(waiter), 1);
              refuse(new NoxError('unavailable'));
            }, waitMs);
            const waiter: Waiter = { isPinned, go, timer };
            pool.waiting.push(waiter);
            letIn(pool);
            serve();
          });
        },
        leave() {
          if (pool.state === 'gone') return;
          if (pool.state !== 'resting') {
            used -= pool.slots;
            pool.slots = 0;
          }
          pool.state = 'gone';
          pools.delete(pool);
          for (const { go, timer } of pool.waiting.splice(0)) {
            clearTimeout(timer);
            go(() => {});
          }
          serve();
        },
      };
    },
  };
}
