import type { Clock } from '../core/clock.ts';

/** Less is what two clocks differ by anyhow; milliseconds. */
const leastJumpMs = 5_000;

/**
 * Calls `jumped` when the clock was put ahead of the time that passed (it was set, or the machine had slept): what is due
 * by it is due at once, however many seconds were still to be counted.
 * @param everyMs how often it is looked
 * @returns stops looking
 */
export function watchClock(clock: Clock, everyMs: number, jumped: () => void): () => void {
  const ahead = () => clock.now().getTime() - performance.now();
  let before = ahead();
  const timer = setInterval(() => {
    const now = ahead();
    if (now > before && now - before < leastJumpMs) return;
    const isJump = now > before;
    before = now;
    if (isJump) jumped();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
