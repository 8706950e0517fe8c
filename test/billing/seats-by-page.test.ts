import { afterAll, beforeAll, expect, it } from 'vitest';
import { browse } from '../aboard/world.ts';
import { call } from '../support/nox.ts';
import { startBilling } from './world.ts';
import type { BillingWorld } from './world.ts';

/** People who come and go by the pages change what Stripe bills. */
let world: BillingWorld;
beforeAll(async () => {
  world = await startBilling('enterprise');
});
afterAll(() => world?.close());

const origin = 'https://nox.example';
const password = 'correct horse battery';

async function cookieOf(email: string): Promise<string> {
  const { body } = await call(world.space.nox, 'POST', '/api/auth/login', { email, password });
  return `__Host-nox=${String(body.token)}; __Host-nox-lang=fr`;
}

/** What an admin does on a page. */
async function post(path: string, form: Readonly<Record<string, string>>) {
  const cookie = await cookieOf('owner@example.com');
  const page = await browse(world.space.nox, path, { cookie, form, origin });
  await world.space.nox.app.settled();
  return page;
}

const billed = () =>
  world.stripe.requests
    .filter(({ call: made }) => made.startsWith('POST /v1/subscription_items/'))
    .map(({ body }) => body.get('quantity'));

async function joins(email: string, days = '0'): Promise<void> {
  const invited = await post('/people/invite', { note: email, role: 'developer', days });
  const path = /\/invitation\/[\w-]+/.exec(invited.html)?.[0] ?? '';
  const joined = await browse(world.space.nox, path, { form: { name: email, email, password }, origin });
  expect([email, joined.status]).toEqual([email, 303]);
  await world.space.nox.app.settled();
}

/** The number of somebody on the page of people. */
async function idOf(name: string): Promise<string> {
  const { html } = await browse(world.space.nox, '/people', { cookie: await cookieOf('owner@example.com') });
  const row = html.split('<tr').find((each) => each.includes(`${name}<br>`)) ?? '';
  return /\/people\/(\d+)\//.exec(row)?.[1] ?? '';
}

it('who joins by an invitation takes a seat; who is removed frees it, who is restored takes it again', async () => {
  await world.pay('team', 1);
  await joins('devi@example.com');
  expect(billed()).toEqual(['2']);
  const id = await idOf('devi@example.com');
  expect((await post(`/people/${id}/remove`, {})).location).toBe('/people?done=remove');
  expect(billed()).toEqual(['2', '1']);
  expect((await post(`/people/${id}/restore`, {})).location).toBe('/people?done=restore');
  expect(billed()).toEqual(['2', '1', '2']);
});

it('who is met in Slack takes a seat, and gives it back on linking it with the account they had', async () => {
  await world.space.say('status', 'U0SAM111');
  expect(billed().at(-1)).toBe('3');
  const path = /\/slack\/link\/[\w-]+/.exec(await world.space.say('link', 'U0SAM111'))?.[0] ?? '';
  const page = await browse(world.space.nox, path, {
    form: { email: 'devi@example.com', password },
    origin,
  });
  expect(page.status).toBe(200);
  await world.space.nox.app.settled();
  expect(billed().at(-1)).toBe('2');
  expect(await world.billing()).toMatchObject({ seats: { active: 2, billed: 2 } });
});

it('a guest whose time is over is counted no longer, and the seat is freed when people are next counted', async () => {
  await joins('guest@example.com', '1');
  expect(billed().at(-1)).toBe('3');
  world.pass(2);
  expect(await world.billing()).toMatchObject({ seats: { active: 2, billed: 3 } });
  // The next count: anybody comes or goes, Stripe tells of the subscription, or NOX starts.
  const [subscription] = world.stripe.subscriptions;
  await world.deliver(world.stripe.event('customer.subscription.updated', subscription ?? {}, world.now()));
  await world.space.nox.app.settled();
  expect(billed().at(-1)).toBe('2');
});
