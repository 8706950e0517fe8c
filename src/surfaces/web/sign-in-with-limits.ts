import type { Origin } from '../../access/account-acts.ts';
import type { SignIn } from '../../access/sign-in.ts';
import type { WebDependencies } from './dependencies.ts';
import type { Limits } from './limits.ts';

/**
 * Signs in, counting failures for the account and for the address it was tried from. Errors: `rate_limited`,
 * `wrong_credentials`.
 */
export function signInWithLimits(
  { signIn, accounts }: WebDependencies,
  limits: Limits,
  address: string,
  credentials: Parameters<SignIn['signIn']>[0],
  from: Origin,
): ReturnType<SignIn['signIn']> {
  const account = accounts.emailIndex(credentials.email);
  return limits.attempt(address, account, () => signIn.signIn(credentials, from));
}
