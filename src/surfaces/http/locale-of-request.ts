import type { Request } from 'express';
import { localeOf } from '../../core/locale.ts';
import type { Locale } from '../../core/locale.ts';

/** The language of a request: the first of Accept-Language that NOX speaks, else `fallback`. */
export function localeOfRequest(request: Request, fallback: Locale = 'fr'): Locale {
  const asked = request.headers['accept-language'];
  if (!asked || asked === '*') return fallback;
  return localeOf(request.acceptsLanguages('fr', 'en') || undefined, fallback);
}
