import { NoxError } from '../../core/errors.ts';

/** What is stored of a Jira: where it is and how to be let in. Nothing of it is ever shown. */
export interface JiraConfiguration {
  /** What stands before `/rest/api`, without a slash at its end. */
  readonly baseUrl: string;
  /** Where people read issues; the same as `baseUrl`, except behind `api.atlassian.com`. */
  readonly siteUrl: string;
  readonly deployment: 'cloud' | 'server';
  /** Absent: the token is a personal access token of a Data Center, sent as bearer. */
  readonly email?: string | undefined;
  readonly token: string;
  /** Present where it was connected by consent: `baseUrl` is then behind `api.atlassian.com`, and `token` ends soon. */
  readonly consent?: JiraConsent | undefined;
}

export interface JiraConsent {
  /** The site, as Atlassian numbers it. */
  readonly cloudId: string;
  /** As Atlassian names it. */
  readonly siteName: string;
  /** Counts once; the answer to it has the next one. */
  readonly refreshToken: string;
  /** When `token` ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

const pages = /\/(?:browse|projects|secure|issues|rest|login|plugins|servicedesk|people|wiki)(?:[/.?].*)?$/;

/**
 * The address of a Jira out of what a person pastes: a bare host, the address of a board or of an issue.
 * Errors: `bad_input` for what is no address.
 */
export function jiraAddress(given: string): string {
  const text = given.trim();
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    throw new NoxError('bad_input', { reason: text.slice(0, 200) }, { sentence: 'egress.bad_url' });
  }
  const isCloud = /\.(?:atlassian\.net|jira\.com|jira-dev\.com)$/.test(url.hostname);
  const path = isCloud ? '' : url.pathname.replace(pages, '').replace(/\/+$/, '');
  const person = url.username || url.password ? `${url.username}:${url.password}@` : '';
  return `${url.protocol}//${person}${url.host}${path}`;
}

/** How a site of Atlassian's is called after its host: `techcorp` for `techcorp.atlassian.net`; undefined for others. */
export function nameOfHost(host: string): string | undefined {
  return /^(.+)\.(?:atlassian\.net|jira\.com)$/.exec(host)?.[1]?.slice(0, 40);
}
