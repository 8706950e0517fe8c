import autocannon from 'autocannon';
import type { LoadOrder, LoadResult } from '../load.ts';
import { signed } from '../slash.ts';
import { answer } from './ask.ts';

/** Sends slash commands as fast as they are answered, and holds every answer against what it should contain. */
async function load(order: LoadOrder): Promise<LoadResult> {
  const wrong: string[] = [];
  const begun = performance.now();
  let ended = begun;
  const options: autocannon.Options = {
    url: `${order.url}/slack/events`,
    connections: order.connections,
    amount: order.amount,
    requests: order.bodies.map((body) => ({
      method: 'POST',
      body,
      headers: signed(body, order.signingSecret),
    })),
    verifyBody: (body) => {
      const right = String(body).includes(order.contains);
      if (!right && wrong.length < 3) wrong.push(String(body).slice(0, 300));
      return right;
    },
  };
  const result = await new Promise<autocannon.Result>((done, failed) => {
    const instance = autocannon(options, (error, all) => (error ? failed(error) : done(all)));
    // autocannon itself counts in whole seconds.
    instance.on('response', () => {
      ended = performance.now();
    });
  });
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || result.mismatches > 0)
    throw new Error(
      `${result.non2xx} refused, ${result.errors} errors, ${result.mismatches} wrong: ${wrong.join(' | ')}`,
    );
  return { answered, seconds: (ended - begun) / 1000, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

answer({ load }, async () => {});
