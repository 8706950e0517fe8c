import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { severities } from '../../../src/core/incident.ts';
import type { Incident } from '../../../src/database/tenant/monitoring/incidents.ts';
import { code, moment } from '../../../src/core/reply.ts';
import { kindOf } from '../../../src/integrations/kubernetes/kinds.ts';
import { evidenceItems } from '../../../src/messages/findings.ts';
import { described, incidentPhrases } from '../../../src/messages/incident-phrases.ts';
import { createMessages, isMessageKey } from '../../../src/messages/translate.ts';
import { composeIncident, composeMany, composeStep } from '../../../src/monitoring/alerts/compose.ts';

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
    '🟠 payments/api sur prod\u00a0: redémarre en boucle · S’aggrave\u00a0: désormais «\u00a0Critique\u00a0».',
  );
  expect(said('silenced', '2026-03-02T12:00:00.000Z')).toMatch(
    /demande le silence jusqu’au 2 mars 2026.*13:00\.$/,
  );
  expect(said('silenced')).toMatch(/Ada demande le silence jusqu’à la résolution\.$/);
  expect(said('resolved')).toMatch(/Résolu après 3 heures/);
  expect(said('resolved', '', '2026-03-02T08:01:00Z')).toMatch(/Résolu après 1 minute\s/);
  expect(said('resolved', '', '2026-03-05T08:01:00Z')).toMatch(/Résolu après 3 jours/);
});

test('a cluster is named once, and one that refuses is not said to be silent', () => {
  const unreachable = { ...incident, reason: 'cluster_unreachable', subjectKind: 'Cluster', namespace: '' };
  const cluster = { ...unreachable, subjectName: 'prod' } as Incident;
  expect(composeIncident(messages('fr'), cluster, undefined).summary).toBe(
    '🟠 Grave · prod\u00a0: le cluster ne répond plus',
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
      /^🟠 2 (autres|more) incidents .*prod$/,
    );
    for (const severity of severities)
      expect(composeIncident(messages(locale), { ...incident, severity }, undefined).summary).toMatch(
        /^(🔵|🟡|🟠|🔴) /u,
      );
  }
});

test('an alert offers what makes sense for what it is about', () => {
  const offered = (subjectKind: string, reason: string, members = ['x']) =>
    incidentPhrases(
      messages('en'),
      {
        ...incident,
        subjectKind,
        reason,
        members,
        namespace: subjectKind === 'Node' ? '' : 'payments',
      } as Incident,
      undefined,
    );
  const labels = (...about: Parameters<typeof offered>) => offered(...about).map(({ label }) => label);
  const always = ['Open a ticket', 'Why?', 'Silence…', 'Resolve'];
  expect(labels('Deployment', 'crash_loop')).toEqual([
    'I’ll take it',
    'Logs',
    'Describe',
    'Restart',
    'Roll back',
    ...always,
  ]);
  // Nothing runs: there are no logs, and a restart would change nothing.
  expect(labels('Deployment', 'image_pull')).toEqual(['I’ll take it', 'Describe', 'Roll back', ...always]);
  // There is no command that takes them back.
  for (const kind of ['StatefulSet', 'DaemonSet'])
    expect(labels(kind, 'not_ready')).toEqual(['I’ll take it', 'Logs', 'Describe', 'Restart', ...always]);
  for (const kind of ['Job', 'Pod'])
    expect(labels(kind, 'not_ready')).toEqual(['I’ll take it', 'Logs', 'Describe', ...always]);
  for (const kind of ['Service', 'PersistentVolumeClaim', 'HorizontalPodAutoscaler', 'Node', 'CronJob'])
    expect(labels(kind, 'cronjob_missed')).toEqual(['I’ll take it', 'Describe', ...always]);
  for (const kind of ['Cluster', 'PersistentVolume', 'ResourceQuota', 'Secret'])
    expect(labels(kind, 'quota_nearly_full')).toEqual(['I’ll take it', ...always]);
  const says = (...about: Parameters<typeof offered>) => offered(...about).map((each) => each.says);
  expect(says('Node', 'node_not_ready')).toContain('k8s describe Node api --cluster "prod"');
  expect(says('StatefulSet', 'statefulset_degraded', ['api'])).toContain(
    'k8s logs statefulset/payments/api --cluster "prod"',
  );
  expect(says('DaemonSet', 'crash_loop', ['api-x7/proxy'])).toContain(
    'k8s logs daemonset/payments/api --container proxy --cluster "prod"',
  );
  expect(says('StatefulSet', 'crash_loop')).toContain(
    'k8s restart statefulset/payments/api --cluster "prod"',
  );
  // What is offered is what the command knows.
  expect(described.filter((kind) => !kindOf(kind))).toEqual([]);
});

test('what the cluster said is shown as it stands, and times in the reader’s own zone', () => {
  const evidence = [
    { field: 'spec.schedule', value: '30 4 * * *' },
    { field: 'due', value: '2026-11-25T03:30:00.000Z' },
    { field: 'status.lastScheduleTime', value: '' },
  ];
  expect(evidenceItems(evidence)).toEqual([
    [code('spec.schedule'), ' ', code('30 4 * * *')],
    [code('due'), ' ', moment(new Date('2026-11-25T03:30:00Z'))],
  ]);
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
