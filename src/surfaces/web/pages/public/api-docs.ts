import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { describeApi } from '../../api/openapi/document.ts';
import { operations } from '../../api/openapi/operations.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { problems } from '../../errors.ts';
import { visit } from '../visit.ts';

/** `/docs/api`: what the API takes and answers, for people; the same as `/api/openapi.json`. */
export function apiDocsPage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get('/docs/api', async (request, response) => {
    const { t, render } = await visit(dependencies, request, response);
    const { paths } = describeApi(dependencies, t) as {
      paths: Record<string, Record<string, { requestBody?: object; responses: object }>>;
    };
    render(
      200,
      t('openapi.title'),
      html`<h1>${t('openapi.title')}</h1><p class="lead">${t('openapi.about')}</p>
<p><a href="/api/openapi.json">/api/openapi.json</a></p>
${operations(dependencies).map(({ method, path, summary, open }) => {
  const { requestBody, responses } = paths[path]?.[method] ?? { responses: {} };
  return html`<section><h2><code>${method.toUpperCase()} ${path}</code></h2><p>${t(summary)} <span class="quiet">${t(open ? 'openapi.open' : 'openapi.session')}</span></p>
<details><summary>${t('openapi.details')}</summary>${requestBody ? html`<pre tabindex="0">${JSON.stringify(requestBody, null, 2)}</pre>` : ''}<pre tabindex="0">${JSON.stringify(responses, null, 2)}</pre></details></section>`;
})}
<section><h2>${t('openapi.problems')}</h2><p>${t('openapi.problems_text')}</p><div class="scroll"><table><thead><tr><th scope="col">code</th><th scope="col" class="number">HTTP</th></tr></thead><tbody>
${problems.map(({ code, status }) => html`<tr id="${code}"><th scope="row"><code>${code}</code></th><td class="number">${status}</td></tr>`)}</tbody></table></div></section>`,
    );
  });
  return router;
}
