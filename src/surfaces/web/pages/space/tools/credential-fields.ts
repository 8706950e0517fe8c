import type { Request } from 'express';
import { html } from 'hono/html';
import type { ToolType } from '../../../../../core/integration.ts';
import type { Translate } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';
import { checkbox, field } from '../../../view/form.ts';
import { fieldOf } from '../../fields.ts';

/** What each kind's credential is made of, as the API's body calls it; the secrets among them are never sent back. */
const parts: Readonly<Record<ToolType, readonly string[]>> = {
  github: ['token', 'baseUrl'],
  k8s: ['kubeconfig', 'server', 'certificateAuthorityData', 'token'],
  jira: ['baseUrl', 'email', 'apiToken'],
  notion: ['token'],
};

/** The credential that a form brought: what was left empty was not given. A kubeconfig stands alone. */
export function credentialOf(type: ToolType, request: Request): Readonly<Record<string, string>> {
  const given = parts[type].flatMap((name) => {
    const value = fieldOf(request, name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  const all = Object.fromEntries(given);
  return all.kubeconfig ? { kubeconfig: all.kubeconfig } : all;
}

/** The fields of one kind's credential; with `named` also what the tool shall be called. */
export function credentialFields(t: Translate, type: ToolType, request: Request, named: boolean): Html {
  const value = (name: string) => fieldOf(request, name);
  const name = named
    ? field({
        name: 'name',
        label: t('integrations.name'),
        value: value('name'),
        help: t('integrations.name_help'),
        required: false,
        maxLength: 40,
      })
    : '';
  const secret = (key: string, label: string, help: string, required = true) =>
    field({ name: key, label, help, type: 'password', required });
  switch (type) {
    case 'github':
      return html`${name}${secret('token', t('integrations.github.token'), t('integrations.github.token_help'))}
${field({ name: 'baseUrl', label: t('integrations.github.url'), help: t('integrations.github.url_help'), type: 'url', value: value('baseUrl'), required: false })}`;
    case 'notion':
      return html`${name}${secret('token', t('integrations.notion.token'), t('integrations.notion.token_help'))}`;
    case 'jira':
      return html`${name}${field({ name: 'baseUrl', label: t('integrations.jira.url'), help: t('integrations.jira.url_help'), value: value('baseUrl') })}
${field({ name: 'email', label: t('integrations.jira.email'), help: t('integrations.jira.email_help'), value: value('email'), required: false })}
${secret('apiToken', t('integrations.jira.token'), t('integrations.jira.token_help'))}`;
    case 'k8s':
      return html`${name}
<fieldset><legend>${t('integrations.k8s.by_token')}</legend>
${field({ name: 'server', label: t('integrations.k8s.server'), help: t('integrations.k8s.server_help'), value: value('server'), required: false })}
${field({ name: 'certificateAuthorityData', label: t('integrations.k8s.ca'), help: t('integrations.k8s.ca_help'), value: value('certificateAuthorityData'), rows: 3, required: false })}
${secret('token', t('integrations.k8s.token'), t('integrations.k8s.token_help'), false)}</fieldset>
<fieldset><legend>${t('integrations.k8s.by_kubeconfig')}</legend>
${field({ name: 'kubeconfig', label: 'kubeconfig', help: t('integrations.k8s.kubeconfig_help'), rows: 6, required: false })}</fieldset>
${named ? checkbox('protected', 'yes', t('integrations.protected'), value('protected') === 'yes') : ''}`;
  }
}
