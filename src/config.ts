import { environment, wanted } from './config/environment.ts';
import { addressOf, readGithubApp, readMail, readOAuth, readSlack, readStripe } from './config/services.ts';
import type { GithubAppConfig, MailConfig, SlackConfig, StripeConfig } from './config/services.ts';
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
