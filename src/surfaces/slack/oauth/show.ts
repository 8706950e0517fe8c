import type { Request, Response } from 'express';
import { localeOf } from '../../../core/locale.ts';
import type { Locale } from '../../../core/locale.ts';
import type { MessageKey, Translate } from '../../../messages/translate.ts';
import { page } from './page.ts';

/** A link on an install page; its label is a sentence's key. */
export interface Way {
  readonly label: MessageKey;
  readonly href: string;
}

/** The install pages, by the name that their sentences have. */
export type PageName =
  | 'choose'
  | 'restart'
  | 'expired'
  | 'refused'
  | 'failed'
  | 'conflict'
  | 'forbidden'
  | 'signed_out'
  | 'success'
  | 'success_org';

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  vary: 'accept-language',
};

/** The language of a browser's request. */
export function localeOfRequest(request: Request): Locale {
  return localeOf(request.acceptsLanguages('fr', 'en') || undefined);
}

/** Answers with one of the install pages in the browser's language; `said` replaces the page's own text. */
export function showPage(
  messages: (locale: Locale) => Translate,
  request: Request,
  response: Response,
  status: number,
  name: PageName,
  ways: readonly Way[] = [],
  said?: string,
): void {
  const locale = localeOfRequest(request);
  const t = messages(locale);
  const html = page({
    locale,
    title: t(`slack.page.${name}.title`),
    text: said ?? t(`slack.page.${name}.text`),
    links: ways.map(({ label, href }) => ({ label: t(label), href })),
  });
  response.status(status).set(headers).type('html').send(html);
}
