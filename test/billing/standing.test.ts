import { describe, expect, it } from 'vitest';
import { standingOf } from '../../src/billing/standing.ts';
import { ConfigError, readConfig } from '../../src/config.ts';
import type { SubscriptionRow } from '../../src/database/control/subscriptions.ts';
import { redact } from '../../src/log.ts';

const start = new Date('2026-01-01T00:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * 24 * 3600_000);
const row = (more: Partial<SubscriptionRow>): SubscriptionRow => ({
  tenantId: 1,
  customerId: 'cus_1',
  subscriptionId: 'sub_1',
  itemId: 'si_1',
  plan: 'solo',
  status: 'active',
  seats: 1,
  renewsAt: null,
  endsAt: null,
  lapsedAt: null,
  revision: 1,
  ...more,
});
function at(days: number, subscription?: SubscriptionRow): string {
  const tenant = { tenantId: 1, type: 'freelance', trialFrom: start, subscription } as const;
  const standing = standingOf(tenant, day(days));
  return standing.kind === 'lapsed' ? `${standing.step} ${standing.reason}` : standing.kind;
}

describe('how a tenant stands, day by day', () => {
  it.each([
    [0, 'trial'],
    [13.99, 'trial'],
    [14, 'warned trial'],
    [20.99, 'warned trial'],
    [21, 'read_only trial'],
    [34.99, 'read_only trial'],
    [35, 'paused trial'],
    [4000, 'paused trial'],
  ])('who never chose a plan, on day %d: %s', (days, expected) => {
    expect(at(days)).toBe(expected);
    // A page at Stripe's that was begun and not paid changes nothing.
    expect(at(days, row({ status: 'incomplete' }))).toBe(expected);
    expect(at(days, row({ status: null, subscriptionId: null }))).toBe(expected);
  });

  it.each([
    ['past_due', 'unpaid'],
    ['unpaid', 'unpaid'],
    ['paused', 'unpaid'],
    ['canceled', 'ended'],
  ])('%s since day 100', (status, reason) => {
    const lapsed = row({ status, lapsedAt: day(100) });
    expect([100, 107, 121].map((days) => at(days, lapsed))).toEqual([
      `warned ${reason}`,
      `read_only ${reason}`,
      `paused ${reason}`,
    ]);
  });

  it('ended during the trial: the trial counts to its end, and the days from there', () => {
    const lapsed = row({ status: 'canceled', lapsedAt: day(2) });
    expect([3, 13, 14, 21, 35].map((days) => at(days, lapsed))).toEqual([
      'trial',
      'trial',
      'warned ended',
      'read_only ended',
      'paused ended',
    ]);
  });

  it('paid, at any time', () => {
    for (const status of ['active', 'trialing'])
      expect([1, 400].map((days) => at(days, row({ status })))).toEqual(['active', 'active']);
  });
});

describe('Stripe’s keys', () => {
  it('come both, or neither; what is wrong is told without its value', () => {
    const problems = (env: Record<string, string>) => {
      try {
        readConfig(env);
        return [];
      } catch (error) {
        return (error as ConfigError).problems;
      }
    };
    expect(problems({ STRIPE_SECRET_KEY: 'sk_test_1' })).toEqual([
      expect.stringContaining('STRIPE_WEBHOOK_SECRET is missing'),
    ]);
    expect(problems({ STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toEqual([
      expect.stringContaining('STRIPE_SECRET_KEY is missing'),
    ]);
    const wrong = problems({ STRIPE_SECRET_KEY: 'pk_live_1', STRIPE_WEBHOOK_SECRET: 'secret' });
    expect(wrong.map((each) => each.split(' ')[0])).toEqual(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']);
    expect(wrong.join()).not.toMatch(/pk_live|: secret/);
    expect(readConfig({}).stripe).toBeUndefined();
  });

  it('are never logged', () => {
    expect(redact('a sk_live_51abc, rk_test_9, whsec_Ab1')).toBe('a [redacted], [redacted], [redacted]');
  });
});
