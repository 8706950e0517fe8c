import express from 'express';
import type { Router } from 'express';
import { html } from 'hono/html';
import { readDashboard } from '../../../../commands/space/dashboard.ts';
import type { Dashboard } from '../../../../commands/space/dashboard.ts';
import type { MessageKey } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { barChart } from '../../view/chart.ts';
import { table } from '../../view/table.ts';
import { signedIn } from '../signed-in.ts';
import type { SignedVisit } from '../signed-in.ts';

type Days = Dashboard['commands'];

/** So many incidents are listed, the worst first. */
const shownIncidents = 50;

/** `/dashboard`: the space at a glance; every figure leads to what it counts. */
export function dashboardPage(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get(
    '/dashboard',
    signedIn(dependencies, 'member', async (at) => {
      const { t, tenant, actor, database, render } = at;
      const seen = await readDashboard(database, tenant, actor, dependencies.clock.now());
      const failing = seen.clusters.filter((each) => each.health === 'failing').length;
      render(
        200,
        t('web.menu.dashboard'),
        html`<h1>${t('web.menu.dashboard')}</h1>
<div class="columns">
${figure(seen.clusters.length, t('dashboard.clusters', { count: seen.clusters.length }), '#clusters', failing > 0 ? t('dashboard.failing', { count: failing }) : '')}
${figure(seen.incidents.length, t('dashboard.incidents', { count: seen.incidents.length }), '#incidents', '')}
${figure(seen.tools.connected, t('dashboard.tools', { count: seen.tools.connected }), '/integrations', seen.tools.failing > 0 ? t('dashboard.failing', { count: seen.tools.failing }) : '')}
</div>
<section id="clusters"><h2>${t('dashboard.clusters_title')}</h2>${clusters(at, seen)}</section>
<section id="incidents"><h2>${t('dashboard.incidents_title')}</h2>${incidents(at, seen)}</section>
<div class="columns">
${chart(at, 'commands', seen.commands, '')}${chart(at, 'deployments', seen.deployments, 'k8s')}${chart(at, 'tickets', seen.tickets, '')}
</div>`,
      );
    }),
  );
  return router;
}

function figure(count: number, label: string, href: string, more: string): Html {
  return html`<article><a href="${href}"><span class="figure">${count}</span> ${label}</a>${more ? html`<br><span class="state failing">${more}</span>` : ''}</article>`;
}

function clusters({ t, manages }: SignedVisit, seen: Dashboard): Html {
  if (seen.clusters.length === 0)
    return html`<p class="quiet">${t('integrations.none')}</p>${manages ? html`<p><a class="button" href="/integrations/new/k8s">${t('start.k8s.action')}</a></p>` : ''}`;
  const columns = [
    { label: t('status.name') },
    { label: t('status.health') },
    { label: t('dashboard.watch') },
    { label: t('dashboard.open_incidents'), isNumber: true },
  ];
  const rows = seen.clusters.map((each) => [
    html`<a href="${manages ? `/integrations/${each.id}` : '/integrations'}">${each.name}</a>`,
    html`<span class="state ${each.health}">${t(`health.${each.health}`)}</span>`,
    t(`dashboard.watch.${each.watch ?? 'none'}` as MessageKey),
    html`<a href="#incidents">${each.openIncidents}</a>`,
  ]);
  return table(t('dashboard.clusters_title'), columns, rows);
}

function incidents({ t, tenant, locale }: SignedVisit, seen: Dashboard): Html {
  if (seen.incidents.length === 0) return html`<p class="quiet">${t('dashboard.no_incident')}</p>`;
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: tenant.timeZone,
  });
  const columns = [
    { label: '#' },
    { label: t('dashboard.what') },
    { label: t('dashboard.cluster') },
    { label: t('dashboard.since') },
  ];
  const rows = seen.incidents.slice(0, shownIncidents).map((each) => {
    const reason = t(`reason.${each.reason}` as MessageKey);
    const taken = each.taken ? html` <small class="quiet">${t('dashboard.taken')}</small>` : '';
    return [
      each.id,
      html`<strong>${t(`severity.${each.severity}` as MessageKey)}</strong> · ${t('dashboard.incident', { subject: each.subject, reason })}${taken}`,
      each.cluster,
      moment.format(each.since),
    ];
  });
  const hidden = seen.incidents.length - rows.length;
  const more = hidden > 0 ? html`<p>${t('dashboard.more_incidents', { count: hidden })}</p>` : '';
  return html`${table(t('dashboard.incidents_title'), columns, rows)}${more}<p class="quiet">${t('dashboard.in_slack')}</p>`;
}

function chart(
  { t, locale, manages }: SignedVisit,
  kind: 'commands' | 'deployments' | 'tickets',
  days: Days,
  command: string,
): Html {
  const failed = days.reduce((sum, each) => sum + each.failed, 0);
  const total = days.reduce((sum, each) => sum + each.ok, failed);
  const dayOf = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const bars = days.map(({ day, ok, failed: bad }) => ({
    label: String(Number(day.slice(8))),
    said: t('dashboard.day', { day: dayOf.format(new Date(day)), ok, failed: bad }),
    good: ok,
    bad,
    href: manages ? `/activity?from=${day}&to=${day}${command ? `&command=${command}` : ''}` : undefined,
  }));
  const title = t(`dashboard.${kind}`);
  const number = new Intl.NumberFormat(locale);
  const said = t('dashboard.in_days', { days: days.length });
  return html`<article><h2>${title}</h2><p><span class="figure">${number.format(total)}</span> ${said}${failed > 0 ? html`, <span class="failed">${t('dashboard.of_them_failed', { count: failed })}</span>` : ''}</p>
${total > 0 ? barChart(title, bars, number) : html`<p class="quiet">${t(`dashboard.none.${kind}`)}</p>`}</article>`;
}
