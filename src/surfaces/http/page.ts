import type { Response } from 'express';
import type { Locale } from '../../core/locale.ts';

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

const style = `
    :root { color-scheme: light dark; font: 1.05rem/1.6 system-ui, sans-serif; }
    body { margin: 0 auto; padding: 10vh 1.5rem; max-width: 34rem; }
    h1 { font-size: 1.7rem; line-height: 1.25; }
    a, button { display: inline-block; padding: .55rem 1.1rem; border: 1px solid currentColor; border-radius: .5rem; text-decoration: none; color: inherit; background: none; font: inherit; cursor: pointer; }
    a:focus-visible, a:hover, button:focus-visible, button:hover, input:focus-visible { outline: 3px solid #4a90d9; }
    label { display: block; margin: .8rem 0; }
    input, textarea { display: block; box-sizing: border-box; width: 100%; margin-top: .2rem; padding: .5rem; font: inherit; border: 1px solid #8888; border-radius: .4rem; color: inherit; background: none; }
    textarea { font-family: ui-monospace, monospace; font-size: .85rem; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: .3rem 1rem; }
    dt { opacity: .7; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
    form { margin: 1.2rem 0; }
    .warning { padding: .8rem 1rem; border-left: 4px solid #c77700; background: #c7770022; }`;

/** A small page of its own, without scripts and without anything from elsewhere. */
export function renderPage({
  locale,
  title,
  text,
  warning,
  facts = [],
  copy,
  forms = [],
  links = [],
}: Page): string {
  const parts = [
    ...text.split('\n').map((line) => `<p>${escapeHtml(line)}</p>`),
    facts.length > 0
      ? `<dl>${facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`
      : '',
    warning ? `<p class="warning" role="alert">${escapeHtml(warning)}</p>` : '',
    copy
      ? `<label>${escapeHtml(copy.label)}<textarea readonly rows="6">${escapeHtml(copy.value)}</textarea></label>`
      : '',
    ...forms.map(renderForm),
    ...links.map((link) => `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p>`),
  ];
  return `<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)} · NOX</title>
  <style>${style}
  </style>
</head>
<body>
  <main>
    <h1>${escapeHtml(title)}</h1>
    ${parts.filter(Boolean).join('\n    ')}
  </main>
</body>
</html>
`;
}

/**
 * Answers with a page. `formTargets` names origins, beside our own, that a form's answer may lead to (browsers hold
 * redirects after a form against `form-action` too).
 */
export function sendPage(
  response: Response,
  status: number,
  page: Page,
  formTargets: readonly string[] = [],
): void {
  const targets = page.forms?.length ? ["'self'", ...formTargets].join(' ') : "'none'";
  response
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Not `no-referrer`: forms would then be sent with `Origin: null`.
      'referrer-policy': 'same-origin',
      vary: 'accept-language, cookie',
    })
    .type('html')
    .send(renderPage(page));
}

function renderForm({ action, submit, fields = [], hidden = {} }: Form): string {
  const inputs = fields.map(
    ({ name, label, type, autocomplete, minLength }) =>
      `<label>${escapeHtml(label)}<input name="${name}" type="${type}" autocomplete="${autocomplete}" required${minLength ? ` minlength="${minLength}"` : ''}></label>`,
  );
  const unseen = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(action)}">${[...unseen, ...inputs].join('')}<button>${escapeHtml(submit)}</button></form>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
