import type { Inline, Span } from '../../../core/reply.ts';
import type { Locale } from '../../../core/locale.ts';
import { cutText } from './cut.ts';

/** For whom something is rendered. */
export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly now: Date;
}

/** White space where a line may be broken; what holds French marks to their words stays. */
const breakable = /[^\S\u00a0]+/g;

/** Terminals' colours, and signs that nobody sees. */
const controls = /(?![\n\t])\p{Cc}(?:\[[\d;]*[A-Za-z])?/gu;

/** Escapes what Slack would read as markup (https://docs.slack.dev/messaging/formatting-message-text). */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(controls, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
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
    case 'bold': {
      const text = escapeText(span.text).replace(/\*/g, '∗').replace(breakable, ' ').trim();
      return text && `*${text}*`;
    }
    case 'code': {
      const text = escapeText(span.text).replace(/`/g, 'ˋ').replace(/\s/g, ' ');
      return text && `\`${text}\``;
    }
    case 'link':
      return linkToMrkdwn(span.text, span.url);
    case 'time':
      return timeToMrkdwn(span.at, span.style, reader);
    case 'person':
      return isSlackUserId(span.slackUserId) ? `<@${span.slackUserId}>` : literal(span.name);
    case 'channel':
      if (isSlackUserId(span.channelId)) return `<@${span.channelId}>`;
      return /^[CG][A-Z0-9]+$/.test(span.channelId) ? `<#${span.channelId}>` : literal(span.channelId);
  }
}

/** A link stays shorter than what Slack takes in the smallest place, so that it is never cut in two. */
const addressMost = 1_000;
const labelMost = 150;

/** A link; an address that is none, or is too long for Slack, leaves the text alone. */
function linkToMrkdwn(text: string, url: string): string {
  if (!isAddress(url)) return literal(text);
  const address = escapeText(url.replace(/[<>|\s"]/g, (sign) => encodeURIComponent(sign)));
  const label = escapeText(cutText(text, labelMost)).replace(/\|/g, '¦').replace(breakable, ' ').trim();
  if (address.length > addressMost) return literal(text);
  return label ? `<${address}|${label}>` : `<${address}>`;
}

/** Slack shows the moment in the zone of whoever reads; the text after the bar is for clients that cannot. */
function timeToMrkdwn(at: Date, style: 'relative' | 'datetime', reader: Reader): string {
  const fallback = escapeText(sayTime(at, style, reader));
  if (Number.isNaN(at.getTime()) || at.getTime() < 0) return fallback;
  const format = style === 'relative' ? '{ago}' : '{date_short_pretty} {time}';
  return `<!date^${Math.floor(at.getTime() / 1000)}^${format}|${fallback}>`;
}

function isSlackUserId(id: string | undefined): id is string {
  return id !== undefined && /^[UW][A-Z0-9]{1,30}$/.test(id);
}

/** Whether Slack takes an address for a link. */
function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s]/.test(url) && url.length <= addressMost && URL.canParse(url);
}

/** An inline as plain text: for tables, fallbacks and notifications. */
export function toPlain(inline: Inline, reader: Reader): string {
  return parts(inline)
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'time') return sayTime(part.at, part.style, reader);
      if (part.kind === 'channel') return part.channelId;
      return part.kind === 'person' ? part.name : part.text;
    })
    .join('');
}

/** The first link of an inline, if it has one. */
export function linkOf(inline: Inline): string | undefined {
  const found = parts(inline).find((part) => typeof part !== 'string' && part.kind === 'link');
  return typeof found === 'object' && found.kind === 'link' && isAddress(found.url) ? found.url : undefined;
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
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
  for (const [unit, size] of units) {
    if (Math.abs(seconds) < size && unit !== 'second') continue;
    // "il y a 2 m." would leave open whether minutes or months are meant.
    const style = unit === 'month' ? 'long' : 'short';
    const format = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto', style });
    return format.format(Math.trunc(seconds / size), unit);
  }
  return '';
}
