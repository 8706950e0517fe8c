import { LogLevel } from '@slack/bolt';
import type { Logger } from '@slack/bolt';
import type { SlackLog } from './dependencies.ts';

/** Bolt's logger onto ours: warnings and errors only, since its debug output prints bodies and tokens. */
export function quietLogger(log: SlackLog): Logger {
  const say = (args: unknown[]) =>
    args
      .map((each) => (each instanceof Error ? each.message : String(each)))
      .join(' ')
      .slice(0, 300);
  return {
    debug() {},
    info() {},
    warn: (...args: unknown[]) => log.warn({}, say(args)),
    error: (...args: unknown[]) => log.error({}, say(args)),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
