import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { tenantTypes } from '../core/roles.ts';
import type { ControlDatabase } from '../database/control/database.ts';
import { addInstallState, takeInstallState } from '../database/control/install-states.ts';
import type { InstallIntent, InstallStates } from './slack-onboarding.ts';

const intentSchema = z.object({
  type: z.enum(tenantTypes),
  tenantId: z.int().optional(),
  userId: z.int().optional(),
});
const lifetimeMs = 10 * 60_000;

/** Install flows' beginnings in the control database; only hashes of state and browser are kept. */
export function createInstallStates(control: ControlDatabase, clock: Clock): InstallStates {
  return {
    async begin(intent, browser) {
      const state = randomBytes(24).toString('base64url');
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + lifetimeMs);
      await addInstallState(
        control,
        { stateHash: digest(state), browserHash: digest(browser), intent, expiresAt },
        now,
      );
      return state;
    },
    async finish(state, browser) {
      if (!browser) return undefined;
      const found = intentSchema.safeParse(
        await takeInstallState(control, digest(state), digest(browser), clock.now()),
      );
      return found.success ? (found.data as InstallIntent) : undefined;
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
