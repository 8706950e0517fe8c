import type { Request } from 'express';
import type { Actor, Tenant } from '../../../core/actor.ts';
import { locales } from '../../../core/locale.ts';
import type { Locale } from '../../../core/locale.ts';
import { mayDo } from '../../../core/roles.ts';
import type { MessageKey, Translate } from '../../../messages/translate.ts';
import type { Chrome } from '../../http/document.ts';

/** The rooms of a space, and who finds the door to each. */
const rooms: readonly { readonly label: MessageKey; readonly href: string; readonly manage: boolean }[] = [
  { label: 'web.menu.dashboard', href: '/dashboard', manage: false },
  { label: 'web.menu.start', href: '/start', manage: true },
  { label: 'web.menu.integrations', href: '/integrations', manage: false },
  { label: 'web.menu.people', href: '/people', manage: true },
  { label: 'web.menu.activity', href: '/activity', manage: true },
  { label: 'web.menu.billing', href: '/billing', manage: true },
  { label: 'web.menu.settings', href: '/settings', manage: true },
];

/** What stands around every page: the space and its rooms for who is signed in, the ways in for who is not. */
export function chromeOf(
  t: Translate,
  locale: Locale,
  request: Request,
  session: { readonly actor: Actor; readonly tenant: Tenant } | undefined,
): Chrome {
  const open = session
    ? rooms.filter((room) => !room.manage || mayDo(session.actor.role, 'tenant:manage'))
    : [];
  // A form's answer has no address of its own to come back to.
  const here = request.method === 'GET' ? request.path : '/';
  return {
    skip: t('web.skip'),
    space: session?.tenant.name,
    account: session
      ? [{ label: session.actor.name, href: '/account' }]
      : [
          { label: t('web.menu.prices'), href: '/account-type' },
          { label: t('web.menu.sign_in'), href: '/signin' },
        ],
    signOut: session && t('account.page.mine.sign_out'),
    menu: open.map(({ label, href }) => ({
      label: t(label),
      href,
      current: request.path === href || request.path.startsWith(`${href}/`),
    })),
    menuLabel: t('web.menu.label'),
    languages: locales
      .filter((each) => each !== locale)
      .map((each) => ({ locale: each, label: t(`web.language.${each}`), href: `${here}?lang=${each}` })),
    foot: [
      { label: t('web.menu.privacy'), href: '/privacy' },
      { label: t('web.menu.support'), href: '/support' },
      { label: t('web.menu.prices'), href: '/account-type' },
      { label: 'API', href: '/docs/api' },
    ],
  };
}
