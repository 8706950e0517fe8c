import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { NoxError } from '../core/errors.ts';
import { addPendingAction, takePendingAction } from '../database/tenant/people/pending-actions.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';

/** What waits for a click. A button carries the id alone. */
export interface WaitingAction {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** For a choice: which field it fills, and the values behind the buttons. */
  readonly choice?: { readonly parameter: string; readonly values: readonly string[] };
}

const lifetimeMs = 10 * 60_000;

/** Keeps an action for ten minutes for the one who asked; returns its id. */
export async function keepAction(
  tenant: TenantDatabase,
  userId: number,
  action: WaitingAction,
  clock: Clock,
): Promise<string> {
  const now = clock.now();
  const id = randomBytes(16).toString('base64url');
  const row = {
    id,
    userId,
    kind: action.choice ? ('choice' as const) : ('confirm' as const),
    command: action.command,
    input: { ...action.input },
    parameter: action.choice?.parameter ?? null,
    options: action.choice ? [...action.choice.values] : null,
    expiresAt: new Date(now.getTime() + lifetimeMs),
  };
  await addPendingAction(tenant, row, now);
  return id;
}

/**
 * Takes an action for its click, once. For another person, another tenant, a second click or after ten minutes:
 * NoxError `action_expired`, without telling which.
 */
export async function takeAction(
  tenant: TenantDatabase,
  userId: number,
  id: string,
  clock: Clock,
): Promise<WaitingAction> {
  const row = await takePendingAction(tenant, id, userId, clock.now());
  if (!row) throw new NoxError('action_expired');
  const { command, input, parameter, options } = row;
  return parameter && options
    ? { command, input, choice: { parameter, values: options } }
    : { command, input };
}
