import type { Response } from 'express';
import { html } from 'hono/html';
import type { Locale } from '../../core/locale.ts';
import { stylesheetPath } from './assets.ts';

/** Markup whose inserted values were escaped. */
export type Html = ReturnType<typeof html>;

/** What stands around a page: where one is, where one may go. Everything is text; `href`s are our own paths. */
export interface Chrome {
  /** For keyboards: goes past all this. */
  readonly skip: string;
  /** The space that one is in. */
  readonly space?: string | undefined;
  readonly account: readonly { readonly label: string; readonly href: string }[];
  readonly signOut?: string | undefined;
  readonly menu: readonly { readonly label: string; readonly href: string; readonly current: boolean }[];
  readonly menuLabel: string;
  readonly languages: readonly { readonly locale: Locale; readonly label: string; readonly href: string }[];
  /** What is due, above every page. */
  readonly due?: { readonly text: string; readonly label: string; readonly href: string } | undefined;
  readonly foot: readonly { readonly label: string; readonly href: string }[];
}

/** A whole document. Without chrome: the brand and the page. */
export function renderDocument(
  locale: Locale,
  title: string,
  body: Html,
  chrome: Chrome | undefined,
): string | Promise<string> {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · NOX</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheetPath}">
</head>
<body>
${chrome ? head(chrome) : html`<header class="container"><a class="brand" href="/">NOX</a></header>`}
<main id="main" class="container">${chrome?.due ? due(chrome.due) : ''}${body}</main>
${chrome ? foot(chrome) : ''}
</body>
</html>
`;
}

function head({ skip, space, account, signOut, menu, menuLabel }: Chrome): Html {
  return html`<header class="container">
<a class="skip" href="#main">${skip}</a>
<div class="bar"><a class="brand" href="/">NOX</a><span class="space">${space ?? ''}</span>
${account.map(({ label, href }) => html`<a href="${href}">${label}</a>`)}
${signOut ? html`<form method="post" action="/account/signout"><button class="outline secondary">${signOut}</button></form>` : ''}</div>
${
  menu.length > 0
    ? html`<nav class="main" aria-label="${menuLabel}"><ul>${menu.map(
        ({ label, href, current }) =>
          html`<li><a href="${href}"${current ? html` aria-current="page"` : ''}>${label}</a></li>`,
      )}</ul></nav>`
    : ''
}</header>`;
}

function due({ text, label, href }: NonNullable<Chrome['due']>): Html {
  return html`<div class="notice warning" role="status"><p>${text} <a href="${href}">${label}</a></p></div>`;
}

function foot({ languages, foot: links }: Chrome): Html {
  return html`<footer class="container"><div class="bar"><small class="bar">${links.map(
    ({ label, href }) => html`<a href="${href}">${label}</a>`,
  )}${languages.map(
    ({ locale, label, href }) => html`<a href="${href}" lang="${locale}" hreflang="${locale}">${label}</a>`,
  )}</small></div></footer>`;
}

/**
 * Answers with a document: nothing from elsewhere, no script at all, no style but our own sheet, never framed, never
 * kept. `formTargets` names origins, beside our own, that a form's answer may lead to (browsers hold redirects after a
 * form against `form-action` too).
 */
export async function sendDocument(
  response: Response,
  status: number,
  document: string | Promise<string>,
  formTargets: readonly string[] = [],
): Promise<void> {
  const text = String(await document);
  response
    .status(status)
    .set({
      // Pico draws its marks (arrows, ticks) from data: addresses within its own sheet.
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action ${["'self'", ...formTargets].join(' ')}; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // Not `no-referrer`: forms would then be sent with `Origin: null`.
      'referrer-policy': 'same-origin',
      vary: 'accept-language, cookie',
    })
    .type('html')
    .send(text);
}
