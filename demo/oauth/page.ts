import { html } from 'hono/html';

/** Things that a person may tick on the consent page, below a heading. */
export interface Ticks {
  readonly heading: string;
  readonly name: string;
  readonly boxes: readonly { readonly value: string; readonly label: string }[];
}

/** The consent page of a simulated service: what is asked, what to tick, and two buttons. */
export function consentPage(service: string, asks: readonly string[], ticks: readonly Ticks[]): string {
  return String(html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${service} (simulé)</title>
<style>body{font-family:system-ui;max-width:36rem;margin:2rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1rem;margin-right:.5rem}label{display:block}</style></head>
<body><main><h1>NOX demande l’accès à ${service}</h1>
<p>Page simulée : elle tient lieu de celle du service.</p>
<ul>${asks.map((each) => html`<li>${each}</li>`)}</ul>
<form method="post">
${ticks.map(
  ({ heading, name, boxes }) =>
    html`<fieldset><legend>${heading}</legend>${boxes.map(
      ({ value, label }) =>
        html`<label><input type="checkbox" name="${name}" value="${value}" checked> ${label}</label>`,
    )}</fieldset>`,
)}
<p><button name="decision" value="allow">Autoriser</button><button name="decision" value="refuse">Refuser</button></p>
</form></main></body></html>`);
}

/** What a service says to an app that it does not know, or that wants people sent elsewhere. */
export function unknownAppPage(service: string): string {
  return String(
    html`<!doctype html><html lang="fr"><title>${service} (simulé)</title><h1>${service} ne connaît pas cette application</h1></html>`,
  );
}
