import { createHmac } from 'node:crypto';

/** The body of a slash command as Slack sends it (https://docs.slack.dev/interactivity/implementing-slash-commands). */
export function slashBody(teamId: string, userId: string, text: string): string {
  return new URLSearchParams({
    token: 'deprecated',
    team_id: teamId,
    team_domain: teamId.toLowerCase(),
    channel_id: 'C1',
    channel_name: 'general',
    user_id: userId,
    user_name: userId.toLowerCase(),
    command: '/nox',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T1/1/abc',
    trigger_id: '1.2.abc',
  }).toString();
}

/** The headers that sign a body now (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signed(body: string, secret: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-signature': `v0=${signature}`,
    'x-slack-request-timestamp': String(at),
  };
}
