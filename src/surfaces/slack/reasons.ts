/** Slack's error codes that people can do something about, as keys of `messages`. */
const reasons: Readonly<Record<string, string>> = {
  invalid_auth: 'slack.reason.invalid_auth',
  not_authed: 'slack.reason.invalid_auth',
  token_revoked: 'slack.reason.revoked',
  account_inactive: 'slack.reason.revoked',
  token_expired: 'slack.reason.expired',
  missing_scope: 'slack.reason.missing_scope',
  invalid_code: 'slack.reason.code',
  code_already_used: 'slack.reason.code',
};

/** A sentence key for an error of Slack's Web API; never the error's own text. */
export function slackReason(error: unknown): string {
  const code = (error as { data?: { error?: unknown } } | undefined)?.data?.error;
  return (typeof code === 'string' && reasons[code]) || 'slack.reason.unknown';
}
