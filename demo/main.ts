import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { demoFolder, startDatabase, startNox } from './nox.ts';
import { startOutside } from './outside/outside.ts';
import { frontDoors } from './story/front-doors.ts';
import { marieStory } from './story/marie.ts';
import { techcorpStory } from './story/techcorp.ts';
import { converse, readThrough } from './terminal/conversation.ts';
import { createSession } from './terminal/session.ts';
import { fr } from './words/fr.ts';

/** `npm run demo`: NOX on a database of its own, in a simulated world; talks until the input or the person ends it. */
async function main(signal: AbortSignal): Promise<number> {
  const began = performance.now();
  const { stdin: input, stdout: output } = process;
  const closers: (() => Promise<unknown>)[] = [];
  const opened = <T extends object>(thing: T, close: (thing: T) => Promise<unknown>): T => {
    closers.unshift(() => close(thing));
    return thing;
  };
  try {
    output.write(`${fr.starting}\n`);
    const folder = await demoFolder();
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const starts = await Promise.allSettled([
      startDatabase(folder).then((database) => opened(database, (each) => each.stop())),
      startOutside(folder).then((outside) => opened(outside, (each) => each.close())),
    ]);
    const [database, outside] = starts;
    if (database.status === 'rejected') throw database.reason;
    if (outside.status === 'rejected') throw outside.reason;
    const { slack } = outside.value;
    const key = randomBytes(32).toString('base64');
    const nox = opened(await startNox(database.value, slack.apiUrl, key), (each) => each.close());
    slack.connectApp(nox.app.url);
    const doors = frontDoors(nox.app.url, slack);
    await Promise.all([techcorpStory(outside.value, doors), marieStory(outside.value, doors)]);
    await nox.app.settled();

    const isTerminal = Boolean(input.isTTY && output.isTTY);
    const paint = (code: number) => (text: string) => (isTerminal ? `\x1b[${code}m${text}\x1b[0m` : text);
    const session = createSession(outside.value, nox.app, { bold: paint(1), dim: paint(2) });
    const seconds = ((performance.now() - began) / 1000).toFixed(1).replace('.', ',');
    output.write(`${session.greet(seconds).join('\n')}\n`);
    const parts = { session, slack, app: nox.app, terminal: { input, output }, signal };
    await (isTerminal ? converse(parts) : readThrough(parts));
    output.write(`${session.words.bye}\n`);
    if (nox.faults.length === 0) return 0;
    process.stderr.write(`${[session.words.faults(nox.faults.length), ...nox.faults].join('\n')}\n`);
    return 1;
  } finally {
    for (const close of closers) await close().catch(() => {});
  }
}

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
process.stdout.on('error', () => ending.abort());

main(ending.signal).then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
