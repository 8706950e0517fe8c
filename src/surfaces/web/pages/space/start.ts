import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { readFirstSteps } from '../../../../commands/space/first-steps.ts';
import type { MessageKey, Translate } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { signedIn } from '../signed-in.ts';

interface Step {
  readonly name: 'slack' | 'github' | 'k8s' | 'jira' | 'notion' | 'command' | 'monitoring';
  readonly state: 'missing' | 'failing' | 'done';
  /** Where its next action is; absent where it is done elsewhere. */
  readonly href: string | undefined;
}

const tools = ['github', 'k8s', 'jira', 'notion'] as const;

/** `/start`: the first steps of a space, as they really stand, each with its next action. */
export function startPage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get(
    '/start',
    signedIn(dependencies, 'member', async ({ t, render, tenant, database, manages }) => {
      const [facts, installed] = await Promise.all([
        readFirstSteps(database),
        dependencies.installations.list(tenant.id),
      ]);
      const slack: Step = {
        name: 'slack',
        state: installed.length > 0 ? 'done' : 'missing',
        href: dependencies.slack && `/slack/install`,
      };
      const steps: readonly Step[] = [
        slack,
        ...tools.map((name) => ({ name, state: facts.tools[name], href: `/integrations/new/${name}` })),
        { name: 'command', state: facts.firstCommand ? 'done' : 'missing', href: undefined },
        {
          name: 'monitoring',
          state: facts.monitoring ? 'done' : 'missing',
          href: facts.tools.k8s === 'missing' ? '/integrations/new/k8s' : '/dashboard',
        },
      ];
      const done = steps.filter((step) => step.state === 'done').length;
      render(
        200,
        t('start.title'),
        html`<h1>${t('start.title')}</h1>
<p class="lead">${t(done === steps.length ? 'start.all_done' : 'start.lead', { space: tenant.name })}</p>
<p><label for="progress">${t('start.progress', { done, count: steps.length })}</label>
<progress id="progress" value="${done}" max="${steps.length}"></progress></p>
<ol class="steps">${steps.map((step) => stepItem(t, step, manages))}</ol>
${manages ? '' : html`<p class="quiet">${t('start.ask_admin')}</p>`}`,
      );
    }),
  );
  return router;
}

function stepItem(t: Translate, { name, state, href }: Step, manages: boolean): Html {
  const action = `start.${name}.action` as MessageKey;
  const text = state === 'failing' ? t('start.failing') : t(`start.${name}.text`);
  const button =
    state !== 'done' && href !== undefined && manages
      ? html`<a class="button" href="${state === 'failing' ? '/integrations' : href}">${t(state === 'failing' ? 'start.repair' : action)}</a>`
      : '';
  const mark = state === 'done' ? '✓' : state === 'failing' ? '!' : '○';
  return html`<li class="${state}"><span class="mark" aria-hidden="true">${mark}</span><div>
<h2>${t(`start.${name}`)} <small class="quiet">${t(`start.state.${state}`)}</small></h2><p>${text}</p>${button}</div></li>`;
}
