import type { Request, Response } from 'express';

/**
 * `__Host-`: set by this very host over https, for all its paths, and by no subdomain
 * (https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie). Browsers take localhost for secure.
 */
const cookieName = '__Host-nox';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

/** As long as a session's token lives, in seconds. */
const lifetimeSeconds = 3600;

/** Whom a request says that it speaks for: a token, in the Authorization header or in the browser's cookie. */
export interface Claim {
  readonly token: string;
  readonly by: 'bearer' | 'cookie';
}

/** The session that a request carries; a bearer token goes before a cookie. */
export function claimOf(request: Request): Claim | undefined {
  const bearer = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, by: 'bearer' };
  const cookie = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w.-]+)`).exec(request.headers.cookie ?? '')?.[1];
  return cookie ? { token: cookie, by: 'cookie' } : undefined;
}

/** Keeps a session in the browser. */
export function setSessionCookie(response: Response, token: string): void {
  response.append('set-cookie', `${cookieName}=${token}; Max-Age=${lifetimeSeconds}; ${attributes}`);
}

/** Takes the session out of the browser. */
export function clearSessionCookie(response: Response): void {
  response.append('set-cookie', `${cookieName}=; Max-Age=0; ${attributes}`);
}

/**
 * Whether a request was sent by one of our own pages: what the browser says in `Sec-Fetch-Site` and `Origin`
 * (https://fetch.spec.whatwg.org/#origin-header). Without either, nothing is proven.
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined && origin !== 'null') return origin === new URL(publicUrl).origin;
  return site === 'same-origin';
}
