import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { AtlassianApp, OAuthApp } from './integrations/provider.ts';

/** What the environment says. The one reader of `process.env` is `main.ts`'s call of `readConfig`. */
export interface Config {
  readonly port: number;
  readonly publicUrl: string;
  /** How many proxies stand in front: whose `X-Forwarded-For` is believed. */
  readonly trustProxy: number;
  /** Absent: an embedded PostgreSQL under `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Connections to tenants' databases that this process may have; absent: its share of what the server takes. */
  readonly tenantConnections: number | undefined;
  readonly dataDir: string;
  /** Absent only where the database is embedded: then one is made and kept. */
  readonly masterKey: string | undefined;
  readonly allowPrivateHosts: readonly string[];
  /** Absent: NOX serves its web pages and API, without Slack. */
  readonly slack: SlackConfig | undefined;
  /** Absent: nothing is billed, and nothing is limited. */
  readonly stripe: StripeConfig | undefined;
  /** Absent: GitHub is connected by token alone. */
  readonly githubApp: GithubAppConfig | undefined;
  /** Absent: nothing is sent by mail; links are shown to be copied. */
  readonly mail: MailConfig | undefined;
  readonly githubUrl: string;
  readonly notionUrl: string;
  /** NOX as Notion knows it. Absent: Notion is connected by a token alone. */
  readonly notion: OAuthApp | undefined;
  /** NOX as Atlassian knows it, and where Atlassian is. Absent: Jira is connected by a token alone. */
  readonly jira: AtlassianApp | undefined;
  readonly logLevel: string;
  /** Whom people write to who need help; absent: nobody is named. */
  readonly supportEmail: string | undefined;
}

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

const absent = z.literal('').transform(() => undefined);
const optional = <T extends z.ZodType>(schema: T) => z.union([absent, schema]).optional();
const url = z.url({ protocol: /^https?$/ });

/** `NOX <nox@example.com>`, or the address alone. */
const sender = /^(?:([^<>"\p{Cc}]*)<([^\s<>@"]+@[^\s<>@"]+)>|([^\s<>@"]+@[^\s<>@"]+))$/u;

const environment = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  PUBLIC_URL: optional(url),
  TRUST_PROXY: optional(z.coerce.number().int().min(0).max(10)),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\/.+/)),
  NOX_TENANT_CONNECTIONS: optional(z.coerce.number().int().min(4).max(10_000)),
  NOX_DATA_DIR: optional(z.string()),
  NOX_MASTER_KEY: optional(z.string().refine((key) => Buffer.from(key, 'base64').length === 32)),
  NOX_ALLOW_PRIVATE_HOSTS: optional(z.string()),
  SLACK_CLIENT_ID: optional(z.string()),
  SLACK_CLIENT_SECRET: optional(z.string()),
  SLACK_SIGNING_SECRET: optional(z.string().min(8)),
  SLACK_APP_TOKEN: optional(z.string().startsWith('xapp-')),
  SLACK_API_URL: optional(url),
  STRIPE_SECRET_KEY: optional(z.string().regex(/^[sr]k_/)),
  STRIPE_WEBHOOK_SECRET: optional(z.string().startsWith('whsec_')),
  STRIPE_API_URL: optional(url),
  GITHUB_APP_ID: optional(z.string().regex(/^\d{1,15}$/)),
  GITHUB_APP_SLUG: optional(z.string().regex(/^[a-z\d][a-z\d-]{0,60}$/)),
  GITHUB_APP_PRIVATE_KEY: optional(z.string().transform(readRsaKey)),
  GITHUB_APP_CLIENT_ID: optional(z.string().regex(/^[\w.-]{4,60}$/)),
  GITHUB_APP_CLIENT_SECRET: optional(z.string().min(8)),
  GITHUB_API_URL: optional(url),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.string().regex(sender)),
  NOTION_CLIENT_ID: optional(z.string()),
  NOTION_CLIENT_SECRET: optional(z.string()),
  NOTION_API_URL: optional(url),
  JIRA_CLIENT_ID: optional(z.string()),
  JIRA_CLIENT_SECRET: optional(z.string()),
  JIRA_AUTH_URL: optional(url),
  JIRA_API_URL: optional(url),
  SUPPORT_EMAIL: optional(z.email()),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
});

