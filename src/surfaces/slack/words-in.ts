/** What a person wrote in Slack, as the runner takes it: the bot's mention gone, links unwrapped, quotes straightened. */
export function wordsIn(message: string, botUserId?: string): string {
  const own = botUserId
    ? message.replaceAll(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g'), ' ')
    : message.replace(/^\s*<@[UW][A-Z0-9]+(\|[^>]*)?>/, ' ');
  return own
    .replace(
      /<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>/g,
      (_all, url: string, label: string | undefined) =>
        /^https?:/.test(url) && label && url.replace(/^https?:\/\//, '').replace(/\/$/, '') === label
          ? label
          : url.replace(/^mailto:/, ''),
    )
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[“”„]/g, '"')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/(^|\s)[—–](?=\p{L})/gu, '$1--')
    .trim();
}
