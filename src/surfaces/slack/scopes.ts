/** The bot's scopes, least first needed; the same list stands in slack-manifest.yml. */
export const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'chat:write',
  'commands',
  'files:write',
  'im:history',
  'users:read',
] as const;