const wanted: Readonly<Record<keyof z.infer<typeof environment>, string>> = {
  PORT: 'a port number from 0 to 65535',
  PUBLIC_URL: 'the address people reach NOX at, such as https://nox.example.com',
  TRUST_PROXY: 'how many proxies stand in front of NOX, from 0 to 10',
  DATABASE_URL: 'postgres://user:password@host:5432/database',
  NOX_TENANT_CONNECTIONS: 'a number from 4 to 10000',
  NOX_DATA_DIR: 'a folder',
  NOX_MASTER_KEY: '32 bytes in base64 (openssl rand -base64 32)',
  NOX_ALLOW_PRIVATE_HOSTS: 'hosts and CIDRs, separated by commas',
  SLACK_CLIENT_ID: "the Slack app's client id",
  SLACK_CLIENT_SECRET: "the Slack app's client secret",
  SLACK_SIGNING_SECRET: "the Slack app's signing secret",
  SLACK_APP_TOKEN: 'an app-level token that begins with xapp-',
  SLACK_API_URL: 'an address such as https://slack.com/api/',
  STRIPE_SECRET_KEY: 'a secret key that begins with sk_, or a restricted one that begins with rk_',
  STRIPE_WEBHOOK_SECRET: "the webhook's signing secret, which begins with whsec_",
  SMTP_URL: 'a mail server such as smtps://user:password@mail.example.com:465',
  MAIL_FROM: 'who mails come from, such as NOX <nox@example.com>',
  STRIPE_API_URL: 'an address such as https://api.stripe.com',
  GITHUB_APP_ID: "the GitHub App's number",
  GITHUB_APP_SLUG: "the GitHub App's name in its address, https://github.com/apps/<slug>",
  GITHUB_APP_PRIVATE_KEY: "one of the GitHub App's private keys: the .pem file's text, or that in base64",
  GITHUB_APP_CLIENT_ID: "the GitHub App's client id",
  GITHUB_APP_CLIENT_SECRET: "one of the GitHub App's client secrets",
  GITHUB_API_URL: 'an address such as https://api.github.com',
  NOTION_CLIENT_ID: "the Notion connection's OAuth client id",
  NOTION_CLIENT_SECRET: "the Notion connection's OAuth client secret",
  NOTION_API_URL: 'an address such as https://api.notion.com',
  JIRA_CLIENT_ID: "the Atlassian app's OAuth 2.0 client id",
  JIRA_CLIENT_SECRET: "the Atlassian app's OAuth 2.0 client secret",
  JIRA_AUTH_URL: 'an address such as https://auth.atlassian.com',
  JIRA_API_URL: 'an address such as https://api.atlassian.com',
  SUPPORT_EMAIL: 'an e-mail address such as help@example.com',
  LOG_LEVEL: 'trace, debug, info, warn, error, fatal or silent',
};

