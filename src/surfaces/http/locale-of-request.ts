import type { Request, Response } from 'express';
import { localeOf, locales } from '../../core/locale.ts';
import type { Locale } from '../../core/locale.ts';

const cookieName = '__Host-nox-lang';

/** The language of a request: the one chosen on our pages, else the first of Accept-Language that NOX speaks, else `fallback`. */
export function localeOfRequest(request: Request, fallback: Locale = 'fr'): Locale {
  const chosen = chosenLocale(request);
  if (chosen) return chosen;
  const asked = request.headers['accept-language'];
  if (!asked || asked === '*') return fallback;
  return localeOf(request.acceptsLanguages('fr', 'en') || undefined, fallback);
}

/** The language that the reader chose by a page's link, now (`?lang=`) or earlier (a cookie). */
export function chosenLocale(request: Request): Locale | undefined {
  const kept = new RegExp(`(?:^|;\\s*)${cookieName}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
  const named = request.query.lang ?? kept;
  return locales.find((each) => each === named);
}

/** Keeps a language chosen by `?lang=` in the browser for a year. */
export function keepChosenLocale(request: Request, response: Response): void {
  const chosen = locales.find((each) => each === request.query.lang);
  if (chosen)
    response.append(
      'set-cookie',
      `${cookieName}=${chosen}; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
}
