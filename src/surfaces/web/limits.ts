import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isNoxError, NoxError } from '../../core/errors.ts';
import { networkOf } from './network-of.ts';

/** How often the doors that stand open to everyone may be knocked at. */
export interface WebLimits {
  /** Spaces opened from one address in an hour. */
  readonly onboardingsPerHour: number;
  /** Sign-ins that failed, for one account, in fifteen minutes. */
  readonly failuresPerAccount: number;
  /** Sign-ins that failed, from one address, in fifteen minutes. */
  readonly failuresPerAddress: number;
  /** Other passwords asked for, for one account, in half an hour. */
  readonly resetsPerAccount: number;
  /** Other passwords asked for, from one address, in an hour. */
  readonly resetsPerAddress: number;
  /** Mails that the people of one space have sent in an hour, and of these to one address. */
  readonly mailsPerSpace: number;
  readonly mailsPerRecipient: number;
}

const usual: WebLimits = {
  onboardingsPerHour: 20,
  failuresPerAccount: 10,
  failuresPerAddress: 60,
  resetsPerAccount: 3,
  resetsPerAddress: 20,
  mailsPerSpace: 40,
  mailsPerRecipient: 5,
};

export interface Limits {
  /** Counts an onboarding. Errors: `rate_limited`. */
  onboarding(address: string): Promise<void>;
  /**
   * Tries a password. The attempt is counted before it is made, so that of many at once no more are made than may fail,
   * and taken back unless it fails with `wrong_credentials`. Errors: `rate_limited` for an account or an address that
   * has failed too often; those of `work`.
   */
  attempt<T>(address: string, account: string, work: () => Promise<T>): Promise<T>;
  /** Throws `rate_limited` while an address has tried too many links that lead nowhere. */
  beforeLink(address: string): Promise<void>;
  deadLink(address: string): Promise<void>;
  /** Counts that another password is asked for, whether the account exists or not. Errors: `rate_limited`. */
  forgotten(address: string, account: string): Promise<void>;
  /** Counts a mail that a space sends to somebody. Errors: `rate_limited`. */
  mail(tenantId: number, recipient: string): Promise<void>;
}

/** Counters of this process. Accounts and recipients are counted by their blind index, whether they exist or not. */
export function createLimits(given: Partial<WebLimits>): Limits {
  const limits = { ...usual, ...given };
  const onboardings = new RateLimiterMemory({ points: limits.onboardingsPerHour, duration: 3600 });
  const byAccount = new RateLimiterMemory({ points: limits.failuresPerAccount, duration: 900 });
  const byAddress = new RateLimiterMemory({ points: limits.failuresPerAddress, duration: 900 });

  // As long as a link is good: who is refused here still has one.
  const resetsByAccount = new RateLimiterMemory({ points: limits.resetsPerAccount, duration: 1800 });
  const resetsByAddress = new RateLimiterMemory({ points: limits.resetsPerAddress, duration: 3600 });
  const bySpace = new RateLimiterMemory({ points: limits.mailsPerSpace, duration: 3600 });
  const byRecipient = new RateLimiterMemory({ points: limits.mailsPerRecipient, duration: 3600 });

  async function refuseWhenSpent(limiter: RateLimiterMemory, key: string): Promise<void> {
    const spent = await limiter.get(key);
    if (spent && spent.consumedPoints >= limiter.points) refuse(spent);
  }

  return {
    onboarding: async (address) => void (await onboardings.consume(networkOf(address)).catch(refuse)),
    async attempt(address, account, work) {
      const network = networkOf(address);
      // The address first: who is refused there does not use an account's attempts up.
      await byAddress.consume(network).catch(refuse);
      await byAccount.consume(account).catch(async (reason: unknown) => {
        await byAddress.reward(network);
        refuse(reason);
      });
      try {
        const done = await work();
        await takeBack();
        return done;
      } catch (error) {
        if (!isNoxError(error, 'wrong_credentials')) await takeBack();
        throw error;
      }
      async function takeBack(): Promise<void> {
        await Promise.all([byAddress.reward(network), byAccount.reward(account)]);
      }
    },
    beforeLink: (address) => refuseWhenSpent(byAddress, networkOf(address)),
    async deadLink(address) {
      await Promise.allSettled([byAddress.consume(networkOf(address))]);
    },
    async forgotten(address, account) {
      await resetsByAddress.consume(networkOf(address)).catch(refuse);
      await resetsByAccount.consume(account).catch(refuse);
    },
    async mail(tenantId, recipient) {
      await byRecipient.consume(`${tenantId}/${recipient}`).catch(refuse);
      await bySpace.consume(tenantId).catch(refuse);
    },
  };
}

function refuse(reason: unknown): never {
  const ms = reason instanceof RateLimiterRes ? reason.msBeforeNext : 1000;
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds <= 120) throw new NoxError('rate_limited', { seconds });
  const minutes = Math.ceil(seconds / 60);
  throw new NoxError('rate_limited', { seconds, minutes }, { sentence: 'error.rate_limited_minutes' });
}
