import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';
import Stripe from 'stripe';

export const webhookSecret = 'whsec_of_the_tests';

/** A subscription, as https://docs.stripe.com/api/subscriptions/object shows it, as far as it is read. */
export interface RawSubscription {
  readonly id: string;
  readonly customer: string;
  status: string;
  created: number;
  cancel_at: number | null;
  canceled_at: number | null;
  ended_at: number | null;
  trial_end: number | null;
  readonly items: { readonly data: RawItem[] };
}
interface RawItem {
  readonly id: string;
  quantity: number;
  current_period_start: number;
  current_period_end: number;
  price: { id: string; metadata: Readonly<Record<string, string>> };
}

/** The emulated Stripe, with what it lacks beside it: subscriptions and the portal. */
export interface StripeWorld {
  readonly url: string;
  /** Every request, `POST /v1/customers`, with its body. */
  readonly requests: { readonly call: string; readonly body: URLSearchParams }[];
  readonly subscriptions: RawSubscription[];
  /** Answers nothing but 500 while true. */
  isDown: boolean;
  /** Makes a subscription as Stripe does once somebody paid. */
  subscribe(customer: string, plan: string, at: Date, quantity?: number): RawSubscription;
  /** An event, signed as Stripe signs it, by the library's own hand. */
  event(
    type: string,
    object: object,
    at: Date,
    options?: { id?: string; secret?: string },
  ): { readonly body: string; readonly signature: string };
  close(): Promise<void>;
}

const monthSeconds = 30 * 24 * 3600;

export async function startStripe(): Promise<StripeWorld> {
  const requests: { call: string; body: URLSearchParams }[] = [];
  const subscriptions: RawSubscription[] = [];
  const configurations: { id: string; object: string; active: boolean; metadata: Record<string, string> }[] =
    [];
  const signer = new Stripe('sk_test_nothing');
  let count = 0;

  function answer(method: string, url: URL, body: URLSearchParams): unknown {
    const path = url.pathname;
    const list = (data: readonly unknown[]) => ({ object: 'list', data, has_more: false, url: path });
    if (path === '/v1/subscriptions' && method === 'GET')
      return list(subscriptions.filter((each) => each.customer === url.searchParams.get('customer')));
    if (path.startsWith('/v1/subscription_items/') && method === 'POST') {
      const id = path.split('/').at(-1);
      const item = subscriptions.flatMap(({ items }) => items.data).find((each) => each.id === id);
      if (item) item.quantity = Number(body.get('quantity'));
      return item;
    }
    if (path === '/v1/billing_portal/configurations') {
      if (method === 'GET') return list(configurations);
      const metadata = { nox: body.get('metadata[nox]') ?? '' };
      const made = { id: `bpc_${configurations.length}`, object: 'x', active: true, metadata };
      configurations.push(made);
      return made;
    }
    if (path === '/v1/billing_portal/sessions')
      return { id: 'bps_1', url: `https://billing.stripe.example/${body.get('customer')}` };
    return undefined;
  }

  const world = { isDown: false };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const url = new URL(request.url ?? '', 'http://stripe');
    const method = request.method ?? 'GET';
    const body = new URLSearchParams(text);
    requests.push({ call: `${method} ${url.pathname}`, body });
    response.setHeader('content-type', 'application/json');
    if (world.isDown) {
      response.writeHead(500).end(JSON.stringify({ error: { type: 'api_error', message: 'secret words' } }));
      return;
    }
    const own = answer(method, url, body);
    if (own !== undefined) {
      response.end(JSON.stringify(own));
      return;
    }
    const passed = await fetch(`${emulated.url}${request.url}`, {
      method,
      redirect: 'manual',
      headers: {
        'content-type': request.headers['content-type'] ?? 'text/plain',
        authorization: request.headers.authorization ?? '',
      },
      ...(method === 'GET' ? {} : { body: text }),
    });
    const location = passed.headers.get('location');
    response.setHeader('content-type', passed.headers.get('content-type') ?? 'text/plain');
    if (location) response.setHeader('location', location);
    response.writeHead(passed.status).end((await passed.text()).replaceAll(emulated.url, address));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulated = await createEmulator({ service: 'stripe', port: 0 });

  return Object.assign(world, {
    url: address,
    requests,
    subscriptions,
    subscribe(customer: string, plan: string, at: Date, quantity = 1): RawSubscription {
      count += 1;
      const seconds = Math.floor(at.getTime() / 1000);
      const made: RawSubscription = {
        id: `sub_${count}`,
        customer,
        status: 'active',
        created: seconds,
        cancel_at: null,
        canceled_at: null,
        ended_at: null,
        trial_end: null,
        items: {
          data: [
            {
              id: `si_${count}`,
              quantity,
              current_period_start: seconds,
              current_period_end: seconds + monthSeconds,
              price: { id: `price_${plan}`, metadata: { plan } },
            },
          ],
        },
      };
      subscriptions.push(made);
      return made;
    },
    event(type: string, object: object, at: Date, options: { id?: string; secret?: string } = {}) {
      count += 1;
      const created = Math.floor(at.getTime() / 1000);
      const event = { id: options.id ?? `evt_${count}`, object: 'event', type, created, data: { object } };
      const payload = JSON.stringify(event);
      const secret = options.secret ?? webhookSecret;
      return {
        body: payload,
        signature: signer.webhooks.generateTestHeaderString({ payload, secret, timestamp: created }),
      };
    },
    async close() {
      await new Promise((done) => server.close(done).closeAllConnections());
      await emulated.close();
    },
  });
}
