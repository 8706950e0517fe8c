import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRepository, startSmallGithub } from '../support/small-github.ts';
import { startBilling } from './world.ts';
import type { BillingWorld } from './world.ts';

/** A freelancer's subscription, from the trial to its end and back. */
let world: BillingWorld;
beforeAll(async () => {
  world = await startBilling('freelance');
});
afterAll(() => world?.close());

const dayMs = 24 * 3600_000;
const say = (text: string) => world.space.say(text);
const state = async () => (await world.billing())['state'];

describe('the trial', () => {
  it('lasts fourteen days from the beginning, without a card', async () => {
    const { trialEndsAt, ...account } = await world.billing();
    expect(account).toMatchObject({
      plan: null,
      state: 'trial',
      limits: { clusters: 6, workspaces: 6, tools: 15, viewers: 6 },
      usage: { clusters: 0, workspaces: 1, tools: 0, viewers: 0 },
      seats: null,
    });
    const days = (Date.parse(String(trialEndsAt)) - world.now().getTime()) / dayMs;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14);
    expect(world.stripe.requests).toEqual([]);
  });

  it('is told in Slack, with the address where one pays', async () => {
    const said = await say('plan');
    expect(said).toContain('L’essai court jusqu’au');
    expect(said).toContain('https://nox.example/billing');
    expect(said).toContain('"response_type":"ephemeral"');
  });

  it('has no portal yet', async () => {
    const answer = await world.api('POST', '/api/billing/portal');
    expect([answer.status, answer.body['code']]).toEqual([409, 'conflict']);
  });
});

describe('checkout', () => {
  it('opens Stripe’s page for a plan of one’s own kind, and for no other', async () => {
    const answer = await world.api('POST', '/api/billing/checkout', { plan: 'solo' });
    expect([answer.status, answer.body['url']]).toEqual([200, expect.stringContaining('/checkout/cs_')]);
    const { body } =
      world.stripe.requests.findLast(({ call }) => call === 'POST /v1/checkout/sessions') ?? {};
    expect(Object.fromEntries(body ?? [])).toMatchObject({
      mode: 'subscription',
      'line_items[0][quantity]': '1',
      success_url: 'https://nox.example/billing?paid=1',
    });
    // The rest of the trial is kept.
    const trialEnd = Number(body?.get('subscription_data[trial_end]')) * 1000;
    expect(trialEnd).toBeGreaterThan(world.now().getTime() + 13 * dayMs);
    for (const plan of ['team', 'enterprise', '', 'solo '])
      expect([plan, (await world.api('POST', '/api/billing/checkout', { plan })).status]).toEqual([
        plan,
        400,
      ]);
  });

  it('asks the plan’s price of Stripe', async () => {
    const price = world.stripe.requests.find(({ call }) => call === 'POST /v1/prices');
    expect(Object.fromEntries(price?.body ?? [])).toMatchObject({
      currency: 'eur',
      unit_amount: '1900',
      'recurring[interval]': 'month',
    });
  });

  it('begun again, closes the page before, and makes neither customer nor price anew', async () => {
    const made = () =>
      world.stripe.requests.filter(({ call }) => /^POST \/v1\/(customers|prices|products)$/.test(call))
        .length;
    const before = made();
    expect((await world.api('POST', '/api/billing/checkout', { plan: 'solo' })).status).toBe(200);
    expect(made()).toBe(before);
    const expired = world.stripe.requests.filter(({ call }) => call.endsWith('/expire'));
    expect(expired).toHaveLength(1);
  });

  it('tells Stripe no name and no address', () => {
    const customer = world.stripe.requests.find(({ call }) => call === 'POST /v1/customers');
    expect([...(customer?.body.keys() ?? [])].sort()).toEqual(['metadata[nox]', 'metadata[tenant]']);
  });
});

