import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

const absent = z.literal('').transform(() => undefined);
const optional = <T extends z.ZodType>(schema: T) => z.union([absent, schema]).optional();
const url = z.url({ protocol: /^https?$/ });

/** `NOX <nox@example.com>`, or the address alone. */
export const sender = /^(?:([^<>"\p{Cc}]*)<([^\s<>@"]+@[^\s<>@"]+)>|([^\s<>@"]+@[^\s<>@"]+))$/u;

/** What may stand in the environment. */
export const environment = z.object({
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

export type Environment = z.infer<typeof environment>;

/** What each is, for whom it was wrong or missing. */
export const wanted: Readonly<Record<keyof Environment, string>> = {
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
