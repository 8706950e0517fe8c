import type { z } from 'zod';
import type { ToolType } from '../core/integration.ts';
import type { Egress } from './egress.ts';
import type { GithubApp, InstallationAccess } from './github/app/app.ts';

/** NOX as a service knows it: what the operator registered there. */
export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The same for Atlassian, whose authorization server and API are two addresses. */
export interface AtlassianApp extends OAuthApp {
  readonly authUrl: string;
  readonly apiUrl: string;
}

/** What an integration gets to work with: nothing of the process, nothing of other tenants. */
export interface Environment {
  readonly egress: Egress;
  /** Base URLs of the vendors' public clouds; the demo and the tests point them elsewhere. */
  readonly defaults: { readonly githubUrl: string; readonly notionUrl: string };
  /** NOX's own GitHub App, as far as this tenant may use it; absent where the operator has none, or on connecting. */
  readonly githubApp?: InstallationAccess | undefined;
  /** What NOX is registered as. Absent: that kind is connected by a credential alone. */
  readonly apps?: {
    readonly notion: OAuthApp | undefined;
    readonly jira: AtlassianApp | undefined;
    readonly github: Omit<GithubApp, 'privateKey'> | undefined;
  };
}

/** What connecting found: the configuration to keep (secret, encrypted by the caller) and what may be shown. */
export interface Verified<Configuration> {
  readonly configuration: Configuration;
  /** Name to use when the user gave none. */
  readonly suggestedName: string;
  /** Safe to show: account, host, version, granted scopes… Never a secret. */
  readonly details: Readonly<Record<string, string>>;
}

/** How the person is sent to the service's own page. */
export interface ConsentRequest {
  /** Comes back with the answer: single use, of one tenant and one browser. */
  readonly state: string;
  /** Where the service sends the person back to: `PUBLIC_URL/integrations/consent/<type>`, as registered there. */
  readonly redirectUri: string;
  /** The person says that NOX is installed there already: only who they are is asked. Most services know no such thing. */
  readonly isThereAlready: boolean;
}

/** What the service sent the person back with: the query of the address, each name's first value, `state` left out. */
export interface ConsentAnswer {
  readonly query: Readonly<Record<string, string>>;
  readonly redirectUri: string;
}

/** One thing that the person allowed: a site, a workspace, an installation. */
export interface Offer<Configuration> {
  /** How the person tells it from others. Shown, never a secret. */
  readonly label: string;
  readonly configuration: Configuration;
}

/** How a credential that ends is exchanged for a fresh one. */
export interface Renewal<Configuration> {
  /**
   * `due`: to be renewed, and good for the moment where that does not succeed. `over`: good for nothing any more. What
   * did not come by consent is `fresh` for ever.
   */
  standing(configuration: Configuration, now: Date): 'fresh' | 'due' | 'over';
  /**
   * A fresh credential. It is called by one process at a time, and what it gives is stored before anybody else comes.
   * Errors: `upstream_auth` where the service stands by the consent no more, with a sentence that says so; `upstream_*`
   * where it may succeed later.
   */
  renew(
    configuration: Configuration,
    environment: Environment,
    now: Date,
    name: string,
    signal: AbortSignal,
  ): Promise<Configuration>;
}

/**
 * Connecting by consent: the person allows it on the service's own page, and NOX gets a credential of its own.
 *
 * A kind joins by giving its provider (`providers.ts`) a `consent`, and its operator's registration a place in
 * `Environment.apps` (from `config.ts`). Everything else is there for all kinds: the buttons on the pages of the
 * integrations, the state (single use, ten minutes, bound to the browser, the tenant and the person), the way back
 * (`surfaces/web/pages/space/tools/consent.ts`), the question where several things were allowed, the plan's room,
 * sealing and audit (`commands/tools/connect-by-consent.ts`), one renewal at a time over all processes
 * (`commands/tools/ready-configuration.ts`), revoking when the integration is removed.
 * Its words are `consent.<type>.*` in `messages`.
 */
export interface Consent<Configuration> {
  /** Whether the operator registered NOX with the service. Where not, no button is shown. */
  isOffered(environment: Environment): boolean;
  /** The address of the service's page. Called only where it is offered. */
  askAt(request: ConsentRequest, environment: Environment): URL;
  /**
   * Exchanges the answer of a person who agreed for what they allowed; never an empty list. A person who refused
   * (`error` in the query) does not come here.
   * Errors: `credential_refused` where the service does not stand by its answer, or where nothing was allowed;
   * `upstream_*`.
   */
  finish(
    answer: ConsentAnswer,
    environment: Environment,
    signal: AbortSignal,
    now: Date,
  ): Promise<readonly Offer<Configuration>[]>;
  /** Present where credentials end by themselves, and are exchanged for fresh ones before. */
  readonly renewal?: Renewal<Configuration>;
  /** Tries what was allowed, before it is kept. Errors: as of a provider's `verify`. */
  verify(
    configuration: Configuration,
    environment: Environment,
    signal: AbortSignal,
  ): Promise<Verified<Configuration>>;
  /**
   * Which thing of the service a configuration reaches, as the service numbers it: consenting to the same again renews
   * the integration that is there. Undefined where the configuration does not tell, as after connecting by a token.
   */
  placeOf(configuration: Configuration): string | undefined;
  /**
   * What at most one tenant may hold at a time, over all tenants; absent or undefined where several may, since each
   * comes with a credential of its own.
   */
  claimOf?(configuration: Configuration): string | undefined;
  /**
   * Ends a credential that came by consent (`placeOf` tells) at the service, as far as the service lets an app do so.
   * Errors: any; the integration is removed all the same, and the person told to end it there.
   */
  revoke?(configuration: Configuration, environment: Environment, signal: AbortSignal): Promise<void>;
}

/** One kind of tool: how it is connected, checked and opened. Each integration folder exports one. */
export interface Provider<Input, Configuration, Client> {
  readonly type: ToolType;
  /** The body that `POST /api/integrations/<type>` takes, without `name` and `tenantId`. Unknown fields are refused. */
  readonly input: z.ZodType<Input>;
  /** The shape of what is stored, read back and checked after decryption. */
  readonly configuration: z.ZodType<Configuration>;
  /** Present where the kind can be connected by consent too. */
  readonly consent?: Consent<Configuration>;
  /**
   * Tries the credential against the service. Throws NoxError `credential_refused` (params service, reason: a word
   * key below `reason.` in messages, translated by the caller, or the service's own short reason),
   * `egress_refused`, `kubeconfig_refused`, `upstream_unreachable`, `upstream_timeout`.
   */
  verify(input: Input, environment: Environment, signal: AbortSignal): Promise<Verified<Configuration>>;
  /** A client for one tenant's configuration. Nothing is sent before its first call. Call `close()` after use. */
  open(configuration: Configuration, environment: Environment, name: string, signal: AbortSignal): Client;
}

/** What every client can do besides its own verbs. */
export interface Closable {
  close(): Promise<void>;
}