describe('what Stripe tells', () => {
  it('is not believed without its signature over the very body', async () => {
    const { stripe } = world;
    const subscription = stripe.subscribe(world.customer(), 'studio', world.now());
    const event = (secret?: string) =>
      stripe.event('customer.subscription.created', subscription, world.now(), secret ? { secret } : {});
    const forged = event('whsec_of_somebody_else');
    const old = stripe.event(
      'customer.subscription.created',
      subscription,
      new Date(world.now().getTime() - 600_000),
    );
    const { body, signature } = event();
    for (const each of [
      forged,
      old,
      { body, signature: '' },
      { body: body.replace('studio', 'solo'), signature },
    ]) {
      const answer = await world.deliver(each);
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Stripe')]);
    }
    expect(await state()).toBe('trial');
    stripe.subscriptions.pop();
  });

  it('makes the plan count', async () => {
    await world.pay('solo');
    expect(await world.billing()).toMatchObject({ plan: 'solo', state: 'active', limits: { clusters: 2 } });
    expect(await say('plan')).toContain('Formule Solo');
    expect(await say('audit')).toContain('Stripe');
  });

  it('twice counts once', async () => {
    const [subscription] = world.stripe.subscriptions;
    const event = world.stripe.event('customer.subscription.updated', subscription ?? {}, world.now());
    const asked = () => world.stripe.requests.length;
    expect((await world.deliver(event)).status).toBe(200);
    const before = asked();
    expect((await world.deliver(event)).status).toBe(200);
    expect(asked()).toBe(before);
  });

  it('out of order ends as Stripe says it stands', async () => {
    const [subscription] = world.stripe.subscriptions;
    const late = { ...subscription, status: 'incomplete' };
    const told = [
      world.stripe.event('customer.subscription.created', late, world.now()),
      world.stripe.event(
        'customer.subscription.deleted',
        { ...subscription, status: 'canceled' },
        world.now(),
      ),
      world.stripe.event('invoice.payment_failed', { customer: world.customer() }, world.now()),
    ];
    const answers = await Promise.all(told.map((each) => world.deliver(each)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await state()).toBe('active');
  });

  it('of others’ customers and of other things is taken and left alone', async () => {
    const stranger = world.stripe.subscribe('cus_stranger', 'studio', world.now());
    for (const event of [
      world.stripe.event('customer.subscription.created', stranger, world.now()),
      world.stripe.event('product.updated', { id: 'prod_1' }, world.now()),
    ])
      expect((await world.deliver(event)).status).toBe(200);
    expect(await world.billing()).toMatchObject({ plan: 'solo' });
  });

  it('comes again where Stripe could not be asked', async () => {
    const [subscription] = world.stripe.subscriptions;
    const event = world.stripe.event('customer.subscription.updated', subscription ?? {}, world.now());
    world.stripe.isDown = true;
    const failed = await world.deliver(event);
    expect(failed.status).toBeGreaterThanOrEqual(400);
    expect(await failed.text()).not.toContain('secret words');
    world.stripe.isDown = false;
    const item = subscription?.items.data[0];
    if (item) item.price = { id: 'price_pro', metadata: { plan: 'pro' } };
    expect((await world.deliver(event)).status).toBe(200);
    expect(await world.billing()).toMatchObject({ plan: 'pro', limits: { clusters: 6 } });
  });
});

describe('a change of plan', () => {
  it('is confirmed on Stripe’s portal, and never a second subscription', async () => {
    const before = world.stripe.requests.length;
    const answer = await world.api('POST', '/api/billing/checkout', { plan: 'studio' });
    expect(answer.body['url']).toBe(`https://billing.stripe.example/${world.customer()}`);
    const calls = world.stripe.requests.slice(before);
    expect(calls.map(({ call }) => call)).not.toContain('POST /v1/checkout/sessions');
    const session = calls.find(({ call }) => call === 'POST /v1/billing_portal/sessions');
    expect(session?.body.get('flow_data[subscription_update_confirm][subscription]')).toBe(
      world.stripe.subscriptions[0]?.id,
    );
    expect((await world.api('POST', '/api/billing/portal')).body['url']).toContain('billing.stripe.example');
  });

  it('below what is used deletes nothing, and refuses more', async () => {
    const github = await startSmallGithub('ghp_1234567890');
    github.on('GET /user', { body: { login: 'marie' }, headers: { 'x-oauth-scopes': 'repo' } });
    github.on('GET /user/repos', { body: [rawRepository('marie/web')] });
    const connect = (name: string) =>
      world.api('POST', '/api/integrations/github', { name, token: 'ghp_1234567890', baseUrl: github.url });
    for (const name of ['a', 'b', 'c', 'd', 'e']) expect((await connect(name)).status).toBe(201);
    const [subscription] = world.stripe.subscriptions;
    const item = subscription?.items.data[0];
    if (item) item.price = { id: 'price_solo', metadata: { plan: 'solo' } };
    await world.deliver(world.stripe.event('customer.subscription.updated', subscription ?? {}, world.now()));
    expect(await world.billing()).toMatchObject({ plan: 'solo', limits: { tools: 4 }, usage: { tools: 5 } });
    const refused = await connect('f');
    expect([refused.status, refused.body['code']]).toEqual([402, 'plan_limit']);
    expect(refused.body['error']).toContain('https://nox.example/billing');
    // What is there can be renewed.
    expect((await connect('a')).status).toBe(201);
    expect(await world.billing()).toMatchObject({ usage: { tools: 5 } });
    await github.close();
  });
});

describe('a subscription that lapses', () => {
  it('warns who runs the space, and takes nothing away', async () => {
    world.pass(40);
    const [subscription] = world.stripe.subscriptions;
    if (!subscription) throw new Error('no subscription');
    subscription.status = 'past_due';
    const item = subscription.items.data[0];
    if (item) item.current_period_start = Math.floor(world.now().getTime() / 1000);
    await world.deliver(
      world.stripe.event('invoice.payment_failed', { customer: world.customer() }, world.now()),
    );
    expect(await world.billing()).toMatchObject({ state: 'warned', reason: 'unpaid' });
    expect(await say('status')).toContain('Le dernier paiement n’a pas abouti.');
    expect(await say('invite <@U0SAM111|sam> --only a')).toContain('C’est fait');
    expect(await world.space.say('status', 'U0SAM111')).not.toContain('paiement');
  });

  it('turns NOX read-only after a week; reading and paying go on', async () => {
    world.pass(8);
    expect(await state()).toBe('read_only');
    const refused = await say('invite <@U0LOU111|lou> --only a');
    expect(refused).toContain('NOX est en lecture seule');
    expect(refused).toContain('https://nox.example/billing');
    expect(await say('status')).toContain('GitHub');
    expect((await world.api('GET', '/api/integrations')).status).toBe(200);
    expect((await world.api('POST', '/api/billing/portal')).status).toBe(200);
    const added = await world.api('POST', '/api/integrations/k8s', { name: 'x' });
    expect(added.status).not.toBe(201);
    expect(await say('audit')).toContain('payment_required');
  });

  it('does not begin anew when Stripe gives the subscription up', async () => {
    const [subscription] = world.stripe.subscriptions;
    if (!subscription) throw new Error('no subscription');
    Object.assign(subscription, { status: 'canceled', ended_at: Math.floor(world.now().getTime() / 1000) });
    await world.deliver(world.stripe.event('customer.subscription.deleted', subscription, world.now()));
    expect(await world.billing()).toMatchObject({ state: 'read_only', reason: 'ended' });
    world.pass(14);
    expect(await state()).toBe('paused');
    expect(await say('plan')).toContain('ne surveille plus vos clusters');
  });

  it('is as before once it is paid again', async () => {
    await world.pay('studio');
    expect(await world.billing()).toMatchObject({ state: 'active', plan: 'studio', usage: { tools: 5 } });
    expect(await say('invite <@U0LOU111|lou> --only a')).toContain('C’est fait');
  });

  it('says until when, where its end was asked for', async () => {
    const subscription = world.stripe.subscriptions.at(-1);
    if (!subscription) throw new Error('no subscription');
    subscription.cancel_at = Math.floor(world.now().getTime() / 1000) + 864_000;
    await world.deliver(world.stripe.event('customer.subscription.updated', subscription, world.now()));
    expect(await say('plan')).toContain('L’abonnement prend fin le');
  });
});
