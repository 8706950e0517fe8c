import { BlockList, isIP } from 'node:net';
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, fetch as undiciFetch } from 'undici';
import type { RequestInit as UndiciRequestInit } from 'undici';
import { NoxError } from '../core/errors.ts';

/** TLS material of one upstream, PEM. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface Egress {
  /**
   * Checks a URL that a user gave, before any socket: https (http only to allowed hosts), no user info, no forbidden
   * literal address. Returns the parsed URL. Throws NoxError `egress_refused` or `bad_input`.
   */
  check(url: string): URL;
  /** Opens a guarded connection to one origin; the returned fetch refuses every other origin. Close it after use. */
  open(origin: string, tls?: TlsMaterial): Connection;
}

/** One upstream's guarded door: a fetch bound to its origin. */
export interface Connection {
  /**
   * Like the platform's fetch, with these differences: only the origin it was opened for; the peer's address is
   * checked when the socket connects; redirects within the origin are followed by the caller only (mode `manual`);
   * the body is capped. Errors: NoxError `egress_refused`; network errors as fetch throws them.
   */
  readonly fetch: typeof globalThis.fetch;
  close(): Promise<void>;
}

const maxBodyBytes = 32 * 1024 * 1024;

/**
 * Builds the guard that every outgoing call to a user-given host passes.
 * @param options.allow hosts and CIDRs that may be reached although private, there also over plain http
 */
export function createEgress(options: { readonly allow: readonly string[] }): Egress {
  const hosts = new Set<string>();
  const ranges = new BlockList();
  for (const entry of options.allow) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address);
    if (!family) hosts.add(entry.toLowerCase());
    else
      ranges.addSubnet(
        address,
        prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix),
        family === 4 ? 'ipv4' : 'ipv6',
      );
  }

  function addressAllowed(address: string): boolean {
    if (ranges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return true;
    return isPublicAddress(address);
  }

  function check(url: string): URL {
    let parsed: URL;
    try {
      parsed = new URL(url);
    } catch {
      throw new NoxError('bad_input', { reason: url.slice(0, 200) }, { sentence: 'egress.bad_url' });
    }
    const host = parsed.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    if (parsed.username || parsed.password)
      throw new NoxError('egress_refused', { host }, { sentence: 'egress.user_info' });
    const literal = isIP(host) !== 0;
    const allowed = hosts.has(host) || (literal && ranges.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'));
    if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && allowed)) {
      throw new NoxError('egress_refused', { host }, { sentence: 'egress.https_only' });
    }
    if (literal && !addressAllowed(host)) throw new NoxError('egress_refused', { host });
    return parsed;
  }

  function guardedLookup(host: string): LookupFunction {
    return (hostname, lookupOptions, callback) => {
      systemLookup(hostname, { ...lookupOptions, all: true }, (error, found) => {
        if (error) return callback(error, '', 0);
        const usable = hosts.has(host) ? found : found.filter((entry) => addressAllowed(entry.address));
        const first = usable[0];
        if (!first) return callback(new NoxError('egress_refused', { host }), '', 0);
        if (lookupOptions.all) return callback(null, usable);
        return callback(null, first.address, first.family);
      });
    };
  }

  function open(origin: string, tls: TlsMaterial = {}): Connection {
    const home = check(origin);
    const agent = new Agent({
      connect: { ...tls, lookup: guardedLookup(home.hostname), timeout: 10_000, maxCachedSessions: 0 },
      headersTimeout: 30_000,
      bodyTimeout: 0,
      maxResponseSize: maxBodyBytes,
      keepAliveTimeout: 4_000,
    });

    async function guardedFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
      const request = input instanceof Request ? input : undefined;
      const target = check(request ? request.url : String(input));
      if (target.origin !== home.origin) throw new NoxError('egress_refused', { host: target.hostname });
      const merged = request
        ? {
            method: request.method,
            headers: request.headers,
            body: request.body ? await request.arrayBuffer() : null,
            signal: request.signal,
            ...init,
          }
        : init;
      try {
        const sent = merged.body instanceof FormData ? await encoded(merged, merged.body) : merged;
        const outgoing = { ...sent, redirect: 'manual', dispatcher: agent } as UndiciRequestInit;
        return (await undiciFetch(target, outgoing)) as unknown as Response;
      } catch (error) {
        if (error instanceof Error && error.cause instanceof NoxError) throw error.cause;
        throw error;
      }
    }

    return { fetch: guardedFetch, close: () => agent.destroy() };
  }

  return { check, open };
}

/** A form as its bytes: undici's own fetch does not know the platform's FormData, and would send its name. */
async function encoded(init: RequestInit, form: FormData): Promise<RequestInit> {
  const multipart = new Response(form);
  const headers = new Headers(init.headers);
  headers.set('content-type', multipart.headers.get('content-type') ?? '');
  return { ...init, headers: Object.fromEntries(headers), body: await multipart.arrayBuffer() };
}

/** Whether an address is on the public internet: everything private, local, shared or reserved is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast';
  return parsed.range() === 'unicast' && isGlobal(parsed as ipaddr.IPv6);
}

/**
 * 2000::/3, the one part that is given out (https://www.iana.org/assignments/ipv6-address-space): IPv4-compatible
 * addresses (::a.b.c.d), which reach an IPv4 host behind an IPv6 look, are outside it.
 */
function isGlobal(address: ipaddr.IPv6): boolean {
  return ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
