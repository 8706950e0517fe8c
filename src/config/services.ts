import type { KeyObject } from 'node:crypto';
import type { OAuthApp } from '../integrations/provider.ts';
import { sender, wanted } from './environment.ts';
import type { Environment } from './environment.ts';

export interface SlackConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Set: Socket Mode, no public address needed. */
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
}

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Absent: Stripe's own. */
  readonly apiUrl: string | undefined;
}

export interface GithubAppConfig {
  readonly id: string;
  readonly slug: string;
  readonly privateKey: KeyObject;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface MailConfig {
  /** `smtps://user:password@host:465`, or `smtp://host:25`. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
}

/** All three Slack values, or none. */
export function readSlack(data: Environment, problems: string[]): SlackConfig | undefined {
  const names = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'] as const;
  const missing = names.filter((name) => !data[name]);
  if (missing.length === names.length && !data.SLACK_APP_TOKEN) return undefined;
  for (const name of missing) problems.push(`${name} is missing: ${wanted[name]}.`);
  return {
    clientId: data.SLACK_CLIENT_ID ?? '',
    clientSecret: data.SLACK_CLIENT_SECRET ?? '',
    signingSecret: data.SLACK_SIGNING_SECRET ?? '',
    appToken: data.SLACK_APP_TOKEN,
    apiUrl: data.SLACK_API_URL,
  };
}

/** Both Stripe values, or none. */
export function readStripe(data: Environment, problems: string[]): StripeConfig | undefined {
  const names = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const;
  if (!given(names, data, problems)) return undefined;
  return {
    secretKey: data.STRIPE_SECRET_KEY ?? '',
    webhookSecret: data.STRIPE_WEBHOOK_SECRET ?? '',
    apiUrl: data.STRIPE_API_URL,
  };
}

/** All of the GitHub App's values, or none. */
export function readGithubApp(data: Environment, problems: string[]): GithubAppConfig | undefined {
  const {
    GITHUB_APP_ID: id,
    GITHUB_APP_SLUG: slug,
    GITHUB_APP_PRIVATE_KEY: privateKey,
    GITHUB_APP_CLIENT_ID: clientId,
    GITHUB_APP_CLIENT_SECRET: clientSecret,
  } = data;
  if (id && slug && privateKey && clientId && clientSecret)
    return { id, slug, privateKey, clientId, clientSecret };
  const names = [
    'GITHUB_APP_ID',
    'GITHUB_APP_SLUG',
    'GITHUB_APP_PRIVATE_KEY',
    'GITHUB_APP_CLIENT_ID',
    'GITHUB_APP_CLIENT_SECRET',
  ] as const;
  given(names, data, problems);
  return undefined;
}

/** Both mail values, or none. */
export function readMail(data: Environment, problems: string[]): MailConfig | undefined {
  const names = ['SMTP_URL', 'MAIL_FROM'] as const;
  if (!given(names, data, problems)) return undefined;
  const [, name = '', angled, bare] = sender.exec(data.MAIL_FROM ?? '') ?? [];
  return {
    url: data.SMTP_URL ?? '',
    from: { name: name.trim() || 'NOX', address: angled ?? bare ?? '' },
  };
}

/** Both values of a service's OAuth client, or none. */
export function readOAuth(
  data: Environment,
  service: 'NOTION' | 'JIRA',
  problems: string[],
): OAuthApp | undefined {
  const names = [`${service}_CLIENT_ID`, `${service}_CLIENT_SECRET`] as const;
  if (!given(names, data, problems)) return undefined;
  return { clientId: data[names[0]] ?? '', clientSecret: data[names[1]] ?? '' };
}

/** An address without a slash at its end. */
export function addressOf(address: string | undefined, usual: string): string {
  return (address ?? usual).replace(/\/+$/, '');
}

/** Whether any of these was given; those that are missing then are told. */
function given(names: readonly (keyof typeof wanted)[], data: Environment, problems: string[]): boolean {
  const missing = names.filter((name) => !data[name]);
  if (missing.length === names.length) return false;
  for (const name of missing) problems.push(`${name} is missing: ${wanted[name]}.`);
  return true;
}
