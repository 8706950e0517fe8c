/** How a person's client shows ids: `@Ada`, `#ops`. */
export interface Names {
  person(id: string): string;
  channel(id: string): string;
}

/**
 * Slack's mrkdwn as plain text: entities, mentions, links and dates resolved
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
export function plainOf(mrkdwn: string, names: Names): string {
  return mrkdwn
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_all, id: string) => `@${names.person(id)}`)
    .replace(
      /<#([CG][A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_all, id: string, name: string | undefined) => `#${name ?? names.channel(id)}`,
    )
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<((?:https?|mailto):[^|>]+)\|([^>]*)>/g, (_all, url: string, label: string) =>
      label === url ? url : `${label} (${url})`,
    )
    .replace(/<((?:https?|mailto):[^|>]+)>/g, '$1')
    .replace(/\u200b/g, '')
    .replace(/(^|[\s(«])\*([^*\n]+)\*(?=$|[\s).,:;!?»])/gm, '$1$2')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
