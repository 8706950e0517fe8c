import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of the bench that answers questions; each question is a name and one value. */
export interface Asked {
  ask<T>(question: string, value?: unknown): Promise<T>;
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts one of the modules beside this one as a process of its own. Its standard output goes to our standard error. */
export function start(module: string, env: Readonly<Record<string, string>>): Asked {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [
      '--expose-gc',
      ...(env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${env.BENCH_PROFILE}`] : []),
    ],
    stdio: ['ignore', 2, 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let next = 0;
  child.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asker?.done(answer.value);
    else asker?.failed(new Error(`${module}: ${answer.error}`));
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  void ended.then(() => {
    for (const { failed } of waiting.values()) failed(new Error(`${module} ended`));
  });
  return {
    ask: <T>(question: string, value?: unknown) =>
      new Promise<T>((done, failed) => {
        const id = next++;
        waiting.set(id, { done: done as (value: unknown) => void, failed });
        child.send({ id, question, value });
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The other side: answers the questions that come from the parent, and ends when the parent lets go. */
export function answer(
  questions: Readonly<Record<string, (value: never) => unknown>>,
  end: () => Promise<void>,
): void {
  const common: typeof questions = {
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    memory: () => {
      globalThis.gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      return { rss, heapUsed };
    },
  };
  process.on('message', async ({ id, question, value }: { id: number; question: string; value: unknown }) => {
    try {
      const how = questions[question] ?? common[question];
      if (!how) throw new Error(`no such question: ${question}`);
      process.send?.({ id, value: await how(value as never) } satisfies Answer);
    } catch (error) {
      process.send?.({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answer);
    }
  });
  process.once('disconnect', () => void end().finally(() => process.exit(0)));
}
