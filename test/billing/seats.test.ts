import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../support/nox.ts';
import { startBilling } from './world.ts';
import type { BillingWorld } from './world.ts';

/** An enterprise pays for its active people. */
let world: BillingWorld;
beforeAll(async () => {
  world = await startBilling('enterprise');
});
afterAll(() => world?.close());

const quantities = () =>
  world.stripe.requests
    .filter(({ call: made }) => made.startsWith('POST /v1/subscription_items/'))
    .map(({ body }) => [body.get('quantity'), body.get('proration_behavior')]);

it('begins with as many seats as there are people', async () => {
  await world.space.say('status', 'U0SAM111');
  expect(await world.billing()).toMatchObject({
    seats: { active: 2, billed: null },
    limits: { viewers: null },
  });
  await world.pay('team', 2);
  const checkout = world.stripe.requests.find(({ call: made }) => made === 'POST /v1/checkout/sessions');
  expect(checkout?.body.get('line_items[0][quantity]')).toBe('2');
  expect(await world.billing()).toMatchObject({ plan: 'team', seats: { active: 2, billed: 2 } });
  expect(quantities()).toEqual([]);
});

it('adds a seat when somebody is met, prorated by Stripe', async () => {
  await world.space.say('status', 'U0LOU111');
  await world.space.nox.app.settled();
  expect(quantities()).toEqual([['3', 'create_prorations']]);
  expect(await world.space.say('plan')).toContain('3 personnes actives, 3 sièges facturés');
});

it('makes good at the next change what Stripe did not hear', async () => {
  world.stripe.isDown = true;
  await world.space.say('invite <@U0NEW111|new> developer');
  await world.space.nox.app.settled();
  expect(await world.billing()).toMatchObject({ seats: { active: 4, billed: 3 } });
  world.stripe.isDown = false;
  const [subscription] = world.stripe.subscriptions;
  await world.deliver(world.stripe.event('customer.subscription.updated', subscription ?? {}, world.now()));
  await world.space.nox.app.settled();
  expect(await world.billing()).toMatchObject({ seats: { active: 4, billed: 4 } });
  expect(world.space.nox.logged.join('')).not.toContain('secret words');
});

it('changes plans with the seats there are', async () => {
  const answer = await world.api('POST', '/api/billing/checkout', { plan: 'business' });
  expect(answer.status).toBe(200);
  const session = world.stripe.requests.findLast(({ call: made }) =>
    made.endsWith('billing_portal/sessions'),
  );
  const confirm = 'flow_data[subscription_update_confirm][items][0]';
  expect(session?.body.get(`${confirm}[quantity]`)).toBe('4');
});

it('is for those who run the space alone', async () => {
  expect(await world.space.say('plan', 'U0SAM111')).toContain('Il faut le rôle admin');
  const link = /\/slack\/signin\/[\w-]+/.exec(await world.space.say('signin', 'U0SAM111'))?.[0] ?? '';
  const { url } = world.space.nox.app;
  const opened = await fetch(url + link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  const token = /__Host-nox=([^;]+)/.exec(opened.headers.get('set-cookie') ?? '')?.[1];
  for (const [method, path, body] of [
    ['GET', '/api/billing', undefined],
    ['POST', '/api/billing/checkout', { plan: 'team' }],
    ['POST', '/api/billing/portal', {}],
  ] as const) {
    const answer = await call(world.space.nox, method, path, body, token);
    expect([path, answer.status, answer.body['code']]).toEqual([path, 403, 'forbidden']);
    expect((await call(world.space.nox, method, path, body)).status).toBe(401);
  }
});

it('tells colleagues that nothing may be changed, and who can help', async () => {
  const [subscription] = world.stripe.subscriptions;
  if (!subscription) throw new Error('no subscription');
  Object.assign(subscription, { status: 'canceled', ended_at: Math.floor(world.now().getTime() / 1000) });
  await world.deliver(world.stripe.event('customer.subscription.deleted', subscription, world.now()));
  world.pass(40);
  const refused = await world.space.say('k8s restart api', 'U0SAM111');
  expect(refused).toContain('Un administrateur de l’espace peut reprendre');
  expect(refused).toContain('"response_type":"ephemeral"');
  expect(await world.space.say('incidents', 'U0SAM111')).toContain('Les clusters ne sont pas surveillés');
  expect(await world.space.say('status', 'U0SAM111')).not.toContain('surveill');
});
