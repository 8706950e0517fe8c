import { html } from 'hono/html';
import type { Delivery } from '../../../../../core/mail.ts';
import { isNoxError } from '../../../../../core/errors.ts';
import type { MadeInvitation } from '../../../../../tenancy/invitations.ts';
import type { WebDependencies } from '../../../dependencies.ts';
import { invitationLetter } from '../../../letters/invitation.ts';
import type { Limits } from '../../../limits.ts';
import { notice } from '../../../view/form.ts';
import type { SignedVisit } from '../../signed-in.ts';

/** Mails an invitation where it has an address, and shows its link, this once, whatever became of the mail. */
export async function showInvitation(
  dependencies: WebDependencies,
  limits: Limits,
  { t, tenant, render }: SignedVisit,
  made: MadeInvitation,
): Promise<void> {
  const delivery = await mailInvitation(dependencies, limits, tenant, made);
  const email = made.mail?.email ?? '';
  const said = delivery && notice(delivery === 'sent' ? 'ok' : 'warning', t(`invite.${delivery}`, { email }));
  const again = delivery && delivery !== 'sent';
  render(
    200,
    t('invite.ready'),
    html`<div class="narrow"><h1>${t('invite.ready')}</h1>${said ?? ''}${notice('info', t('invite.once'))}
<label for="link">${t('invite.link')}</label><textarea class="code" id="link" readonly rows="3">${made.link}</textarea>
<p>${t('invite.forward')}</p><div class="actions"><a class="button" href="/people">${t('invite.back')}</a>${
      again
        ? html`<form method="post" action="/people/invitations/${made.id}/renew"><button class="outline secondary">${t('invite.again')}</button></form>`
        : ''
    }</div></div>`,
  );
}

/** What became of an invitation's mail; undefined where it has no address, or NOX no mail server. */
async function mailInvitation(
  { mail, messages, invitations, accounts }: WebDependencies,
  limits: Limits,
  tenant: SignedVisit['tenant'],
  made: MadeInvitation,
): Promise<Delivery | 'too_many' | undefined> {
  const to = made.mail;
  if (!mail || !to) return undefined;
  try {
    await limits.mail(tenant.id, accounts.emailIndex(to.email));
  } catch (error) {
    if (isNoxError(error, 'rate_limited')) return 'too_many';
    throw error;
  }
  const delivery = await mail.send(invitationLetter(messages(to.locale), to, made, tenant.name));
  if (delivery === 'sent') await invitations.mailed(tenant.id, made.id);
  return delivery;
}
