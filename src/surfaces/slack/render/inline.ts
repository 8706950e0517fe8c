import type { Inline, Span } from '../../../core/reply.ts';
import type { Locale } from '../../../core/locale.ts';

/** For whom something is rendered. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** Escapes what Slack would read as markup (https://docs.slack.dev/messaging/formatting-message-text). */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function parts(inline: Inline): readonly (string | Span)[] {
  return typeof inline === 'string' || !Array.isArray(inline)
    ? [inline as string | Span]
    : (inline as readonly (string | Span)[]);
}

/** An inline as Slack's mrkdwn. Literal text cannot become markup: `*`, `_`, `~` and backquotes are parted by a zero-width space. */
export function toMrkdwn(inline: Inline, reader: Reader): string {
  return parts(inline)
    .map((part) => (typeof part === 'string' ? literal(part) : spanToMrkdwn(part, reader)))
    .join('');
}

function literal(text: string): string {
  return escapeText(text).replace(/(^|[\s(\p{P}])([*_~`])(?=\S)/gu, '$1\u200b$2\u200b');
}

function spanToMrkdwn(span: Span, reader: Reader): string {
  switch (span.kind) {
    case 'bold':
      return `*${escapeText(span.text).replace(/\*/g, '∗').replace(/\s+/g, ' ').trim()}*`;
    case 'code':
      return `\`${escapeText(span.text).replace(/`/g, 'ˋ').replace(/\n/g, ' ')}\``;
    case 'link':
      return `<${span.url.replace(/[<>|\s]/g, encodeURIComponent)}|${escapeText(span.text).replace(/\|/g, '¦').replace(/\n/g, ' ')}>`;
    case 'time':
      return `<!date^${Math.floor(span.at.getTime() / 1000)}^{date_short_pretty} {time}|${escapeText(sayTime(span.at, 'datetime', reader))}>`;
    case 'person':
      return span.slackUserId ? `<@${span.slackUserId}>` : literal(span.name);
  }
}

/** An inline as plain text: for tables, fallbacks and notifications. */
export function toPlain(inline: Inline, reader: Reader): string {
  return parts(inline)
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'time') return sayTime(part.at, part.style, reader);
      return part.kind === 'person' ? part.name : part.text;
    })
    .join('');
}

/** The first link of an inline, if it has one. */
export function linkOf(inline: Inline): string | undefined {
  const found = parts(inline).find((part) => typeof part !== 'string' && part.kind === 'link');
  return typeof found === 'object' && found.kind === 'link' ? found.url : undefined;
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A moment in the reader's words and zone. */
export function sayTime(at: Date, style: 'relative' | 'datetime', reader: Reader): string {
  if (Number.isNaN(at.getTime())) return '–';
  if (style === 'datetime') {
    return new Intl.DateTimeFormat(reader.locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: reader.timeZone,
    }).format(at);
  }
  const seconds = Math.round((at.getTime() - reader.now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto', style: 'short' });
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  return format.format(seconds, 'second');
}
