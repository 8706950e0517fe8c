import { randomBytes } from 'node:crypto';

/** An app that the authorization server knows. */
export interface RegisteredApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What an app sent a person to the consent page with. */
export interface Asked {
  readonly redirectUri: string;
  readonly state: string;
  readonly scope: readonly string[];
}

const codeLifetimeMs = 10 * 60_000;

/**
 * The part of an authorization server that is the same at every vendor (https://www.rfc-editor.org/rfc/rfc6749#section-4.1):
 * who may ask, codes that count once, for ten minutes, for the address that they were given to.
 */
export class ConsentDoor<Grant> {
  readonly #app: RegisteredApp;
  readonly #redirectUris = new Set<string>();
  readonly #codes = new Map<
    string,
    { readonly grant: Grant; readonly redirectUri: string; readonly until: number }
  >();
  readonly #now: () => Date;

  constructor(app: RegisteredApp, now: () => Date) {
    this.#app = app;
    this.#now = now;
  }

  /** Where the app may have people sent back to. */
  register(redirectUri: string): void {
    this.#redirectUris.add(redirectUri);
  }

  /** Reads the query of the consent page's address; undefined where it must not be shown: unknown app, other address. */
  read(query: URLSearchParams): Asked | undefined {
    const redirectUri = query.get('redirect_uri') ?? '';
    const known = query.get('client_id') === this.#app.clientId && this.#redirectUris.has(redirectUri);
    if (!known || query.get('response_type') !== 'code') return undefined;
    const scope = (query.get('scope') ?? '').split(' ').filter(Boolean);
    return { redirectUri, state: query.get('state') ?? '', scope };
  }

  /** Where the person goes who agreed. */
  allow({ redirectUri, state }: Asked, grant: Grant): string {
    const code = randomBytes(16).toString('hex');
    this.#codes.set(code, { grant, redirectUri, until: this.#now().getTime() + codeLifetimeMs });
    return back(redirectUri, { code, state });
  }

  /** Where the person goes who refused. */
  refuse({ redirectUri, state }: Asked): string {
    return back(redirectUri, { error: 'access_denied', state });
  }

  isApp(clientId: unknown, clientSecret: unknown): boolean {
    return clientId === this.#app.clientId && clientSecret === this.#app.clientSecret;
  }

  /** What a code stands for, once. */
  redeem(code: unknown, redirectUri: unknown): Grant | undefined {
    const found = this.#codes.get(String(code));
    this.#codes.delete(String(code));
    if (!found || found.until <= this.#now().getTime() || found.redirectUri !== redirectUri) return undefined;
    return found.grant;
  }
}

function back(redirectUri: string, said: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return url.href;
}
