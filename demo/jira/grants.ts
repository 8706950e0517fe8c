import { randomBytes } from 'node:crypto';

/** What a person allowed: some sites, as somebody of each. */
export interface Grant {
  readonly scope: readonly string[];
  /** By the site's number: the name of the person there. */
  readonly people: ReadonlyMap<string, string>;
}

interface Family {
  readonly grant: Grant;
  ended: boolean;
}

const lifetimeSeconds = 3_600;

/**
 * Tokens of Atlassian's: access tokens of an hour, refresh tokens that count once
 * (https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens). One that comes twice has been stolen: all that
 * came of its consent ends. (Atlassian itself is lenient for ten minutes.)
 */
export class Grants {
  readonly #families = new Set<Family>();
  readonly #access = new Map<string, { readonly family: Family; readonly until: number }>();
  readonly #refresh = new Map<string, { readonly family: Family; used: boolean }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  begin(grant: Grant): Record<string, unknown> {
    const family = { grant, ended: false };
    this.#families.add(family);
    return this.#issue(family);
  }

  /** Fresh tokens for a refresh token; undefined where it is worth nothing. */
  renew(refreshToken: unknown): Record<string, unknown> | undefined {
    const found = this.#refresh.get(String(refreshToken));
    if (!found) return undefined;
    if (found.used) found.family.ended = true;
    if (found.family.ended) return undefined;
    found.used = true;
    return this.#issue(found.family);
  }

  /** What an access token stands for now. */
  of(accessToken: string): Grant | undefined {
    const found = this.#access.get(accessToken);
    const good = found && !found.family.ended && found.until > this.#now().getTime();
    return good ? found.family.grant : undefined;
  }

  /** Ends what a refresh token belongs to; whether there was something to end. */
  end(refreshToken: unknown): boolean {
    const family = this.#refresh.get(String(refreshToken))?.family;
    if (!family || family.ended) return false;
    family.ended = true;
    return true;
  }

  /** As when the person takes the app out of their account. */
  endAll(): void {
    for (const family of this.#families) family.ended = true;
  }

  #issue(family: Family): Record<string, unknown> {
    const [access, refresh] = [randomBytes(48).toString('base64url'), randomBytes(48).toString('base64url')];
    this.#access.set(access, { family, until: this.#now().getTime() + lifetimeSeconds * 1_000 });
    this.#refresh.set(refresh, { family, used: false });
    const isLasting = family.grant.scope.includes('offline_access');
    return {
      access_token: access,
      ...(isLasting ? { refresh_token: refresh } : {}),
      expires_in: lifetimeSeconds,
      token_type: 'Bearer',
      scope: family.grant.scope.join(' '),
    };
  }
}
