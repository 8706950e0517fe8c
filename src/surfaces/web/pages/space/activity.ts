import express from 'express';
import type { Request, Router } from 'express';
import { html } from 'hono/html';
import { z } from 'zod';
import { exportActivity, readActivity, verifyActivity } from '../../../../commands/space/activity.ts';
import { sayAct } from '../../../../messages/act-words.ts';
import { isMessageKey } from '../../../../messages/translate.ts';
import type { Translate } from '../../../../messages/translate.ts';
import type { Html } from '../../../http/document.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { field, notice, select } from '../../view/form.ts';
import { table } from '../../view/table.ts';
import { signedIn } from '../signed-in.ts';
import type { SignedVisit } from '../signed-in.ts';

const pageSize = 50;
const text = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]{1,100}$/u)
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);
/** What does not make sense is as if it were not asked. */
const query = z.object({
  text,
  command: text,
  kind: z.enum(['account', 'other']).optional().catch(undefined),
  outcome: z.enum(['ok', 'failed']).optional().catch(undefined),
  from: day,
  to: day,
  before: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
});
type Query = z.infer<typeof query>;
type Entries = Awaited<ReturnType<typeof readActivity>>;

/** `/activity`: the audit log, filtered, taken away, verified. */
export function activityPage(dependencies: WebDependencies): Router {
  const router = express.Router();

  router.get(
    '/activity',
    signedIn(dependencies, 'manage', (at, request) => show(at, request, '')),
  );

  router.get(
    '/activity/export.:format',
    signedIn(dependencies, 'manage', async (at, request, response) => {
      const format = request.params.format === 'csv' ? 'csv' : 'json';
      const entries = await exportActivity(at.by, filterOf(at, request), format);
      response.set({
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="nox-activity-${at.tenant.id}.${format}"`,
        'x-content-type-options': 'nosniff',
      });
      if (format === 'json') return void response.json(entries.map(shown));
      response.type('text/csv; charset=utf-8').send(csv(entries));
    }),
  );

  router.post(
    '/activity/verify',
    signedIn(dependencies, 'manage', async (at, request) => {
      const broken = await verifyActivity(at.by);
      const { t } = at;
      const said =
        broken === undefined
          ? notice('ok', t('audit.whole'))
          : notice('error', t('audit.broken', { sequence: broken }));
      await show(at, request, said);
    }),
  );

  return router;
}

function filterOf({ tenant }: SignedVisit, request: Request) {
  return { ...query.parse(request.query), timeZone: tenant.timeZone };
}

async function show(at: SignedVisit, request: Request, said: Html | ''): Promise<void> {
  const { t, render, tenant, locale } = at;
  const filter = filterOf(at, request);
  const found = await readActivity(at.by, filter, pageSize + 1);
  const entries = found.slice(0, pageSize);
  const last = entries.at(-1);
  const outcomes = [
    { value: '', label: t('activity.any') },
    { value: 'ok', label: t('activity.ok') },
    { value: 'failed', label: t('activity.failed') },
  ];
  const kinds = [
    { value: '', label: t('activity.any_kind') },
    { value: 'account', label: t('activity.kind.account') },
    { value: 'other', label: t('activity.kind.other') },
  ];
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: tenant.timeZone,
  });
  const optional = { required: false, maxLength: 100 } as const;
  render(
    200,
    t('web.menu.activity'),
    html`<h1>${t('web.menu.activity')}</h1>${said}
<search><form method="get" action="/activity"><div class="columns">
<div>${field({ name: 'text', label: t('activity.text'), type: 'search', value: filter.text, ...optional })}</div>
<div>${field({ name: 'command', label: t('activity.command'), value: filter.command, ...optional })}</div>
<div>${select('kind', t('activity.kind'), kinds, filter.kind ?? '')}</div>
<div>${select('outcome', t('audit.outcome'), outcomes, filter.outcome ?? '')}</div>
<div>${field({ name: 'from', label: t('activity.from'), type: 'date', value: filter.from, required: false })}</div>
<div>${field({ name: 'to', label: t('activity.to'), type: 'date', value: filter.to, required: false })}</div>
</div><button>${t('activity.search')}</button></form></search>
<div class="actions"><a class="button plain" href="/activity/export.csv${queryText(filter)}">${t('activity.csv')}</a><a class="button plain" href="/activity/export.json${queryText(filter)}">${t('activity.json')}</a>
<form method="post" action="/activity/verify"><button class="outline secondary">${t('activity.verify')}</button></form></div>
${
  entries.length === 0
    ? html`<p class="quiet">${t('activity.none')}</p>`
    : table(
        t('web.menu.activity'),
        [
          { label: '#' },
          { label: t('audit.at') },
          { label: t('audit.who') },
          { label: t('audit.what') },
          { label: t('audit.on') },
          { label: t('audit.outcome') },
        ],
        entries.map((each) => {
          const { what, target } = sayAct(t, each);
          return [
            each.sequence,
            moment.format(each.at),
            html`${each.actorName}<br><small class="quiet">${each.surface}</small>`,
            what,
            target,
            outcomeOf(t, each.outcome),
          ];
        }),
      )
}
${found.length > pageSize && last ? html`<p><a class="button plain" href="/activity${queryText({ ...filter, before: last.sequence })}">${t('activity.older')}</a></p>` : ''}`,
  );
}

/** How it went, in words; what only experts know is shown as it is written down. */
function outcomeOf(t: Translate, outcome: string): Html | string {
  const said = `activity.outcome.${outcome}`;
  return isMessageKey(said)
    ? t(said)
    : html`${t('activity.outcome.failed')} <small class="quiet">${outcome}</small>`;
}

function queryText({ text: words, command, kind, outcome, from, to, before }: Query): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ text: words, command, kind, outcome, from, to, before }))
    if (value !== undefined) all.set(name, String(value));
  return all.size > 0 ? `?${all.toString()}` : '';
}

function shown({
  sequence,
  at,
  actorId,
  actorName,
  surface,
  command,
  target,
  outcome,
  requestId,
  hash,
}: Entries[number]) {
  return {
    sequence,
    at: at.toISOString(),
    actorId,
    actorName,
    surface,
    command,
    target,
    outcome,
    requestId,
    hash,
  };
}

/** RFC 4180. A cell that a spreadsheet would take for a formula is kept as text. */
function csv(entries: Entries): string {
  const cell = (value: unknown) => {
    const plain = String(value ?? '');
    const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const columns = [
    'sequence',
    'at',
    'actorId',
    'actorName',
    'surface',
    'command',
    'target',
    'outcome',
    'requestId',
    'hash',
  ];
  const lines = entries.map((entry) => Object.values(shown(entry)).map(cell).join(','));
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}
