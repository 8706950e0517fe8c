import { expect, test } from 'vitest';
import { NoxError } from '../../src/core/errors.ts';
import type { Incident } from '../../src/database/tenant/monitoring/incidents.ts';
import type { NotionClient } from '../../src/integrations/notion/client.ts';
import { createMessages } from '../../src/messages/translate.ts';
import type { Chart } from '../../src/reports/charts/chart.ts';
import { chartsOf } from '../../src/reports/charts/charts-of.ts';
import { pngOf } from '../../src/reports/charts/png.ts';
import { card, fit, widthOf } from '../../src/reports/charts/svg.ts';
import { composeSections } from '../../src/reports/compose.ts';
import type { ReportData } from '../../src/reports/gather.ts';
import { stepsOf } from '../../src/reports/periods.ts';
import { uploadCharts } from '../../src/reports/pictures.ts';

/** The charts of reports: what is drawn of what, in which words, and that a bare machine can draw them. */
const messages = createMessages();
const fr = { t: messages('fr'), locale: 'fr', timeZone: 'Europe/Paris' } as const;
const en = { t: messages('en'), locale: 'en', timeZone: 'Europe/Paris' } as const;
const day = (date: number, hour = 12) => new Date(Date.UTC(2026, 10, date, hour));
const period = { start: new Date('2026-11-15T23:00:00Z'), end: new Date('2026-11-22T23:00:00Z') };

function incident(id: number, opened: Date, minutes: number | undefined, more: Partial<Incident> = {}) {
  return {
    id,
    told: 'high',
    openedAt: opened,
    since: null,
    takenAt: new Date(opened.getTime() + 4 * 60_000),
    resolvedAt: minutes === undefined ? null : new Date(opened.getTime() + minutes * 60_000),
    reason: 'crash_loop',
    state: minutes === undefined ? 'open' : 'resolved',
    returns: [],
    namespace: 'payments',
    subjectName: 'payments-api',
    cluster: 'prod',
    isBaseline: false,
    ...more,
  } as Incident;
}

function report(more: Partial<ReportData> = {}): ReportData {
  const steps = stepsOf(period, 'quarter', fr.timeZone);
  const starts = stepsOf(period, 'day', fr.timeZone);
  return {
    period,
    clusters: ['prod'],
    workloads: [
      {
        cluster: 'prod',
        name: 'élevage/<svg onload=x>',
        kind: 'Deployment',
        availability: 0.925,
        down: 0,
        restarts: 3,
      },
    ],
    incidents: [incident(12, day(17), 75), incident(13, day(18), 30), incident(14, day(18, 15), undefined)],
    rollouts: [1, 2, 2].map((date) => ({
      at: day(15 + date),
      name: 'a/b',
      cluster: 'prod',
      images: [],
      revision: 1,
    })),
    trends: {
      unit: 'day',
      starts,
      restarts: starts.map((_each, at) => at % 2),
      step: 'quarter',
      steps,
      shares: [steps.map((_each, at) => (at === 0 ? undefined : at === 4 ? 0.2 : at === 5 ? 0.97 : 1))],
    },
    ...more,
  } as ReportData;
}

test('each chart says what it shows in the tenant’s language, with its unit; names stay text', async () => {
  const french = chartsOf(fr, report());
  expect(Object.keys(french)).toEqual(['availability', 'restarts', 'incidents', 'delays', 'rollouts']);
  expect(french.availability?.alt).toMatch(
    /^Disponibilité de 1 application, 16–22 novembre 2026\s: la plus basse est celle de élevage\/<svg onload=x>, 92,5\s%\.$/,
  );
  expect(french.availability?.svg).toContain('élevage/&lt;svg onload=x&gt;');
  expect(french.availability?.svg).toMatch(/six heures.*moins de 95/s);
  expect(french.incidents?.alt).toBe(
    '3 incidents ouverts, 16–22 novembre 2026. Le plus\u00a0: 2, le mercredi 18 novembre.',
  );
  expect(french.incidents?.svg).toMatch(/>lun. 16<.*>dim. 22</s);
  expect(french.delays?.alt).toMatch(/2 incidents .*nº 12, a duré 1.h.15/);
  expect(french.delays?.svg).toMatch(/en minutes.*>minutes<.*>4.min<.*>1.h.15</s);
  const english = chartsOf(en, report());
  expect(english.rollouts?.svg).toMatch(/Deployments per day/);
  expect(english.rollouts?.alt).toMatch(/^3 deployments, .*The most: 2, on Tuesday/);
  for (const chart of [...Object.values(french), ...Object.values(english)] as Chart[]) {
    const png = await pngOf(chart.svg);
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
    expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(1_400);
    expect(png.length).toBeLessThan(300_000);
  }
});

