import type { Past } from './past.ts';

/** How many days of it there are. */
export const pastDays = 33;

const registry = 'registry.techcorp.example';

/** The weeks before at TechCorp: a payment service that ran out of memory, releases nearly every day. */
export const techcorpPast: readonly Past[] = [
  {
    cluster: 'prod',
    workloads: [
      'Deployment payments/payments-api',
      'Deployment payments/payments-worker',
      'Deployment web/web',
      'Deployment web/checkout',
      'Deployment monitoring/prometheus',
      'Deployment monitoring/grafana',
    ],
    troubles: [
      {
        workload: 'Deployment payments/payments-api',
        hoursAgo: 610,
        minutes: 14,
        reason: 'crash_loop',
        severity: 'critical',
        takenAfter: 3,
        restarts: 6,
      },
      {
        workload: 'Deployment web/checkout',
        hoursAgo: 460,
        minutes: 95,
        reason: 'image_pull',
        severity: 'high',
        takenAfter: 11,
      },
      {
        workload: 'Deployment payments/payments-worker',
        hoursAgo: 320,
        minutes: 40,
        reason: 'oom_killed',
        severity: 'high',
        takenAfter: 8,
        restarts: 4,
      },
      {
        workload: 'Deployment monitoring/prometheus',
        hoursAgo: 143,
        minutes: 190,
        reason: 'claim_pending',
        severity: 'warning',
        takenAfter: 64,
      },
      {
        workload: 'Deployment payments/payments-worker',
        hoursAgo: 118,
        minutes: 35,
        reason: 'oom_killed',
        severity: 'high',
        takenAfter: 6,
        restarts: 3,
      },
      {
        workload: 'Deployment web/checkout',
        hoursAgo: 92,
        minutes: 52,
        reason: 'crash_loop',
        severity: 'critical',
        takenAfter: 4,
        restarts: 9,
      },
      {
        workload: 'Deployment payments/payments-worker',
        hoursAgo: 90,
        minutes: 25,
        reason: 'oom_killed',
        severity: 'high',
        takenAfter: 9,
        restarts: 2,
      },
      {
        workload: 'Deployment web/web',
        hoursAgo: 44,
        minutes: 12,
        reason: 'not_ready',
        severity: 'warning',
      },
    ],
    rollouts: [
      ...releases(
        'Deployment web/web',
        `${registry}/web/web:5`,
        60,
        [600, 505, 430, 380, 290, 214, 141, 93, 45],
      ),
      ...releases('Deployment web/checkout', `${registry}/web/checkout:2.9`, 21, [461, 333, 165, 93, 91]),
      ...releases(
        'Deployment payments/payments-api',
        `${registry}/payments/payments-api:1`,
        31,
        [610, 355, 120],
      ),
    ],
  },
  {
    cluster: 'staging',
    workloads: [
      'Deployment payments/payments-api',
      'Deployment web/web',
      'Deployment web/checkout',
      'Deployment web/search',
      'Deployment monitoring/grafana',
    ],
    troubles: [],
    rollouts: releases('Deployment web/web', `${registry}/web/web:6`, 80, [480, 300, 170, 119, 70]),
  },
];

/** The weeks before at Marie's clients: a shop that was quiet but for its mailer, a site that fell twice. */
export const mariePast: readonly Past[] = [
  {
    cluster: 'client-a',
    workloads: ['Deployment shop/shop', 'Deployment shop/mailer', 'Deployment shop/redis'],
    troubles: [
      {
        workload: 'Deployment shop/mailer',
        hoursAgo: 402,
        minutes: 55,
        reason: 'crash_loop',
        severity: 'high',
        takenAfter: 12,
        restarts: 7,
      },
      {
        workload: 'Deployment shop/mailer',
        hoursAgo: 130,
        minutes: 46,
        reason: 'crash_loop',
        severity: 'high',
        takenAfter: 7,
        restarts: 5,
      },
      {
        workload: 'Deployment shop/shop',
        hoursAgo: 66,
        minutes: 9,
        reason: 'not_ready',
        severity: 'warning',
        takenAfter: 2,
        restarts: 1,
      },
    ],
    rollouts: releases(
      'Deployment shop/shop',
      'registry.client-a.example/shop:8',
      40,
      [590, 420, 251, 131, 67, 20],
    ),
  },
  {
    cluster: 'client-b',
    workloads: ['Deployment wordpress/wordpress', 'Deployment wordpress/mariadb'],
    troubles: [
      {
        workload: 'Deployment wordpress/wordpress',
        hoursAgo: 350,
        minutes: 31,
        reason: 'oom_killed',
        severity: 'critical',
        takenAfter: 5,
        restarts: 4,
      },
      {
        workload: 'Deployment wordpress/wordpress',
        hoursAgo: 75,
        minutes: 18,
        reason: 'oom_killed',
        severity: 'critical',
        takenAfter: 3,
        restarts: 2,
      },
    ],
    rollouts: releases('Deployment wordpress/wordpress', 'wordpress:6.8', 12, [500, 70]),
  },
];

function releases(workload: string, image: string, first: number, hoursAgo: readonly number[]) {
  return hoursAgo.map((ago, at) => ({
    workload,
    hoursAgo: ago,
    image: `${image}.${first + at}`,
    // The simulated clusters count from one on: these do not get in their way.
    revision: first + at,
  }));
}
