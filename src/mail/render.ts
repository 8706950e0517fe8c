import { html } from 'hono/html';
import type { Letter } from '../core/mail.ts';

const page =
  'margin:0;padding:24px 12px;background:#f4f5f9;color:#1c2033;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif';
const sheet = 'max-width:34rem;margin:0 auto;padding:28px 28px 20px;background:#ffffff;border-radius:8px';
const button =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#4353d9;color:#ffffff;text-decoration:none;font-weight:600';
const small = 'margin:0 0 10px;color:#5a6079;font-size:14px;line-height:1.45';

/** A letter as plain text and as HTML: no image, no style from elsewhere, nothing that tells who has read it. */
export async function renderLetter(
  letter: Letter,
): Promise<{ readonly text: string; readonly html: string }> {
  const { locale, subject, paragraphs, links, notes } = letter;
  const text = [
    ...paragraphs,
    ...links.map(({ label, href }) => `${label}\n${href}`),
    ...(notes.length > 0 ? ['—', ...notes] : []),
    'NOX',
  ].join('\n\n');
  const document = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${oneLine(subject)}</title></head>
<body style="${page}"><main style="${sheet}">
<p style="margin:0 0 12px;font-weight:800;letter-spacing:.06em">NOX</p>
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3">${oneLine(subject)}</h1>
${paragraphs.map((each) => html`<p style="margin:0 0 16px">${each}</p>`)}
${links.map(
  ({ label, href }) => html`<p style="margin:24px 0 8px"><a href="${href}" style="${button}">${label}</a></p>
<p style="${small};overflow-wrap:anywhere"><a href="${href}" style="color:#5a6079">${href}</a></p>`,
)}
<div style="margin-top:24px;padding-top:14px;border-top:1px solid #dfe1ea">${notes.map((each) => html`<p style="${small}">${each}</p>`)}</div>
</main></body></html>
`;
  return { text: `${text}\n`, html: String(await document) };
}

/** A text as a header may hold it: no line ends, no control characters, nothing that turns the direction of writing. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}