test('a single number is no chart, nor is nothing', () => {
  const { trends } = report();
  const lonely = report({
    incidents: [incident(1, day(17), 20)],
    rollouts: report().rollouts.slice(0, 1),
    trends: {
      ...trends,
      restarts: trends.restarts.map((_each, at) => (at === 2 ? 40 : 0)),
      shares: trends.shares.map((own) => own.map((each, at) => (at === 3 ? each : undefined))),
    },
  });
  expect(chartsOf(fr, lonely)).toEqual({});
  expect(
    chartsOf(
      fr,
      report({ workloads: [], incidents: [], rollouts: [], trends: { ...trends, restarts: [], shares: [] } }),
    ),
  ).toEqual({});
});

test('what was there before NOX is in no chart, and the chart says so', () => {
  const before = incident(9, day(16), 3_000, { isBaseline: true });
  const seen = chartsOf(fr, report({ incidents: [...report().incidents, before] }));
  expect(seen.incidents?.alt).toMatch(/^3 incidents/);
  expect(seen.incidents?.svg).toContain('sans ce qui précédait NOX');
  expect(seen.delays?.svg).not.toContain('nº 9 ');
});

test('a machine without fonts draws accents and ligatures: each sign is its own, and none is a box', async () => {
  const drawn = async (title: string) =>
    Buffer.from(await pngOf(card({ title, note: '' }, 80, []))).toString('base64');
  const signs = ['é', 'è', 'ê', 'ç', 'œ', 'Œ', '€', '’', 'º', 'e', 'c', '\u{10ffff}'];
  const pictures = await Promise.all(signs.map(drawn));
  expect(new Set(pictures).size).toBe(signs.length);
});

test('what people did, how many incidents and how long, as a client reads it', () => {
  const acts = ['k8s scale', 'k8s rollback'].map((what) => {
    return { at: day(17), who: 'Paul', what, target: 'prod/web/deployment/web' };
  });
  const told = { open: [], tickets: [], restarts: 0, coverage: 1, availability: 1 };
  const text = (given: Partial<ReportData>, writing: typeof fr | typeof en = fr) =>
    JSON.stringify(composeSections(writing, report({ ...told, ...given })));
  expect(text({ acts })).toMatch(
    /Paul a changé le nombre de réplicas de web\/web sur prod.*ramené web\/web à une version précédente/,
  );
  expect(text({ acts }, en)).toMatch(/Paul took web\/web on prod back to an earlier version/);
  const incidents = (all: readonly Incident[]) => text({ acts: [], incidents: all });
  expect(incidents([])).toContain('["Incidents","aucun"]');
  expect(incidents([incident(1, day(17), 0)])).toContain('["Incidents","1, résolu"]');
  expect(incidents([incident(1, day(17), undefined)])).toContain('["Incidents","1, en cours"]');
  expect(incidents(report().incidents)).toContain('["Incidents","3, dont 2 résolus"]');
  expect(incidents([incident(1, day(17), 0)])).toContain('"< 1 min"');
});

test('names that are too long lose their middle', () => {
  expect(fit('payments/api', 300, 12)).toBe('payments/api');
  const cut = fit(`payments/${'very-'.repeat(20)}long-worker`, 200, 12);
  expect(cut).toMatch(/^payments\/.*….*worker$/);
  expect(widthOf(cut, 12)).toBeLessThanOrEqual(200);
});

test('steps are days of the tenant’s zone, also on the day of 25 hours', () => {
  const autumn = { start: new Date('2026-10-23T22:00:00Z'), end: new Date('2026-10-26T23:00:00Z') };
  expect(stepsOf(autumn, 'day', 'Europe/Paris').map((each) => each.toISOString())).toEqual([
    '2026-10-23T22:00:00.000Z',
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T23:00:00.000Z',
  ]);
  const now = { start: new Date('2026-11-17T14:37:00Z'), end: new Date('2026-11-18T14:37:00Z') };
  expect(stepsOf(now, 'hour', 'Europe/Paris')).toHaveLength(25);
  expect(stepsOf(now, 'hour', 'Europe/Paris')[0]).toEqual(new Date('2026-11-17T14:00:00Z'));
});

test('a picture that Notion refuses is left out with those after it; what passes by itself is waited for', async () => {
  const charts = Object.values(chartsOf(fr, report())) as Chart[];
  const told: unknown[] = [];
  const log = { warn: (fields: object) => void told.push(fields) };
  function client(answers: (string | NoxError)[]): NotionClient {
    const upload = async () => {
      const answer = answers.shift();
      if (typeof answer === 'string') return answer;
      throw answer ?? new Error('asked too often');
    };
    return { upload } as unknown as NotionClient;
  }
  const refused = new NoxError('upstream_invalid', { service: 'Notion' });
  const busy = new NoxError('upstream_rate_limited', { service: 'Notion', seconds: 30 });
  const wait = { what: 'x', isPatient: true, log };
  expect([...(await uploadCharts(client(['u1', refused]), charts, wait))]).toEqual([['availability', 'u1']]);
  await expect(uploadCharts(client(['u1', busy]), charts, wait)).rejects.toBe(busy);
  const hurry = { ...wait, isPatient: false };
  expect([...(await uploadCharts(client(['u1', busy]), charts, hurry))]).toEqual([['availability', 'u1']]);
  expect(told).toHaveLength(2);
});
