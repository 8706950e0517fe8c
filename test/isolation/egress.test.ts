import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { isNoxError } from '../../src/core/errors.ts';
import { createEgress, isPublicAddress } from '../../src/integrations/egress.ts';

/** A listener on loopback that nothing may reach: whoever gets there has passed the guard. */
let server: Server;
let port: number;
const reached: IncomingMessage[] = [];
let answer: { status: number; headers: Record<string, string> } = { status: 200, headers: {} };

beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request);
    response.writeHead(answer.status, answer.headers).end('canary');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((done) => server.close(done).closeAllConnections()));
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  reached.length = 0;
  answer = { status: 200, headers: {} };
});

/** How opening and asking a URL ends: a NoxError's code, another error's word, or `reached`. */
async function ask(url: string, allow: readonly string[] = []): Promise<string> {
  const egress = createEgress({ allow });
  try {
    const connection = egress.open(url);
    const response = await connection.fetch(url).finally(() => connection.close());
    await response.text();
    return 'reached';
  } catch (error) {
    return isNoxError(error) ? error.code : String((error as Error).cause ?? error);
  }
}

/** A resolver that answers what a test says, in turn; the last answer stays. */
function resolveTo(...answers: string[][]): { asked: () => number } {
  let asked = 0;
  const lookup = ((_host: string, _options: object, callback: (...given: unknown[]) => void) => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof dns.lookup;
  vi.spyOn(dns, 'lookup').mockImplementation(lookup);
  // Modules that imported `lookup` by name see the change too.
  syncBuiltinESMExports();
  return { asked: () => asked };
}

/** Private, local, shared and reserved addresses, in every form that they are written or carried in. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1', '127.255.255.254', '127.1', '127.0.1', '[::1]', '[0:0:0:0:0:0:0:1]'],
  'loopback as one number': ['2130706433', '0x7f000001', '017700000001', '0x7F.1'],
  'octal and hexadecimal parts': ['0177.0.0.1', '0x7f.0x0.0x0.0x1', '0300.0250.0.1', '0xA.0.0.1'],
  'wide and encoded digits': ['１２７.０.０.１', '127。0。0。1', '%31%32%37.0.0.1', '①②⑦.0.0.1'],
  'a dot at the end': ['127.0.0.1.', '10.0.0.1.'],
  'this network': ['0.0.0.0', '0', '[::]', '0.1.2.3'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.1.1', '3232235777'],
  'shared by carriers': ['100.64.0.1', '100.127.255.254'],
  'link-local and metadata': [
    '169.254.169.254',
    '169.254.170.2',
    '0xA9FEA9FE',
    '[fe80::1]',
    '[fd00:ec2::254]',
  ],
  'metadata of other clouds': ['100.100.100.200', '192.0.0.192', '[fd20:ce::254]'],
  'unique local and site-local': ['[fc00::1]', '[fdff::1]', '[fec0::1]'],
  'mapped into IPv6': [
    '[::ffff:127.0.0.1]',
    '[::ffff:a00:1]',
    '[::ffff:169.254.169.254]',
    '[::ffff:0:10.0.0.1]',
  ],
  'compatible with IPv4': ['[::127.0.0.1]', '[::a00:1]', '[::a9fe:a9fe]'],
  'behind NAT64': [
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::a00:1]',
    '[64:ff9b:1:ffff::1]',
  ],
  'inside 6to4': ['[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '[2002:c0a8:101::1]'],
  'inside Teredo': ['[2001:0:4136:e378:8000:63bf:3fff:fdd2]', '[2001::1]'],
  'multicast and broadcast': ['224.0.0.1', '239.255.255.255', '255.255.255.255', '[ff02::1]'],
  'documentation, benchmarks, reserved': [
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.18.0.1',
    '192.0.0.1',
    '192.88.99.1',
    '240.0.0.1',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[2001:10::1]',
    '[5f00::1]',
    '[4000::1]',
  ],
};

describe('addresses', () => {
  it.each(Object.keys(forbidden))('refuses %s, written in a URL', async (kind) => {
    for (const host of forbidden[kind] ?? []) {
      for (const url of [`https://${host}/`, `https://${host}:${port}/`, `http://${host}:${port}/`])
        expect([url, await ask(url)]).toEqual([url, 'egress_refused']);
    }
    expect(reached).toHaveLength(0);
  });

  it.each(Object.keys(forbidden))('refuses a name that resolves to %s', async (kind) => {
    for (const host of forbidden[kind] ?? []) {
      const literal = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
      resolveTo([literal]);
      expect([host, await ask(`https://name.example.com:${port}`)]).toEqual([host, 'egress_refused']);
      expect(isPublicAddress(literal)).toBe(false);
    }
    expect(reached).toHaveLength(0);
  });

  test('with a zone are no addresses of the internet, as a URL and from a resolver', async () => {
    expect(await ask('https://[fe80::1%25eth0]/')).toMatch(/bad_input|egress_refused/);
    for (const zoned of ['fe80::1%eth0', 'fe80::1%1', '::1%lo']) {
      resolveTo([zoned]);
      expect(await ask('https://name.example.com')).toBe('egress_refused');
    }
  });

  test('of the internet are let through', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '140.82.121.4', '172.15.0.1', '172.32.0.1', '100.63.0.1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const address of ['2606:4700::1111', '2a00:1450:4007::200e', '2620:0:ccc::2'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    for (const none of ['', 'localhost', '1.2.3.4.5', ':::']) expect(isPublicAddress(none)).toBe(false);
  });

  test('that a resolver mixes: none of the private ones is used', async () => {
    const resolver = resolveTo(['127.0.0.1', '::1', '10.0.0.1']);
    expect(await ask(`https://name.example.com:${port}`)).toBe('egress_refused');
    expect(resolver.asked()).toBeGreaterThan(0);
  });
});

describe('a name that is re-pointed', () => {
  test('between the check and the connection is refused when the socket connects', async () => {
    const egress = createEgress({ allow: [] });
    // What a check before the connection would have seen, and what the connection is given.
    resolveTo(['93.184.215.14'], ['127.0.0.1']);
    const seen = await new Promise((found) =>
      dns.lookup('name.example.com', { all: true }, (_error, list) => found(list)),
    );
    expect(seen).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(egress.check(`https://name.example.com:${port}`).hostname).toBe('name.example.com');
    const connection = egress.open(`https://name.example.com:${port}`);
    await expect(connection.fetch(`https://name.example.com:${port}/`)).rejects.toMatchObject({
      code: 'egress_refused',
    });
    await connection.close();
    expect(reached).toHaveLength(0);
  });

  test('is resolved once for each connection: what was judged is what is connected to', async () => {
    // The first answer is allowed here, the second one would be a refusal.
    const resolver = resolveTo(['127.0.0.1'], ['10.0.0.1']);
    const allow = ['127.0.0.1', 'name.example.com'];
    expect(await ask(`http://name.example.com:${port}/`, allow)).toBe('reached');
    expect([resolver.asked(), reached.length]).toEqual([1, 1]);
  });
});

describe('a URL', () => {
  test('with user info, another scheme, or no sense is refused', async () => {
    for (const url of [
      'https://me@example.com/',
      'https://me:secret@example.com/',
      'https://:secret@example.com/',
      'https://example.com%40127.0.0.1/',
      'http://example.com/',
      'ftp://example.com/',
      'file:///etc/passwd',
      'data:text/plain,x',
      'javascript:1',
      'gopher://example.com/',
      'unix:/var/run/docker.sock',
      '//example.com',
      '',
      'https://',
    ])
      expect([url, await ask(url)]).toEqual([url, expect.stringMatching(/^(egress_refused|bad_input)$/)]);
  });

  test('of an allowed host is reached, also plainly; its neighbours are not', async () => {
    const home = `http://127.0.0.1:${port}`;
    expect(await ask(home, ['127.0.0.1'])).toBe('reached');
    expect(await ask(home, ['127.0.0.0/8'])).toBe('reached');
    expect(await ask(`http://127.0.0.2:${port}`, ['127.0.0.1'])).toBe('egress_refused');
    expect(await ask(`http://localhost:${port}`, ['127.0.0.1'])).toBe('egress_refused');
    expect(await ask(home, ['10.0.0.0/8', 'localhost'])).toBe('egress_refused');
    expect(await ask(`http://sub.localhost:${port}`, ['localhost'])).toBe('egress_refused');
  });
});

describe('a connection', () => {
  const secret = { headers: { authorization: 'Bearer canary' } };
  const open = () => createEgress({ allow: ['127.0.0.1', 'localhost'] }).open(`http://127.0.0.1:${port}`);

  test('does not follow redirects, wherever they lead', async () => {
    const connection = open();
    for (const location of [
      `http://localhost:${port}/`,
      'http://169.254.169.254/',
      '/again',
      '//10.0.0.1/',
    ]) {
      answer = { status: 302, headers: { location } };
      const response = await connection.fetch(`http://127.0.0.1:${port}/`, secret);
      expect(response.status).toBe(302);
    }
    for (const redirect of ['follow', 'error'] as const)
      expect((await connection.fetch(`http://127.0.0.1:${port}/`, { ...secret, redirect })).status).toBe(302);
    await connection.close();
    expect(reached).toHaveLength(6);
    expect(new Set(reached.map((each) => `${each.headers.host}${each.url}`))).toEqual(
      new Set([`127.0.0.1:${port}/`]),
    );
  });

  test('takes its credential to no other origin: host, port, scheme', async () => {
    const connection = open();
    for (const url of [
      `http://localhost:${port}/`,
      `http://127.0.0.1:${port + 1}/`,
      'http://127.0.0.1/',
      `https://127.0.0.1:${port}/`,
      'https://example.com/',
      `http://x@127.0.0.1:${port}/`,
    ]) {
      await expect(connection.fetch(url, secret)).rejects.toMatchObject({ code: 'egress_refused' });
      await expect(connection.fetch(new URL(url), secret)).rejects.toMatchObject({ code: 'egress_refused' });
      if (!url.includes('@'))
        await expect(connection.fetch(new Request(url, secret))).rejects.toMatchObject({
          code: 'egress_refused',
        });
    }
    await connection.close();
    expect(reached).toHaveLength(0);
  });

  test('takes no dispatcher, agent or proxy from whoever calls it or from the environment', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    const connection = open();
    const dispatcher = { dispatch: () => expect.fail('was used') };
    const response = await connection.fetch(`http://127.0.0.1:${port}/`, { dispatcher } as object);
    expect(response.status).toBe(200);
    await connection.close();
    vi.unstubAllEnvs();
  });
});

test('how much was tried', () => {
  const all = Object.values(forbidden).flat().length;
  console.info(`isolation: ${all} private addresses tried in URLs and as answers of a resolver`);
  expect(all).toBeGreaterThan(60);
});
