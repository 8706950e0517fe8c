import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBilling } from './world.ts';
import type { BillingWorld } from './world.ts';

/** Without Stripe's keys nothing is billed, and nothing runs out. */
let world: BillingWorld;
beforeAll(async () => {
  world = await startBilling('freelance', { bills: false });
});
afterAll(() => world?.close());

it('is unlimited, also years later', async () => {
  world.pass(900);
  expect(await world.billing()).toMatchObject({
    plan: null,
    state: 'unlimited',
    limits: { clusters: null, workspaces: null, tools: null, viewers: null },
    plans: [],
  });
  for (let i = 0; i < 8; i += 1)
    expect(await world.space.say(`invite <@U0GUEST${i}|x>`)).toContain('C’est fait');
  expect(await world.space.say('plan')).toContain('n’a pas de facturation');
});

it('has nothing to pay', async () => {
  for (const [path, body] of [
    ['/api/billing/checkout', { plan: 'solo' }],
    ['/api/billing/portal', {}],
  ] as const) {
    const answer = await world.api('POST', path, body);
    expect([path, answer.status, answer.body['error']]).toEqual([
      path,
      409,
      expect.stringContaining('pas de facturation'),
    ]);
  }
  const event = world.stripe.event('customer.deleted', { id: 'cus_1' }, world.now());
  expect((await world.deliver(event)).status).toBe(404);
  expect(world.stripe.requests).toEqual([]);
});
