import type { Request, Response } from 'express';
import type { Locale } from '../../../core/locale.ts';
import type { MessageKey, Translate } from '../../../messages/translate.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { sendPage } from '../../http/page.ts';

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
  | 'signed_in'
  | 'unavailable'
  | 'success'
  | 'success_again'
  | 'success_org'
  | 'openid_expired'
  | 'openid_refused'
  | 'openid_failed'
  | 'openid_no_space'
  | 'openid_not_member';

/** What a page is besides its name. */
export interface Shown {
  readonly ways?: readonly Way[];
  /** Replaces the page's own text. */
  readonly said?: string;
  /** A button that sends a POST to `action`, whose answer may lead to `leadsTo`. */
  readonly button?: { readonly label: MessageKey; readonly action: string; readonly leadsTo: string };
}

/** Answers with one of the install pages in the browser's language. */
export function showPage(
  messages: (locale: Locale) => Translate,
  request: Request,
  response: Response,
  status: number,
  name: PageName,
  { ways = [], said, button }: Shown = {},
): void {
  const locale = localeOfRequest(request);
  const t = messages(locale);
  const page = {
    locale,
    title: t(`slack.page.${name}.title`),
    text: said ?? t(`slack.page.${name}.text`),
    links: ways.map(({ label, href }) => ({ label: t(label), href })),
    forms: button ? [{ action: button.action, submit: t(button.label) }] : [],
  };
  sendPage(response, status, page, button ? [button.leadsTo] : []);
}
