import type { WorldContainer } from '../world.ts';

/** The containers that TechCorp runs in every cluster, with what they write. */
export const registry = 'registry.techcorp.example';

/** `payments-api`: takes card payments. */
export function paymentsApi(): WorldContainer {
  return {
    name: 'api',
    image: `${registry}/payments/payments-api`,
    port: 8080,
    env: { LOG_LEVEL: 'info', DATABASE_HOST: 'payments-db.payments.svc' },
    lines: [
      'level=info msg="payments-api starting"',
      'level=info msg="connected to database" host=payments-db.payments.svc pool=20',
      'level=info msg="listening" addr=:8080',
    ],
    traffic: [
      'level=info method=POST path=/v1/charges status=201 duration=48ms',
      'level=info method=GET path=/v1/charges/ch_8Kd2 status=200 duration=6ms',
      'level=info method=POST path=/v1/refunds status=201 duration=61ms',
      'level=warn msg="slow query" table=charges duration=412ms',
      'level=info method=GET path=/healthz status=200 duration=1ms',
      'level=error msg="card declined by issuer" charge=ch_9Qx1 code=insufficient_funds',
    ],
  };
}

/** `checkout`: the basket; its latest version does not start. */
export function checkout(): WorldContainer {
  return {
    name: 'checkout',
    image: `${registry}/web/checkout`,
    port: 3000,
    lines: ['> checkout@2.8.1 start', '> node dist/server.js', 'checkout starting'],
    traffic: ['POST /checkout 200 132 ms', 'GET /checkout/basket 200 21 ms', 'GET /healthz 200 1 ms'],
    lastWords: [
      'Error: STRIPE_WEBHOOK_SECRET is not set',
      '    at loadConfiguration (/app/dist/configuration.js:41:11)',
      '    at Object.<anonymous> (/app/dist/server.js:9:1)',
      'Node.js v22.19.0',
    ],
  };
}

/** `web`: the shop's pages, behind a proxy of its own. */
export function web(): WorldContainer[] {
  return [
    {
      name: 'web',
      image: `${registry}/web/web`,
      port: 3000,
      lines: ['web starting', 'Ready on http://0.0.0.0:3000'],
      traffic: [
        'GET / 200 34 ms',
        'GET /produits 200 41 ms',
        'GET /produits/42 200 29 ms',
        'GET /panier 200 18 ms',
      ],
    },
    {
      name: 'nginx',
      image: 'nginx',
      tag: '1.29-alpine',
      port: 80,
      lines: ['/docker-entrypoint.sh: Configuration complete; ready for start up'],
      traffic: [
        '10.0.0.11 - - "GET / HTTP/1.1" 200 5124 "-" "Mozilla/5.0"',
        '10.0.0.12 - - "GET /produits HTTP/1.1" 200 20911 "-" "Mozilla/5.0"',
        '10.0.0.13 - - "GET /favicon.ico HTTP/1.1" 404 153 "-" "Mozilla/5.0"',
      ],
    },
  ];
}

/** `prometheus` and `grafana` of the monitoring namespace. */
export function prometheus(): WorldContainer {
  return {
    name: 'prometheus',
    image: 'quay.io/prometheus/prometheus',
    port: 9090,
    lines: [
      'level=info msg="Starting Prometheus Server"',
      'level=info msg="Server is ready to receive web requests."',
    ],
    traffic: [
      'level=info component=tsdb msg="write block" duration=1.2s',
      'level=info component=tsdb msg="Head GC completed"',
    ],
  };
}

/** Dashboards. */
export function grafana(): WorldContainer {
  return {
    name: 'grafana',
    image: 'grafana/grafana',
    port: 3000,
    lines: [
      'logger=settings level=info msg="Starting Grafana"',
      'logger=http.server level=info msg="HTTP Server Listen"',
    ],
    traffic: ['logger=context level=info msg="Request Completed" method=GET path=/api/live/ws status=0'],
  };
}
