import type { Letter } from '../../../core/mail.ts';
import type { Translate } from '../../../messages/translate.ts';
import type { InvitationMail, MadeInvitation } from '../../../tenancy/invitations.ts';
import { unlinked } from './unlinked.ts';

/** The mail that brings an invitation, in the language that was chosen for it. */
export function invitationLetter(
  t: Translate,
  { email, locale }: InvitationMail,
  { link, role, days, invitedBy }: MadeInvitation,
  spaceName: string,
): Letter {
  const space = unlinked(spaceName);
  const by = unlinked(invitedBy);
  return {
    to: email,
    locale,
    subject: t('letter.invitation.subject', { by, space }),
    paragraphs: [
      t('letter.hello'),
      t('letter.invitation.text', { by, space, role: t(`role.${role}`) }),
      t('letter.invitation.nox'),
      ...(days === undefined ? [] : [t('invitation.days', { days })]),
    ],
    links: [{ label: t('letter.invitation.join'), href: link }],
    notes: [t('letter.invitation.once'), t('letter.invitation.unexpected')],
  };
}
