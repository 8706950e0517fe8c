import { readFileSync } from 'node:fs';
import { html } from 'hono/html';
import type { ToolType } from '../../../../../core/integration.ts';
import type { MessageKey, Translate } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';

const manifest = (path: string) =>
  readFileSync(new URL(`../../../../../../manifests/customer/${path}`, import.meta.url), 'utf8');
const read = manifest('read/account.yaml');
const operate = `${read.trimEnd()}\n---\n${manifest('operate/role.yaml')}`;

/** What each kind is asked to allow, and what for. */
const wanted: Readonly<Record<ToolType, readonly string[]>> = {
  github: ['metadata', 'contents', 'issues', 'pulls', 'actions'],
  k8s: ['read', 'logs', 'patch', 'never'],
  jira: ['browse', 'create', 'as_you'],
  notion: ['read', 'insert', 'shared'],
};

/** The permissions that a kind of tool is asked for, each with its reason. */
export function permissionsOf(t: Translate, type: ToolType): Html {
  return html`<h2>${t('integrations.why')}</h2><dl>${wanted[type].map((each) => {
    const key = `integrations.${type}.why.${each}`;
    return html`<dt><strong>${t(key as MessageKey)}</strong></dt><dd>${t(`${key}.text` as MessageKey)}</dd>`;
  })}</dl>`;
}

/** How to make an account in a cluster that may do no more than NOX needs, ready to copy. */
export function clusterAccount(t: Translate): Html {
  const commands = `kubectl -n nox-access get secret nox-token -o jsonpath='{.data.token}' | base64 -d; echo
kubectl -n nox-access get secret nox-token -o jsonpath='{.data.ca\\.crt}'; echo
kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}'; echo`;
  return html`<h2>${t('integrations.k8s.account')}</h2><p>${t('integrations.k8s.account.text')}</p>
${[
  ['read', read],
  ['operate', operate],
].map(
  ([name, text]) => html`<details><summary>${t(`integrations.k8s.account.${name}` as MessageKey)}</summary>
<textarea class="code" readonly rows="12" aria-label="${t(`integrations.k8s.account.${name}` as MessageKey)}">${text}</textarea></details>`,
)}
<p>${t('integrations.k8s.account.then')}</p>
<textarea class="code" readonly rows="5" aria-label="${t('integrations.k8s.account.then')}">${commands}</textarea>`;
}
