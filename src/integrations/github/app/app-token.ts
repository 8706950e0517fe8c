import { SignJWT } from 'jose';
import type { GithubApp } from './app.ts';

/** GitHub takes ten minutes at most; a minute each way is left for clocks that differ. */
const lifetimeSeconds = 8 * 60;
const backdatedSeconds = 60;

/**
 * Proves to GitHub that it is the App that asks, for eight minutes
 * (https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app).
 */
export function appToken(
  { id, privateKey }: Pick<GithubApp, 'id' | 'privateKey'>,
  now: Date,
): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(id)
    .setIssuedAt(seconds - backdatedSeconds)
    .setExpirationTime(seconds + lifetimeSeconds)
    .sign(privateKey);
}
