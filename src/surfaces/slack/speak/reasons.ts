import type { MessageKey } from '../../../messages/translate.ts';

/** Slack's error codes that people can do something about. */
const reasons: Readonly<Record<string, MessageKey>> = {
  invalid_auth: 'slack.reason.invalid_auth',
  not_authed: 'slack.reason.invalid_auth',
  token_revoked: 'slack.reason.revoked',
  account_inactive: 'slack.reason.revoked',
  token_expired: 'slack.reason.expired',
  missing_scope: 'slack.reason.missing_scope',
  invalid_code: 'slack.reason.code',
  code_already_used: 'slack.reason.code',
};

const deadTokens = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'account_inactive',
  'token_expired',
  'team_access_not_granted',
]);

/** The code that Slack's Web API answered instead of `ok`; undefined for every other kind of error. */
export function slackErrorCode(error: unknown): string | undefined {
  const code = (error as { data?: { error?: unknown } } | undefined)?.data?.error;
  return typeof code === 'string' ? code : undefined;
}

/** A sentence key for an error of Slack's Web API; never the error's own text. */
export function slackReason(error: unknown): MessageKey {
  return reasons[slackErrorCode(error) ?? ''] ?? 'slack.reason.unknown';
}

/** Whether Slack said that a token no longer works. */
export function isDeadToken(error: unknown): boolean {
  return deadTokens.has(slackErrorCode(error) ?? '');
}
