import type { ResetOffer } from '../../../access/password-resets.ts';
import type { Locale } from '../../../core/locale.ts';
import type { Letter } from '../../../core/mail.ts';
import type { WebDependencies } from '../dependencies.ts';
import { unlinked } from './unlinked.ts';

/** The mail with the links to another password, one for each space of the address; none where it opens none. */
export function resetLetters(
  { messages }: Pick<WebDependencies, 'messages'>,
  offers: readonly ResetOffer[],
): readonly Letter[] {
  const [first] = offers;
  if (!first) return [];
  const { email: to, locale } = first;
  const t = messages(locale);
  return [
    {
      to,
      locale,
      subject: t('letter.reset.subject'),
      paragraphs: [
        t('letter.hello'),
        t('letter.reset.text'),
        ...(offers.length > 1 ? [t('letter.reset.several')] : []),
      ],
      links: offers.map(({ tenantName, link }) => ({
        label: t('letter.reset.choose', { space: unlinked(tenantName) }),
        href: link,
      })),
      notes: [t('letter.reset.once'), t('letter.reset.unexpected')],
    },
  ];
}

/** The mail that tells an account's holder that its password was changed. */
export function passwordChangedLetter(
  { messages, publicUrl }: Pick<WebDependencies, 'messages' | 'publicUrl'>,
  locale: Locale,
  to: string,
  tenantName: string,
): Letter {
  const t = messages(locale);
  return {
    to,
    locale,
    subject: t('letter.changed.subject'),
    paragraphs: [t('letter.hello'), t('letter.changed.text', { space: unlinked(tenantName) })],
    links: [{ label: t('letter.changed.not_you'), href: `${publicUrl}/forgotten-password` }],
    notes: [t('letter.changed.note')],
  };
}
