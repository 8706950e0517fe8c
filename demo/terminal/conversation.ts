import { clearLine, createInterface, cursorTo } from 'node:readline';
import type { Interface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import type { App } from '../../src/app.ts';
import type { SlackPlatform } from '../slack/platform.ts';
import type { Session } from './session.ts';

/** Where a conversation is held. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

interface Parts {
  readonly session: Session;
  readonly slack: SlackPlatform;
  readonly app: App;
  readonly terminal: Terminal;
  /** Ends the conversation. */
  readonly signal: AbortSignal;
}

/** How long an answer is waited for before the next line may be typed; what is later is shown when it comes. */
const patienceMs = 2_500;

/**
 * Line by line from standard input that is no terminal: each answer is complete before the next line is read. Resolves at
 * the end of the input, or after `:quit`.
 */
export async function readThrough({ session, slack, app, terminal, signal }: Parts): Promise<void> {
  const { input, output } = terminal;
  const write = (lines: readonly string[]) => {
    if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
  };
  const stop = slack.onChange(() => write(session.news()));
  const lines = createInterface({ input, signal });
  try {
    for await (const line of lines) {
      if (line.trim() === '') continue;
      write([`${session.prompt()}${line}`]);
      const { lines: answer, goesOn } = await session.take(line);
      write(answer);
      await app.settled();
      write(session.news());
      if (!goesOn) break;
    }
  } finally {
    stop();
    lines.close();
  }
}

/** A conversation with a person at a terminal: history, completion, answers and their edits as they come. */
export async function converse({ session, slack, app, terminal, signal }: Parts): Promise<void> {
  const { input, output } = terminal;
  const reader: Interface = createInterface({
    input,
    output,
    signal,
    historySize: 200,
    completer: (begun: string) => [session.completions(begun), begun],
  });
  let isTyping = false;
  const write = (lines: readonly string[]) => {
    if (lines.length === 0) return;
    if (isTyping) {
      cursorTo(output, 0);
      clearLine(output, 0);
    }
    output.write(`${lines.join('\n')}\n`);
    if (isTyping) reader.prompt(true);
  };
  const ask = () => {
    isTyping = true;
    reader.setPrompt(session.prompt());
    reader.prompt();
  };
  const stop = slack.onChange(() => write(session.news()));
  try {
    await new Promise<void>((ended, failed) => {
      let before: Promise<void> = Promise.resolve();
      const take = async (line: string) => {
        isTyping = false;
        const { lines, goesOn } = await session.take(line);
        write(lines);
        if (!goesOn) return ended();
        await Promise.race([app.settled(), setTimeout(patienceMs)]);
        write(session.news());
        ask();
      };
      reader.on('line', (line) => {
        before = before.then(() => take(line)).catch(failed);
      });
      reader.on('SIGINT', ended);
      reader.on('close', ended);
      signal.addEventListener('abort', () => ended(), { once: true });
      ask();
    });
  } finally {
    stop();
    reader.close();
    if (isTyping) output.write('\n');
  }
}
