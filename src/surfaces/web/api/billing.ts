import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { beginCheckout, openPortal, refuseWhoDoesNotPay } from '../../../commands/space/pay.ts';
import type { PayingBy } from '../../../commands/space/pay.ts';
import { limitKinds } from '../../../core/billing.ts';
import type { BillingAccount, Counts } from '../../../core/billing.ts';
import { plans } from '../../../core/plans.ts';
import type { TenantType } from '../../../core/roles.ts';
import { authenticate, signedOf } from '../authenticate.ts';
import type { WebDependencies } from '../dependencies.ts';
import { localeOfRequest } from '../../http/locale-of-request.ts';
import { fieldsOf, readBody } from '../read-body.ts';

/** What choosing a plan takes. */
export const checkoutBody = z.strictObject({ plan: z.string().max(40) });
const nothing = z.strictObject({});

/**
 * `GET /api/billing`: the plan, how it stands, limits and usage. `POST /api/billing/checkout {plan}` and
 * `POST /api/billing/portal`: `{url}` of Stripe's page. For those who run the space.
 */
export function billingRoutes(dependencies: WebDependencies): Router {
  const { billing, databases, sessions, publicUrl } = dependencies;
  const router = express.Router();
  router.use('/billing', authenticate(sessions, publicUrl));

  router.get('/billing', async (_request, response) => {
    const signed = signedOf(response);
    refuseWhoDoesNotPay(signed);
    response.json(shownAccount(await billing.account(signed.tenant.id), signed.tenant.type));
  });

  router.post('/billing/checkout', async (request, response) => {
    const by = await payingBy(request, response);
    const { plan } = readBody(checkoutBody, fieldsOf(request.body));
    response.json({ url: await beginCheckout(billing, by, plan) });
  });

  router.post('/billing/portal', async (request, response) => {
    const by = await payingBy(request, response);
    readBody(nothing, fieldsOf(request.body ?? {}));
    response.json({ url: await openPortal(billing, by) });
  });

  async function payingBy(request: Request, response: Response): Promise<PayingBy> {
    const signed = signedOf(response);
    const database = await databases.open(signed.tenant.id);
    return { ...signed, database, locale: localeOfRequest(request) };
  }

  return router;
}

/** `POST /api/stripe/webhook`: Stripe's events, whose signature is over the body as it came. */
export function stripeWebhookRoute({ billing }: WebDependencies): Router {
  const router = express.Router();
  router.post(
    '/stripe/webhook',
    express.raw({ type: () => true, limit: '300kb' }),
    async (request: Request, response: Response) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      await billing.receive(body, String(request.headers['stripe-signature'] ?? ''));
      response.json({ received: true });
    },
  );
  return router;
}

/** An account as the API shows it: moments in ISO 8601; no limit is null. */
function shownAccount(account: BillingAccount, type: TenantType) {
  const { standing, plan, isChosen, seats, usage } = account;
  return {
    plan: isChosen && plan ? plan.id : null,
    ...shownStanding(account),
    limits: shownLimits(account.limits),
    usage,
    seats: type === 'enterprise' ? { active: seats.active, billed: seats.billed ?? null } : null,
    plans:
      standing.kind === 'unlimited'
        ? []
        : plans
            .filter((each) => each.type === type)
            .map(({ id, euros, ...limits }) => ({ id, euros, limits: shownLimits(limits) })),
  };
}

function shownStanding({ standing }: BillingAccount) {
  const iso = (at: Date | undefined) => at?.toISOString() ?? null;
  switch (standing.kind) {
    case 'unlimited':
      return { state: 'unlimited' };
    case 'trial':
      return { state: 'trial', trialEndsAt: iso(standing.endsAt) };
    case 'active':
      return { state: 'active', renewsAt: iso(standing.renewsAt), endsAt: iso(standing.endsAt) };
    case 'lapsed':
      return {
        state: standing.step,
        reason: standing.reason,
        since: iso(standing.since),
        readOnlyAt: iso(standing.readOnlyAt),
        pausedAt: iso(standing.pausedAt),
      };
  }
}

function shownLimits(limits: Counts): Record<string, number | null> {
  return Object.fromEntries(
    limitKinds.map((kind) => [kind, Number.isFinite(limits[kind]) ? limits[kind] : null]),
  );
}
