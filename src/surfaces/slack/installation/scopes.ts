/**
 * The bot's scopes; the same list stands in slack-manifest.yml. `channels:read` and `groups:read` tell whether people of
 * other organisations read a channel: without them every slash command would have to be answered privately.
 */
export const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:read',
  'im:history',
  'users:read',
] as const;
