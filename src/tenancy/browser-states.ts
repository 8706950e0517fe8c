import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { addInstallState, takeInstallState } from '../database/control/install-states.ts';

/** The beginnings of flows that lead through others’ pages: single use, ten minutes, bound to the browser that began them. */
export interface BrowserStates<Intent> {
  /** Keeps an intent; returns the opaque state for the URL. `browser` is the value of a cookie set at the same time. */
  begin(intent: Intent, browser: string): Promise<string>;
  /** Takes it out, once. Undefined when unknown, expired, used, of another flow, or begun in another browser. */
  finish(state: string, browser: string | undefined): Promise<Intent | undefined>;
}

const lifetimeMs = 10 * 60_000;

/** Beginnings in the control database; only hashes of state and browser are kept. `schema` tells one flow from others. */
export function createBrowserStates<Intent>(
  control: ControlDatabase,
  clock: Clock,
  schema: z.ZodType<Intent>,
): BrowserStates<Intent> {
  return {
    async begin(intent, browser) {
      const state = randomBytes(24).toString('base64url');
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + lifetimeMs);
      const row = { stateHash: digest(state), browserHash: digest(browser), intent, expiresAt };
      await addInstallState(control, row, now);
      return state;
    },
    async finish(state, browser) {
      if (!browser) return undefined;
      const taken = await takeInstallState(control, digest(state), digest(browser), clock.now());
      const found = schema.safeParse(taken);
      return found.success ? found.data : undefined;
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
