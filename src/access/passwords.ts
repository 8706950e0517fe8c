import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** A hash that no password has: verified where there is no account, so that the answer takes as long. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$xMbT1GyXw2lUoVKTvnmaQpj1+hXwW2cwqXZ8oYJ0bzE';

/** Whether a password fits a hash; without a hash it takes the same time and answers false. */
export async function passwordFits(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const fits = await verify(passwordHash ?? nobody, password);
  return fits && Boolean(passwordHash);
}
