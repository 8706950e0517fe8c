import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJira } from '../../../demo/jira/jira.ts';
import type { SimulatedJira } from '../../../demo/jira/jira.ts';
import { techcorpJira } from '../../../demo/jira/worlds.ts';
import { createEgress } from '../../../src/integrations/egress.ts';
import { openJira } from '../../../src/integrations/jira/client.ts';
import type { JiraClient } from '../../../src/integrations/jira/client.ts';
import { openJiraDesk } from '../../../src/monitoring/tickets/jira-desk.ts';

/** Whether a ticket was created before its answer was lost. */
let jira: SimulatedJira;
let client: JiraClient;

beforeAll(async () => {
  jira = await startJira({ world: techcorpJira() });
  const { email, apiToken } = jira.credentials;
  client = openJira(
    { baseUrl: jira.url, siteUrl: 'https://site.example', deployment: 'cloud', email, token: apiToken },
    { egress: createEgress({ allow: ['127.0.0.1'] }), defaults: { githubUrl: '', notionUrl: '' } },
    'techcorp',
    AbortSignal.timeout(60_000),
  );
});
afterAll(async () => {
  await client?.close();
  await jira?.close();
});

test('a ticket is found by its own marker, and not by the words of another', async () => {
  const desk = openJiraDesk(client, 'OPS');
  const other = await desk.create({
    title: 'payments/payments-api sur prod',
    body: 'NOX : incident nº 2, 1 conteneur concerné.',
    marker: 'nox-incident-1-3',
  });
  expect(await desk.find('nox-incident-1-2')).toBeUndefined();
  expect(await desk.find('nox-incident-1-3')).toEqual(other);
  expect(await desk.find('nox-incident-1-31')).toBeUndefined();
});

test('a marker that stands in the description is one too, as where the screen has no labels', async () => {
  const desk = openJiraDesk(client, 'OPS');
  const marked = await desk.create({
    title: 'web/web sur prod',
    body: 'Redémarre en boucle.\n\nnox-incident-1-9',
    marker: 'nox-incident-1-8',
  });
  expect(await desk.find('nox-incident-1-9')).toEqual(marked);
});
