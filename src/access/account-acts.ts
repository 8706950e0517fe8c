import { appendAudit } from '../database/tenant/audit/audit.ts';
import type { TenantDatabase } from '../database/tenant-databases.ts';

/** What people do with their accounts, as the audit log names it: all begin with `account`. */
export type AccountAct =
  | 'account sign in'
  | 'account sign out'
  | 'account change password'
  | 'account reset password';

/** Where something came from: the surface, and the request's id. */
export interface Origin {
  readonly surface: string;
  readonly requestId: string;
}

/**
 * Writes down what somebody did with their account, or what was tried with it. No address and no password is in it.
 * @param how by which way: `password`, `slack`, `slack link`
 * @param outcome `ok`, or the code of the refusal
 */
export async function recordAccountAct(
  database: TenantDatabase,
  account: { readonly id: number; readonly name: string },
  act: AccountAct,
  from: Origin,
  how: 'password' | 'slack' | 'slack link' | '',
  outcome = 'ok',
): Promise<void> {
  await appendAudit(database, {
    actorId: account.id,
    actorName: account.name,
    surface: from.surface,
    command: act,
    target: how,
    outcome,
    requestId: from.requestId,
  });
}
