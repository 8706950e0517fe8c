import type { Locale } from '../../core/locale.ts';
import { bold, code, link, moment } from '../../core/reply.ts';
import type { Inline, Span } from '../../core/reply.ts';
import type { Text, Value } from '../../integrations/notion/types.ts';

/** Text in Notion's styles, as far as a reply has them. */
export function inlineOf(text: Text): (string | Span)[] {
  return text.map((run) => {
    if (run.url) return link(run.text, run.url);
    if (run.code) return code(run.text);
    return run.bold ? bold(run.text) : run.text;
  });
}

/** What a property says, in the reader's language. */
export function sayValues(values: readonly Value[], locale: Locale): Inline {
  return values.flatMap((value, at) => (at === 0 ? [say(value, locale)] : [', ', say(value, locale)]));
}

function say(value: Value, locale: Locale): string | Span {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'link':
      return link(value.text, value.url);
    case 'number':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(value.number);
    case 'moment':
      return moment(value.at);
    case 'checked':
      return value.checked ? '☑' : '☐';
    case 'day': {
      const day = new Date(`${value.day}T00:00:00Z`);
      if (Number.isNaN(day.getTime())) return value.day;
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
    }
  }
}
