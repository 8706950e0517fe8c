import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { changePermissions, readPermissionRules } from '../../../../../commands/space/permissions.ts';
import type { RuleChange } from '../../../../../commands/space/permissions.ts';
import { listTools } from '../../../../../commands/tools/list-tools.ts';
import { NoxError } from '../../../../../core/errors.ts';
import {
  adjustablePermissions,
  adjustableRoles,
  mayDoUnder,
  repositoryScope,
} from '../../../../../core/permission-rules.ts';
import type { PermissionRule, Scope } from '../../../../../core/permission-rules.ts';
import { mayDo } from '../../../../../core/roles.ts';
import type { MessageKey, Translate } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { field, notice } from '../../../view/form.ts';
import { fieldOf, fieldsOf } from '../../fields.ts';
import { signedIn } from '../../signed-in.ts';

/** `/people/permissions`: roles × actions, everywhere, in one cluster or in one repository. */
export function permissionsPage(dependencies: WebDependencies): Router {
  const router = express.Router();

  router.get(
    '/people/permissions',
    signedIn(dependencies, 'manage', async ({ t, render, database, tenant }, request) => {
      if (tenant.type !== 'enterprise')
        throw new NoxError('not_found', {}, { sentence: 'permissions.enterprise_only' });
      const clusters = (await listTools(database)).filter((tool) => tool.type === 'k8s');
      const rules = await readPermissionRules(database);
      // A repository that is none is told beside its field, and need not be typed again.
      const { repository } = request.query;
      const isWrong = repository !== undefined && !isRepository(repository);
      const scope = isWrong ? '' : scopeOf(request.query.scope, repository);
      const cluster = clusters.find((each) => scope === `k8s:${each.id}`);
      if (scope.startsWith('k8s:') && !cluster)
        throw new NoxError('not_found', { kind: 'kind.integration', name: scope.slice(4) });
      const place = cluster?.name ?? scope.replace(/^github:/, '');
      const others = [...new Set(rules.map((rule) => rule.scope))].filter((each) =>
        each.startsWith('github:'),
      );
      render(
        isWrong ? 400 : 200,
        t('permissions.title'),
        html`<p><a href="/people">${t('web.menu.people')}</a></p><h1>${t('permissions.title')}</h1>
<p class="lead">${t('permissions.lead')}</p>${request.query.done === 'saved' ? notice('ok', t('permissions.saved')) : ''}
<nav aria-label="${t('permissions.where')}"><ul>
<li>${link('', t('permissions.everywhere'), scope)}</li>
${clusters.map((each) => html`<li>${link(`k8s:${each.id}`, t('permissions.cluster', { name: each.name }), scope)}</li>`)}
${others.map((each) => html`<li>${link(each, each.slice(7), scope)}</li>`)}</ul></nav>
<h2>${place === '' ? t('permissions.everywhere') : t('permissions.in', { place })}</h2>
<p>${t(place === '' ? 'permissions.text' : 'permissions.text_place')}</p>
${table(t, rules, scope)}
<section><h2>${t('permissions.repository')}</h2><form method="get" action="/people/permissions">
${field({ name: 'repository', label: t('permissions.repository_name'), help: t('permissions.repository_help'), maxLength: 140, ...(isWrong ? { value: String(repository).slice(0, 140), wrong: t('permissions.bad_scope') } : {}) })}
<button class="outline">${t('permissions.repository_open')}</button></form></section>`,
      );
    }),
  );

  router.post(
    '/people/permissions',
    signedIn(dependencies, 'manage', async ({ by, database }, request, response) => {
      const scope = scopeOf(fieldOf(request, 'scope'), undefined);
      const rules = await readPermissionRules(database);
      await changePermissions(by, changesOf(request, rules, scope));
      response.redirect(303, `/people/permissions?done=saved&scope=${encodeURIComponent(scope)}`);
    }),
  );

  return router;
}

function isRepository(given: unknown): given is string {
  return typeof given === 'string' && /^[\w.-]{1,60}\/[\w.-]{1,100}$/.test(given.trim());
}

function scopeOf(given: unknown, repository: unknown): Scope {
  if (isRepository(repository)) return repositoryScope(repository.trim());
  const text = typeof given === 'string' ? given : '';
  if (!/^(|k8s:[1-9]\d{0,8}|github:[\w.-]{1,60}\/[\w.-]{1,100})$/.test(text))
    throw new NoxError('bad_input', {}, { sentence: 'permissions.bad_scope' });
  return text as Scope;
}

/** The permissions that mean anything in a place. */
function permissionsIn(scope: Scope) {
  const area = scope.split(':')[0] ?? '';
  return adjustablePermissions.filter((each) => area === '' || each.startsWith(`${area}:`));
}

function changesOf(request: Request, rules: readonly PermissionRule[], scope: Scope): readonly RuleChange[] {
  const ticked = new Set(fieldsOf(request, 'may'));
  return adjustableRoles.flatMap((role) =>
    permissionsIn(scope).flatMap((permission): readonly RuleChange[] => {
      const wanted = ticked.has(`${role}/${permission}`);
      if (wanted === mayDoUnder(rules, role, permission, scope)) return [];
      // What is as it would be without a rule needs none.
      const without = scope === '' ? mayDo(role, permission) : mayDoUnder(rules, role, permission, '');
      return [{ role, permission, scope, allowed: wanted === without ? undefined : wanted }];
    }),
  );
}

function link(scope: string, label: string, current: string): Html {
  const here = scope === current ? html` aria-current="page"` : '';
  return html`<a href="/people/permissions?scope=${encodeURIComponent(scope)}"${here}>${label}</a>`;
}

function table(t: Translate, rules: readonly PermissionRule[], scope: Scope): Html {
  return html`<form method="post" action="/people/permissions"><input type="hidden" name="scope" value="${scope}">
<div class="scroll" role="region" tabindex="0" aria-label="${t('permissions.title')}"><table><thead><tr><th scope="col">${t('permissions.action')}</th>${adjustableRoles.map((role) => html`<th scope="col">${t(`role.${role}`)}</th>`)}</tr></thead>
<tbody>${permissionsIn(scope).map((permission) => {
    const name = t(`permission.${permission}` as MessageKey);
    return html`<tr><th scope="row">${name}<br><small class="quiet">${t(`permission.${permission}.text` as MessageKey)}</small></th>${adjustableRoles.map(
      (role) => {
        const may = mayDoUnder(rules, role, permission, scope);
        const ruled = rules.some(
          (rule) => rule.role === role && rule.permission === permission && rule.scope === scope,
        );
        return html`<td><input type="checkbox" name="may" value="${role}/${permission}" aria-label="${t(`role.${role}`)} : ${name}"${may ? html` checked` : ''}>${ruled ? html`<br><small class="quiet">${t('permissions.changed')}</small>` : ''}</td>`;
      },
    )}</tr>`;
  })}</tbody></table></div><button>${t('integrations.save')}</button></form>`;
}
