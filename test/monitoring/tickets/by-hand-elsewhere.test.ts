import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { textOf } from '../../../demo/jira/document.ts';
import type { Message } from '../../../demo/slack/platform.ts';
import { startGatedWorld } from '../support/gated-world.ts';
import type { GatedWorld } from '../support/gated-world.ts';

/** People do as they like in Slack, Jira and Notion: it is respected, and where somebody must act one sentence says so. */
let world: GatedWorld;
const soon = { timeout: 50_000, interval: 25 };

beforeAll(async () => {
  world = await startGatedWorld();
  world.slack.inviteApp('C0PLAT');
});
afterAll(() => world?.close());

const channel = (): readonly Message[] =>
  world.slack.visible('U0ADA', 'C0PLAT').filter(({ userId, onlyFor }) => userId !== 'U0ADA' && !onlyFor);
const own = (word: string, place = channel()) =>
  place.filter(({ text, threadTs }) => !threadTs && text.includes(`${word} `));
const idOf = async (name: string) => {
  const [row] = await world.own<{ id: number }[]>`select id from incidents where subject_name = ${name}`;
  return row?.id;
};
const quiet = () =>
  vi.waitFor(async () => {
    const waiting = await world.own`select key from outbox where state in ('waiting', 'sending')`;
    expect(waiting.map(({ key }) => String(key))).toEqual([]);
  }, soon);
