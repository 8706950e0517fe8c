/** The languages NOX speaks. French comes first. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

/**
 * The language to answer in for a locale tag such as Slack's `fr-FR` or a browser's `en-GB`.
 * Everything that is not English is answered in French.
 */
export function localeOf(tag: string | null | undefined, fallback: Locale = 'fr'): Locale {
  if (!tag) return fallback;
  const language = tag.toLowerCase().split(/[-_]/)[0];
  if (language === 'fr') return 'fr';
  return language === 'en' ? 'en' : fallback;
}
