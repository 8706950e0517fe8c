import type { Locale } from '../../../core/locale.ts';

/** A way on from a page. */
export interface PageLink {
  readonly label: string;
  readonly href: string;
}

/** What an install page says. Everything is text. */
export interface Page {
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
  readonly links: readonly PageLink[];
}

/** A small page of its own, without scripts and without anything from elsewhere. */
export function page({ locale, title, text, links }: Page): string {
  const ways = links
    .map((link) => `<p><a href="${escape(link.href)}">${escape(link.label)}</a></p>`)
    .join('\n    ');
  const paragraphs = text
    .split('\n')
    .map((line) => `<p>${escape(line)}</p>`)
    .join('\n    ');
  return `<!doctype html>
<html lang="${locale}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(title)} · NOX</title>
  <style>
    :root { color-scheme: light dark; font: 1.1rem/1.6 system-ui, sans-serif; }
    body { margin: 0 auto; padding: 12vh 1.5rem; max-width: 34rem; }
    h1 { font-size: 1.7rem; line-height: 1.25; }
    a { display: inline-block; padding: .55rem 1.1rem; border: 1px solid currentColor; border-radius: .5rem; text-decoration: none; color: inherit; }
    a:focus-visible, a:hover { outline: 3px solid #4a90d9; }
  </style>
</head>
<body>
  <main>
    <h1>${escape(title)}</h1>
    ${paragraphs}
    ${ways}
  </main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
