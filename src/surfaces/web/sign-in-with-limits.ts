import type { SignIn } from '../../access/sign-in.ts';
import { isNoxError } from '../../core/errors.ts';
import type { WebDependencies } from './dependencies.ts';
import type { Limits } from './limits.ts';

/**
 * Signs in, counting failures for the account and for the address it was tried from. Errors: `rate_limited`,
 * `wrong_credentials`.
 */
export async function signInWithLimits(
  { signIn, accounts }: WebDependencies,
  limits: Limits,
  address: string,
  credentials: Parameters<SignIn['signIn']>[0],
): ReturnType<SignIn['signIn']> {
  const account = accounts.emailIndex(credentials.email);
  await limits.beforeSignIn(address, account);
  return signIn.signIn(credentials).catch(async (error: unknown) => {
    if (isNoxError(error, 'wrong_credentials')) await limits.failedSignIn(address, account);
    throw error;
  });
}