/** A Job that failed, told in a place. */
async function fail(name: string, place = channel): Promise<void> {
  world.lean.put(1, world.failedJob(name));
  await vi.waitFor(() => expect(own(name, place())).toHaveLength(1), soon);
  await quiet();
}
/** Somebody who may deletes a message, with the app's own right. */
async function remove(ts: string): Promise<void> {
  const { token } = world.slack.requests.findLast(({ method }) => method === 'chat.postMessage') ?? {};
  const body = new URLSearchParams({ channel: 'C0PLAT', ts });
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${world.slack.apiUrl}chat.delete`, { method: 'POST', headers, body });
  expect(await answer.json()).toMatchObject({ ok: true });
}

test('a message that was deleted is not said again, nor is anything left without its thread', async () => {
  expect(await world.say('alerts here')).toMatch(/arrivent ici/);
  await fail('unwanted');
  await remove(own('unwanted')[0]?.ts ?? '');
  const before = channel().length;
  await world.say(`incident take ${await idOf('unwanted')}`);
  await quiet();
  await world.say(`incident resolve ${await idOf('unwanted')}`);
  await quiet();
  expect(channel()).toHaveLength(before);
});

/** What a step of an incident puts into the outbox. */
const sayLastStep = (id: number | undefined) => world.own`
  insert into outbox (tenant_id, key, kind, payload)
  select 1, 'line:' || max(id), 'line', jsonb_build_object('message', ${`incident:${id}`}::text, 'stepId', max(id))
  from incident_steps`;

test('a line whose message was deleted a moment ago is taken back', async () => {
  await fail('hasty');
  await remove(own('hasty')[0]?.ts ?? '');
  const before = channel().length;
  const id = await idOf('hasty');
  await world.own`insert into incident_steps (tenant_id, incident_id, at, kind, detail) values (1, ${Number(id)}, now(), 'ticket_opened', 'OPS-1')`;
  await sayLastStep(id);
  await quiet();
  expect(channel()).toHaveLength(before);
});

test('what was deleted and gets worse is news, and is told anew', async () => {
  const id = await idOf('hasty');
  await world.own`insert into incident_steps (tenant_id, incident_id, at, kind, detail) values (1, ${Number(id)}, now(), 'escalated', 'high')`;
  await sayLastStep(id);
  await vi.waitFor(() => expect(own('hasty')).toHaveLength(1), soon);
});

const issueOf = (name: string) =>
  [...world.jira.issues.values()].filter(({ summary }) => summary.includes(`/${name} `));

test('a ticket asked for when the incident is over is for what is left to do: it stays open', async () => {
  await fail('followed');
  const id = await idOf('followed');
  await world.say(`incident resolve ${id}`);
  await quiet();
  expect(await world.say(`incident ${id} ticket to jira OPS`)).toMatch(/est ouvert.*NOX ne le fermera pas/);
  await quiet();
  const [issue] = issueOf('followed');
  expect(world.jira.nameOf(issue?.status ?? '')).toBe('À faire');
  expect(textOf(issue?.description ?? {})).toMatch(/Résolu.*pour la suite/s);
  expect(await world.say(`incident ${id}`)).toMatch(/laissé à l’équipe/);
});

test('a ticket that was deleted is not opened again by itself; the thread says so, and a button opens another', async () => {
  await world.say('tickets rule add info prod to jira OPS');
  await fail('deleted');
  const [issue] = issueOf('deleted');
  (world.jira.issues as Map<string, unknown>).delete(issue?.key ?? '');
  await world.say(`incident take ${await idOf('deleted')}`);
  await quiet();
  const [alert] = own('deleted');
  const said = channel().filter(({ text }) => text.includes(`Le ticket ${issue?.key} n’est plus là`));
  expect(said.map(({ threadTs }) => threadTs)).toEqual([alert?.ts]);
  expect(JSON.stringify(alert?.blocks)).toContain('Ouvrir un ticket');
  expect(JSON.stringify(alert?.blocks)).not.toContain(`browse/${issue?.key}`);
  expect(await world.say('tickets')).toMatch(/introuvable/);
  expect(issueOf('deleted')).toHaveLength(0);
  expect(await world.say(`incident ${await idOf('deleted')} ticket`)).toMatch(/est ouvert/);
  await quiet();
  expect(issueOf('deleted')).toHaveLength(1);
});

test('a ticket that was moved to another project is followed there, under its new name', async () => {
  await fail('moved');
  const [issue] = issueOf('moved');
  const old = issue?.key ?? '';
  Object.assign(issue ?? {}, { key: 'WEB-900', project: 'WEB' });
  (world.jira.issues as Map<string, unknown>).set('WEB-900', issue);
  await world.say(`incident take ${await idOf('moved')}`);
  await quiet();
  await world.say(`incident resolve ${await idOf('moved')}`);
  await quiet();
  expect(issue?.comments).toHaveLength(2);
  expect(world.jira.nameOf(issue?.status ?? '')).toBe('Terminé');
  const shown = JSON.stringify(own('moved')[0]?.blocks);
  expect(shown).toContain('WEB-900');
  expect(shown).not.toContain(old);
});

test('a project whose key is gone: the incident says why it has no ticket', async () => {
  world.away['jira'] = ({ path }) =>
    path.includes('/OPS')
      ? { status: 404, body: { errorMessages: ['No project could be found.'], errors: {} } }
      : true;
  await fail('homeless');
  const [alert] = own('homeless');
  const thread = channel().filter(({ threadTs }) => threadTs === alert?.ts);
  expect(thread.map(({ text }) => text)).toEqual([expect.stringMatching(/n’a pas pu être ouvert.*OPS/)]);
  delete world.away['jira'];
});

const reports = (place: string) =>
  world.slack.visible('U0ADA', place).filter(({ text }) => /^Rapport.* nº \d+$/.test(text));

test('the page that reports go to is archived or not shared any more: the report is told, and why it has no page', async () => {
  const refusals = [
    { status: 404, code: 'object_not_found', message: 'Could not find block.' },
    { status: 400, code: 'validation_error', message: "Can't edit block that is archived." },
  ];
  for (const refusal of refusals) {
    const before = reports('C0PLAT').length;
    world.away['notion'] = ({ method, path }) =>
      method === 'POST' && path.endsWith('/pages')
        ? { status: refusal.status, body: { object: 'error', ...refusal } }
        : true;
    await world.say('report now daily prod in Post-mortems');
    await vi.waitFor(() => expect(reports('C0PLAT')).toHaveLength(before + 1), soon);
    const shown = JSON.stringify(reports('C0PLAT').at(-1)?.blocks);
    expect(shown).toMatch(/Notion n’a pas accepté la page dans «\sPost-mortems\s»/);
    expect(shown).not.toMatch(/notion\.so/);
    await quiet();
  }
  delete world.away['notion'];
});

test('the channel is archived: alerts and reports go to who installed NOX, and say why', async () => {
  world.slack.archive('C0PLAT');
  const direct = world.slack.direct('U0ADA', 'T0PLAT');
  await fail('stray', () => world.slack.visible('U0ADA', direct));
  const [alert] = own('stray', world.slack.visible('U0ADA', direct));
  expect(JSON.stringify(alert?.blocks)).toMatch(/NOX ne peut plus écrire.*C0PLAT/);
  await world.say('report now daily prod');
  await vi.waitFor(() => expect(reports(direct)).toHaveLength(1), soon);
  expect(JSON.stringify(reports(direct)[0]?.blocks)).toMatch(/Ce rapport arrive ici.*C0PLAT/);
});