/** Thrown when the environment is not fit to start with: one sentence for each variable, no values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reads the environment. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const names = [
      ...new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof typeof wanted)),
    ];
    throw new ConfigError(names.map((name) => `${name} must be ${wanted[name]}.`));
  }
  const { data } = parsed;
  const problems: string[] = [];
  if (data.DATABASE_URL && !data.NOX_MASTER_KEY) {
    problems.push(`NOX_MASTER_KEY is required with DATABASE_URL: ${wanted.NOX_MASTER_KEY}.`);
  }
  const slack = readSlack(data, problems);
  const stripe = readStripe(data, problems);
  const githubApp = readGithubApp(data, problems);
  const mail = readMail(data, problems);
  const notion = readOAuth(data, 'NOTION', problems);
  const jira = readOAuth(data, 'JIRA', problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const port = data.PORT ?? 3000;
  return {
    port,
    // Who is reached over https has something in front that speaks it: NOX itself speaks plain http.
    trustProxy: data.TRUST_PROXY ?? (data.PUBLIC_URL?.startsWith('https:') ? 1 : 0),
    publicUrl: (data.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    databaseUrl: data.DATABASE_URL,
    tenantConnections: data.NOX_TENANT_CONNECTIONS,
    dataDir: data.NOX_DATA_DIR ?? '.nox',
    masterKey: data.NOX_MASTER_KEY,
    allowPrivateHosts: (data.NOX_ALLOW_PRIVATE_HOSTS ?? '').split(/[\s,]+/).filter(Boolean),
    slack,
    stripe,
    githubApp,
    githubUrl: addressOf(data.GITHUB_API_URL, 'https://api.github.com'),
    mail,
    notionUrl: addressOf(data.NOTION_API_URL, 'https://api.notion.com'),
    notion,
    jira: jira && {
      ...jira,
      authUrl: addressOf(data.JIRA_AUTH_URL, 'https://auth.atlassian.com'),
      apiUrl: addressOf(data.JIRA_API_URL, 'https://api.atlassian.com'),
    },
    logLevel: data.LOG_LEVEL ?? 'info',
    supportEmail: data.SUPPORT_EMAIL,
  };
}

/** All three Slack values, or none. */
function readSlack(data: z.infer<typeof environment>, problems: string[]): SlackConfig | undefined {
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
function readStripe(data: z.infer<typeof environment>, problems: string[]): StripeConfig | undefined {
  const names = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const;
  if (!given(names, data, problems)) return undefined;
  return {
    secretKey: data.STRIPE_SECRET_KEY ?? '',
    webhookSecret: data.STRIPE_WEBHOOK_SECRET ?? '',
    apiUrl: data.STRIPE_API_URL,
  };
}

/** All of the GitHub App's values, or none. */
function readGithubApp(data: z.infer<typeof environment>, problems: string[]): GithubAppConfig | undefined {
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

/** A PEM as it is, with its line ends written as `\n`, or in base64: environments often hold no line ends. */
function readRsaKey(text: string, context: z.RefinementCtx): KeyObject {
  const pem = text.includes('-----') ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString();
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // Told below, without the key.
  }
  context.addIssue({ code: 'custom' });
  return z.NEVER;
}

/** Both mail values, or none. */
function readMail(data: z.infer<typeof environment>, problems: string[]): MailConfig | undefined {
  const names = ['SMTP_URL', 'MAIL_FROM'] as const;
  if (!given(names, data, problems)) return undefined;
  const [, name = '', angled, bare] = sender.exec(data.MAIL_FROM ?? '') ?? [];
  return {
    url: data.SMTP_URL ?? '',
    from: { name: name.trim() || 'NOX', address: angled ?? bare ?? '' },
  };
}

/** Both values of a service's OAuth client, or none. */
function readOAuth(
  data: z.infer<typeof environment>,
  service: 'NOTION' | 'JIRA',
  problems: string[],
): OAuthApp | undefined {
  const names = [`${service}_CLIENT_ID`, `${service}_CLIENT_SECRET`] as const;
  if (!given(names, data, problems)) return undefined;
  return { clientId: data[names[0]] ?? '', clientSecret: data[names[1]] ?? '' };
}

/** An address without a slash at its end. */
function addressOf(address: string | undefined, usual: string): string {
  return (address ?? usual).replace(/\/+$/, '');
}

/** Whether any of these was given; those that are missing then are told. */
function given(
  names: readonly (keyof typeof wanted)[],
  data: z.infer<typeof environment>,
  problems: string[],
): boolean {
  const missing = names.filter((name) => !data[name]);
  if (missing.length === names.length) return false;
  for (const name of missing) problems.push(`${name} is missing: ${wanted[name]}.`);
  return true;
}
