import type { z } from 'zod';
import type { ToolType } from '../core/integration.ts';
import type { Egress } from './egress.ts';
import type { InstallationAccess } from './github/app/app.ts';

/** What an integration gets to work with: nothing of the process, nothing of other tenants. */
export interface Environment {
  readonly egress: Egress;
  /** Base URLs of the vendors' public clouds; the demo and the tests point them elsewhere. */
  readonly defaults: { readonly githubUrl: string; readonly notionUrl: string };
  /** NOX's own GitHub App, as far as this tenant may use it; absent where the operator has none, or on connecting. */
  readonly githubApp?: InstallationAccess | undefined;
}

/** What connecting found: the configuration to keep (secret, encrypted by the caller) and what may be shown. */
export interface Verified<Configuration> {
  readonly configuration: Configuration;
  /** Name to use when the user gave none. */
  readonly suggestedName: string;
  /** Safe to show: account, host, version, granted scopes… Never a secret. */
  readonly details: Readonly<Record<string, string>>;
}

/** One kind of tool: how it is connected, checked and opened. Each integration folder exports one. */
export interface Provider<Input, Configuration, Client> {
  readonly type: ToolType;
  /** The body that `POST /api/integrations/<type>` takes, without `name` and `tenantId`. Unknown fields are refused. */
  readonly input: z.ZodType<Input>;
  /** The shape of what is stored, read back and checked after decryption. */
  readonly configuration: z.ZodType<Configuration>;
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
