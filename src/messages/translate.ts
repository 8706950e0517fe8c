import { IntlMessageFormat } from 'intl-messageformat';
import type { NoxError } from '../core/errors.ts';
import type { Locale } from '../core/locale.ts';
import { en } from './en.ts';
import { fr as written } from './fr.ts';
import { frenchSpacing } from './french-spacing.ts';

export type MessageKey = keyof typeof written;
export type MessageParams = Readonly<Record<string, string | number | Date>>;

/** Says a sentence in one language. Parameters are inserted as they are: the surface escapes the result. */
export type Translate = (key: MessageKey, params?: MessageParams) => string;

const fr = Object.fromEntries(
  Object.entries(written).map(([key, sentence]) => [key, frenchSpacing(sentence)]),
) as Readonly<Record<MessageKey, string>>;
const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { fr, en };

/** Translators: of a language, and of a zone (IANA) that days in sentences are told in; UTC where none is given. */
export type Messages = (locale: Locale, timeZone?: string) => Translate;

/** Makes the translators of all languages; parsed sentences are kept, since they hold no tenant's data. */
export function createMessages(): Messages {
  const parsed = new Map<string, IntlMessageFormat>();
  function translator(locale: Locale, timeZone: string): Translate {
    return (key, params) => {
      const text = catalogues[locale][key];
      if (!params && !text.includes('{') && !text.includes("'")) return text;
      const hasDay = text.includes(', date');
      const id = hasDay ? `${locale}:${timeZone}:${key}` : `${locale}:${key}`;
      let format = parsed.get(id);
      if (!format) {
        const formats = hasDay ? { date: daysIn(timeZone) } : undefined;
        format = new IntlMessageFormat(text, locale, formats, { ignoreTag: true });
        parsed.set(id, format);
      }
      return String(format.format(params));
    };
  }
  return (locale, timeZone = 'UTC') => translator(locale, timeZone);
}

/** What `{at, date, medium}` and `{at, date, long}` stand for in a zone. */
function daysIn(timeZone: string) {
  return {
    medium: { day: 'numeric', month: 'short', year: 'numeric', timeZone },
    long: { day: 'numeric', month: 'long', year: 'numeric', timeZone },
  } as const;
}

/** Whether a word names a sentence of the catalogue. */
export function isMessageKey(word: string): word is MessageKey {
  return Object.hasOwn(fr, word);
}

/**
 * The sentence for an error. Parameters that name a sentence themselves (`reason.expired`, `kind.pod`) are said in
 * the same language first.
 */
export function sayError(t: Translate, error: NoxError): string {
  const params = Object.fromEntries(
    Object.entries(error.params).map(([name, value]) => [
      name,
      typeof value === 'string' && isMessageKey(value) ? t(value) : value,
    ]),
  );
  const own = error.sentence;
  return t(own !== undefined && isMessageKey(own) ? own : (`error.${error.code}` as MessageKey), params);
}
