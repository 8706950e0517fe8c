/**
 * What a person wrote in Slack, as the runner takes it: the bot's mention gone, links unwrapped, what phones and
 * word processors make of quotes, spaces and dashes undone. Mentions of people stay as `<@U012ABC>`.
 * @param botUserId whose mention is taken out; where it is not there, the one that the message begins with
 */
export function wordsIn(message: string, botUserId: string | undefined): string {
  const bot = new RegExp(`<@${botUserId?.replace(/\W/g, '')}(\\|[^>]*)?>`, 'g');
  const isNamed = botUserId !== undefined && bot.test(message);
  const own = message.replace(isNamed ? bot : /^\s*<@[UW][A-Z0-9]+(\|[^>]*)?>/, ' ');
  return straighten(unwrap(own)).trim();
}

/** What a slash command was given: it carries no mention of the bot to take out. */
export function wordsOfCommand(given: string): string {
  return straighten(unwrap(given)).trim();
}

/** Slack's own markup back to what was typed (https://docs.slack.dev/messaging/formatting-message-text). */
function unwrap(message: string): string {
  return message
    .replace(/<@([UW][A-Z0-9]+)\|[^>]*>/g, '<@$1>')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(
      /<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>/g,
      (_all, url: string, label: string | undefined) => asTyped(url, label),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** `api.example.com` that Slack made a link of is what was typed; of any other link the address is what counts. */
function asTyped(url: string, label: string | undefined): string {
  if (!/^https?:/.test(url)) return url.replace(/^(mailto|tel):/, '');
  const bare = url.replace(/^https?:\/\//, '').replace(/\/$/, '');
  return label === bare ? label : url;
}

/**
 * Undoes what phones make of quotes, spaces and dashes; backquotes around words go. What stands in quotes is a person's
 * own text and stays as it was written: code, dashes, quotes within quotes.
 */
function straighten(words: string): string {
  return words
    .split(/("(?:\\.|[^"\\])*"|“[^”]*”|«[^»]*»)/s)
    .map((piece, at) => (at % 2 === 1 ? quoted(piece) : loose(piece)))
    .join('');
}

function quoted(piece: string): string {
  return piece.startsWith('"') ? piece : `"${piece.slice(1, -1).trim().replace(/"/g, '\\"')}"`;
}

function loose(words: string): string {
  return words
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/«\s?|\s?»|[“”„]/g, '"')
    .replace(/`/g, '')
    .replace(/(^|\s)[—–](?=\p{L})/gu, '$1--');
}
