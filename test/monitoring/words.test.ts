import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { severities } from '../../src/core/incident.ts';
import type { Incident } from '../../src/database/tenant/monitoring/incidents.ts';
import { createMessages, isMessageKey } from '../../src/messages/translate.ts';
import { composeIncident, composeMany, composeStep } from '../../src/monitoring/alerts/compose.ts';

/** What people read of an incident, above all the one line that a phone shows. */
const messages = createMessages();
const incident = {
  id: 12,
  cluster: 'prod',
  reason: 'crash_loop',
  subjectKind: 'Deployment',
  namespace: 'payments',
  subjectName: 'api',
  severity: 'high',
  state: 'open',
  cause: null,
  since: new Date('2026-03-02T08:00:00Z'),
  openedAt: new Date('2026-03-02T08:05:00Z'),
  resolvedAt: null,
  members: ['api-7d9-x/app'],
  evidence: [],
  also: [],
} as unknown as Incident;
const step = (kind: string, detail = '', at = '2026-03-02T11:00:00Z') => ({
  id: 1,
  incidentId: 12,
  at: new Date(at),
  kind,
  detail,
  actorName: 'Ada',
});
const audience = { locale: 'fr', timeZone: 'Europe/Paris' } as const;
const said = (kind: string, detail?: string, at?: string) =>
  composeStep(messages('fr'), step(kind, detail, at), incident, audience).summary;

test('a step in a thread names what it is about, where, and how long in words', () => {
  expect(said('escalated', 'critical')).toBe(
    '🟠 payments/api sur prod : redémarre en boucle · S’aggrave : Critique.',
  );
  expect(said('silenced', '2026-03-02T12:00:00.000Z')).toMatch(
    /demande le silence jusqu’au 2 mars 2026.*13:00\.$/,
  );
  expect(said('silenced')).toMatch(/Ada demande le silence jusqu’à la résolution\.$/);
  expect(said('resolved')).toMatch(/Résolu après 3 heures/);
  expect(said('resolved', '', '2026-03-02T08:01:00Z')).toMatch(/Résolu après 1 minute /);
  expect(said('resolved', '', '2026-03-05T08:01:00Z')).toMatch(/Résolu après 3 jours/);
});

test('a cluster is named once, and one that refuses is not said to be silent', () => {
  const unreachable = { ...incident, reason: 'cluster_unreachable', subjectKind: 'Cluster', namespace: '' };
  const cluster = { ...unreachable, subjectName: 'prod' } as Incident;
  expect(composeIncident(messages('fr'), cluster, undefined).summary).toBe(
    '🟠 Grave · prod : le cluster ne répond plus',
  );
  const refused = { ...cluster, cause: 'cause.credential' } as Incident;
  expect(composeIncident(messages('en'), refused, undefined).summary).toBe(
    '🟠 High · prod: the cluster refuses NOX’s access',
  );
});

test('a phone’s line is short, whatever the names, and tells how bad it is', () => {
  const long = { ...incident, namespace: 'n'.repeat(63), subjectName: `${'d'.repeat(200)}-worker` };
  for (const locale of ['fr', 'en'] as const) {
    const { summary } = composeIncident(messages(locale), long, undefined);
    expect(summary.length).toBeLessThan(150);
    expect(summary).toMatch(/-worker (sur|on) prod/);
    expect(composeMany(messages(locale), 'digest', [incident, incident]).summary).toMatch(
      /^🟠 2 incidents .*prod$/,
    );
    for (const severity of severities)
      expect(composeIncident(messages(locale), { ...incident, severity }, undefined).summary).toMatch(
        /^(🔵|🟡|🟠|🔴) /u,
      );
  }
});

test('every cause that a detector names has words', () => {
  const folder = 'src/monitoring/detectors';
  const sources = [
    ...readdirSync(folder).map((file) => `${folder}/${file}`),
    'src/monitoring/cluster-pulse.ts',
  ];
  const named = sources.flatMap((file) => readFileSync(file, 'utf8').match(/(?<=')cause\.\w+(?=')/g) ?? []);
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((key) => !isMessageKey(key))).toEqual([]);
});
