import type { Locale } from '../core/locale.ts';
import type { Translate } from '../messages/translate.ts';

/** How a report is written: in which language, and in which zone times are told. */
export interface Writing {
  readonly t: Translate;
  readonly locale: Locale;
  readonly timeZone: string;
}

const squares = 10;

/** A share as a line of squares: `🟩🟩🟩🟩🟩🟩🟩🟩🟩🟨`. Less than all is never all green. */
export function barOf(share: number): string {
  const full = Math.floor(share * squares + 1e-9);
  const part = full < squares ? (share >= 0.95 ? '🟨' : '🟥') : '';
  return '🟩'.repeat(full) + part + '⬜'.repeat(Math.max(0, squares - full - (part ? 1 : 0)));
}

export function percentOf({ locale }: Writing, share: number): string {
  // 99,99 % must not be rounded up to all of it.
  const floored = Math.floor(share * 10_000) / 10_000;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(floored);
}

export function momentOf({ locale, timeZone }: Writing, at: Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);
}

/** The days of a period, as people say them: `17–23 novembre 2026`. */
export function daysOf({ locale, timeZone }: Writing, start: Date, end: Date): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  return format.formatRange(start, new Date(Math.max(start.getTime(), end.getTime() - 1)));
}

/** `12 min`, `3 h 05`, `2 j 4 h`. */
export function durationOf({ t }: Writing, ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 60) return t('report.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('report.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  return t('report.days', { days: Math.floor(hours / 24), hours: hours % 24 });
}
