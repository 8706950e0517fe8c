import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import {
  bindAlerts,
  readAlertChannels,
  testAlerts,
  unbindAlerts,
} from '../../../../commands/space/alerts.ts';
import type { AlertKeeping, BoundAlerts } from '../../../../commands/space/alerts.ts';
import type { JoinedChannel, JoinedChannels } from '../../../../core/announce.ts';
import { isNoxError, NoxError } from '../../../../core/errors.ts';
import { sayError } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { statusOf } from '../../errors.ts';
import { field, groupedSelect, notice, select } from '../../view/form.ts';
import { table } from '../../view/table.ts';
import { fieldOf } from '../fields.ts';
import { signedIn } from '../signed-in.ts';
import type { SignedVisit } from '../signed-in.ts';

const path = '/settings/alerts';
const done = ['bound', 'unbound', 'tested'] as const;
const nowhere: JoinedChannels = { joined: [], silent: [] };

/** `/settings/alerts`: which channel alerts come to, of everything, a cluster or a namespace; an example is sent on demand. */
export function alertsPage(dependencies: WebDependencies): Router {
  const { slack, clock, messages } = dependencies;
  const router = express.Router();
  const means = { announcer: () => slack?.announcer, clock };
  const keeping = ({ by, tenant }: SignedVisit): AlertKeeping => ({ by, means, t: messages(tenant.locale) });
  const channelsOf = async ({ tenant }: SignedVisit) => (slack ? slack.channels(tenant.id) : nowhere);

  router.get(
    path,
    signedIn(dependencies, 'manage', async (at, request) => {
      const said = done.find((each) => each === request.query.done);
      await show(at, 200, request, said ? notice('ok', at.t(`alerts.page.done.${said}`)) : '');
    }),
  );

  function action(
    name: string,
    said: (typeof done)[number],
    work: (at: SignedVisit, request: Request) => Promise<void>,
  ): void {
    router.post(
      `${path}${name}`,
      signedIn(dependencies, 'manage', async (at, request, response) => {
        try {
          await work(at, request);
        } catch (error) {
          if (!isNoxError(error) || error.code === 'forbidden') throw error;
          return show(at, statusOf(error), request, notice('error', sayError(at.t, error)));
        }
        response.redirect(303, `${path}?done=${said}`);
      }),
    );
  }

  action('', 'bound', async (at, request) => {
    const { joined } = await channelsOf(at);
    const chosen = joined.find((each) => valueOf(each) === fieldOf(request, 'channel'));
    if (!chosen) throw new NoxError('bad_input', {}, { sentence: 'alerts.page.choose_channel' });
    await bindAlerts(keeping(at), scopeOf(request), chosen);
  });
  action('/remove', 'unbound', (at, request) => unbindAlerts(keeping(at), scopeOf(request)));
  action('/test', 'tested', (at, request) => testAlerts(keeping(at), scopeOf(request)));

  async function show(at: SignedVisit, status: number, request: Request, said: Html | ''): Promise<void> {
    const { t, render } = at;
    const [{ bound, clusters }, channels, installed] = await Promise.all([
      readAlertChannels(keeping(at)),
      channelsOf(at),
      dependencies.installations.list(at.tenant.id),
    ]);
    render(
      status,
      t('alerts.page.title'),
      html`<p><a href="/settings">${t('web.menu.settings')}</a></p><h1>${t('alerts.page.title')}</h1>
<p class="lead">${t('alerts.page.lead')}</p>${said}
${channels.silent.length > 0 ? notice('warning', t('alerts.page.silent', { places: channels.silent.join(', ') })) : ''}
${
  installed.length === 0
    ? html`<p>${t('alerts.page.no_slack')}</p>${slack ? html`<p><a class="button" href="/slack/install">${t('welcome.add_to_slack')}</a></p>` : ''}`
    : html`${boundTable(at, bound, channels)}<section><h2>${t('alerts.page.choose')}</h2>${chooseForm(at, request, clusters, channels)}</section>`
}`,
    );
  }

  return router;
}

