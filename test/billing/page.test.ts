import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../support/nox.ts';
import { carry, isWell, signedUp, startWebWorld } from '../web/world.ts';
import type { WebWorld } from '../web/world.ts';
import { startStripe, webhookSecret } from './stripe.ts';
import type { StripeWorld } from './stripe.ts';

/** Paying in a real browser, at the emulated Stripe's own page. */
let stripe: StripeWorld;
let world: WebWorld;
let ahead = 0;
const now = () => new Date(Date.now() + ahead);

beforeAll(async () => {
  stripe = await startStripe();
  world = await startWebWorld(
    {
      STRIPE_SECRET_KEY: 'sk_test_of_the_tests',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: stripe.url,
    },
    { clock: { now } },
  );
});
afterAll(async () => {
  await world?.close();
  await stripe?.close();
});

it('goes to Stripe’s page from a phone, and comes back to a plan, before Stripe has told', async () => {
  const context = await world.open({ view: 'phone' });
  await signedUp(world, context, 'freelance', 'marie@pay.example');
  const page = await context.newPage();
  await page.goto('/billing');
  await isWell(page, 'billing-fr-phone-trial');
  expect(await page.getByRole('status').innerText()).toContain('L’essai court jusqu’au');
  await page.getByRole('button', { name: 'Choisir Pro' }).click();
  await page.waitForURL(`${stripe.url}/checkout/**`);
  expect(await page.locator('body').innerText()).toContain('NOX Pro');
  const checkout = stripe.requests.find(({ call: made }) => made === 'POST /v1/checkout/sessions');
  stripe.subscribe(checkout?.body.get('customer') ?? '', 'pro', now());
  await page.goto(new URL(checkout?.body.get('success_url') ?? '', world.url).href);
  expect(await page.locator('main').innerText()).toMatch(/Merci[\s\S]*À jour[\s\S]*Formule Pro/);
  await isWell(page, 'billing-fr-phone-paid');
  await page.getByRole('button', { name: 'Gérer l’abonnement' }).click();
  // The portal's address here is none that forms may lead to: a link does.
  const on = page.getByRole('link', { name: 'Continuer' });
  expect(await on.getAttribute('href')).toMatch(/^https:\/\/billing\.stripe\.example\//);
  await isWell(page, 'billing-fr-phone-leave');
  await context.close();
});

it('says on every page what is due, to who runs the space; and that Stripe does not answer', async () => {
  const context = await world.open({ language: 'en', dark: true });
  const space = await signedUp(world, context, 'enterprise', 'ada@pay.example');
  ahead = 16 * 24 * 3600_000;
  const login = { email: 'ada@pay.example', password: 'correct horse battery', tenantId: space.tenantId };
  const { token } = (await call(world.nox, 'POST', '/api/auth/login', login)).body;
  await carry(world, context, String(token));
  const page = await context.newPage();
  await page.goto('/integrations?lang=en');
  expect(await page.locator('main').innerText()).toContain('The trial is over.');
  await isWell(page, 'billing-due-en-desktop-dark');
  await page.getByRole('link', { name: 'Choose a plan' }).click();
  await isWell(page, 'billing-en-desktop-dark-lapsed');
  stripe.isDown = true;
  await page.getByRole('button', { name: 'Choose Team' }).click();
  await page.getByText('Stripe does not answer as expected').waitFor();
  stripe.isDown = false;
  await context.close();
});
