import { demoFolder, removeFolder, startDatabase } from './database.ts';
import { fr } from './words/fr.ts';

/** `npm run demo`: NOX on a database of its own, in a simulated world; talks until the input or the person ends it. */
async function main(signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const { stdin: input, stdout: output } = process;
  const closers: (() => Promise<unknown>)[] = [];
  try {
    output.write(`${fr.starting}\n`);
    const folder = await demoFolder();
    closers.push(() => removeFolder(folder));
    const starting = startDatabase(folder);
    starting.catch(() => {}); // It is awaited later, when something else may have failed first.
    closers.unshift(async () => (await starting).stop());
    // Reading NOX's own code takes as long as making the database: both at once.
    const [{ startWorld }, { converse, readThrough }, { createSession }] = await Promise.all([
      import('./world.ts'),
      import('./terminal/conversation.ts'),
      import('./terminal/session.ts'),
    ]);
    const { nox, outside } = await startWorld(folder, starting, (close) => closers.unshift(close));

    const isTerminal = Boolean(input.isTTY && output.isTTY);
    const paint = (code: number) => (text: string) => (isTerminal ? `\x1b[${code}m${text}\x1b[0m` : text);
    const session = createSession(outside, nox.app, { bold: paint(1), dim: paint(2) });
    const seconds = ((performance.now() - began) / 1000).toFixed(1).replace('.', ',');
    output.write(`${session.greet(seconds).join('\n')}\n`);
    const parts = { session, slack: outside.slack, app: nox.app, terminal: { input, output }, signal };
    if (!signal.aborted) await (isTerminal ? converse(parts) : readThrough(parts));
    output.write(`${session.words.bye}\n`);
    if (nox.faults.length === 0) return 0;
    process.stderr.write(`${[session.words.faults(nox.faults.length), ...nox.faults].join('\n')}\n`);
    return 1;
  } finally {
    for (const close of closers) await close().catch(() => {});
  }
}

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => ending.abort());
process.stdout.on('error', () => ending.abort());

main(ending.signal).then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
