import type { Response } from 'express';
import { html } from 'hono/html';
import type { Locale } from '../../core/locale.ts';
import { renderDocument, sendDocument } from './document.ts';
import type { Chrome, Html } from './document.ts';

/** A way on from a page. */
export interface PageLink {
  readonly label: string;
  readonly href: string;
}

/** One line to fill in. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password';
  readonly autocomplete: string;
  readonly minLength?: number;
  /** What was given before; a password never comes back. */
  readonly value?: string | undefined;
}

/** Something to be sent, by POST, to one of our own addresses. */
export interface Form {
  readonly action: string;
  readonly submit: string;
  readonly fields?: readonly Field[];
  /** Sent along unseen. */
  readonly hidden?: Readonly<Record<string, string>>;
}

/** What a page says. Everything is text. */
export interface Page {
  readonly locale: Locale;
  readonly title: string;
  /** Paragraphs, one a line. */
  readonly text: string;
  /** What must not be overlooked. */
  readonly warning?: string | undefined;
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  /** A text to be copied. */
  readonly copy?: { readonly label: string; readonly value: string } | undefined;
  readonly forms?: readonly Form[];
  readonly links?: readonly PageLink[];
}

/** A page of plain parts as markup. */
export function renderPage({ title, text, warning, facts = [], copy, forms = [], links = [] }: Page): Html {
  return html`<div class="narrow">
<h1>${title}</h1>
${text.split('\n').map((line) => html`<p>${line}</p>`)}
${
  facts.length > 0
    ? html`<dl class="facts">${facts.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`
    : ''
}
${warning ? html`<p class="notice warning" role="alert">${warning}</p>` : ''}
${copy ? html`<label>${copy.label}<textarea class="code" readonly rows="6">${copy.value}</textarea></label>` : ''}
${forms.map(renderForm)}
${links.length > 0 ? html`<p class="actions">${links.map(({ label, href }) => html`<a class="button" href="${href}">${label}</a>`)}</p>` : ''}
</div>`;
}

/** Answers with a page. `formTargets` as in `sendDocument`. */
export function sendPage(
  response: Response,
  status: number,
  page: Page,
  formTargets: readonly string[] = [],
  chrome?: Chrome,
): void {
  const document = renderDocument(page.locale, page.title, renderPage(page), chrome);
  void sendDocument(response, status, document, formTargets);
}

function renderForm({ action, submit, fields = [], hidden = {} }: Form): Html {
  return html`<form method="post" action="${action}">
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${fields.map(
  ({ name, label, type, autocomplete, minLength, value }) =>
    html`<label>${label}<input name="${name}" type="${type}" autocomplete="${autocomplete}" required${value && type !== 'password' ? html` value="${value}"` : ''}${minLength ? html` minlength="${minLength}"` : ''}></label>`,
)}
<button>${submit}</button></form>`;
}