function valueOf({ channel }: JoinedChannel): string {
  return `${channel.teamId}/${channel.channelId}`;
}

/** What of the clusters is meant: a cluster's id or nothing, and perhaps a namespace. */
function scopeOf(request: Request) {
  const cluster = fieldOf(request, 'cluster') ?? '';
  if (!/^([1-9]\d{0,8})?$/.test(cluster))
    throw new NoxError('not_found', { kind: 'kind.integration', name: cluster.slice(0, 40) });
  const namespace = (fieldOf(request, 'namespace') ?? '').trim().toLowerCase();
  return { integrationId: cluster === '' ? null : Number(cluster), namespace };
}

function boundTable({ t }: SignedVisit, bound: readonly BoundAlerts[], { joined }: JoinedChannels): Html {
  const columns = [
    { label: t('alerts.page.scope') },
    { label: t('alerts.page.channel') },
    { label: t('alerts.page.actions') },
  ];
  const button = (
    what: string,
    { integrationId, namespace }: BoundAlerts['scope'],
    label: string,
    of: string,
  ) =>
    html`<form method="post" action="${path}/${what}"><input type="hidden" name="cluster" value="${integrationId ?? ''}"><input type="hidden" name="namespace" value="${namespace}"><button class="outline ${what === 'remove' ? 'danger' : 'secondary'}">${label}<span class="unseen"> ${of}</span></button></form>`;
  const rows = bound.map(({ scope, name, channelId }) => {
    const channel = joined.find((each) => each.channel.channelId === channelId);
    const isDirect = /^[UW]/.test(channelId);
    const of = name || t('alerts.everything');
    return [
      of,
      channel
        ? html`#${channel.name} <small class="quiet">${channel.place}</small>`
        : isDirect
          ? t('alerts.page.direct')
          : html`${channelId} <small class="quiet">${t('alerts.page.not_seen')}</small>`,
      html`<div class="actions">${button('test', scope, t('alerts.page.test'), of)}${button('remove', scope, t('alerts.page.remove'), of)}</div>`,
    ];
  });
  const everything = { integrationId: null, namespace: '' };
  const hasDefault = bound.some(({ name }) => name === '');
  const rest = [
    t(bound.length === 0 ? 'alerts.everything' : 'alerts.page.rest'),
    html`${t('alerts.page.direct')} <small class="quiet">${t('alerts.page.direct_text')}</small>`,
    html`<div class="actions">${button('test', everything, t('alerts.page.test'), t('alerts.page.direct'))}</div>`,
  ];
  return table(t('alerts.page.title'), columns, hasDefault ? rows : [...rows, rest]);
}

function chooseForm(
  { t }: SignedVisit,
  request: Request,
  clusters: readonly { readonly id: number; readonly name: string }[],
  { joined }: JoinedChannels,
): Html {
  if (joined.length === 0)
    return html`<p>${t('alerts.page.no_channel')}</p><p><a class="button plain" href="${path}">${t('alerts.page.again')}</a></p>`;
  const of = [
    { value: '', label: t('alerts.everything') },
    ...clusters.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  const places = [...new Set(joined.map(({ place }) => place))].map((place) => ({
    label: place,
    options: joined
      .filter((each) => each.place === place)
      .map((each) => ({
        value: valueOf(each),
        label: each.isShared ? t('alerts.page.shared', { name: `#${each.name}` }) : `#${each.name}`,
      })),
  }));
  return html`<form method="post" action="${path}">
${select('cluster', t('alerts.page.scope'), of, fieldOf(request, 'cluster') ?? '')}
${field({ name: 'namespace', label: t('alerts.page.namespace'), value: fieldOf(request, 'namespace'), help: t('alerts.page.namespace_help'), required: false, maxLength: 63 })}
${groupedSelect('channel', t('alerts.page.channel'), places, fieldOf(request, 'channel') ?? '')}
<button>${t('alerts.page.bind')}</button></form><p class="quiet">${t('alerts.page.how')}</p>`;
}
