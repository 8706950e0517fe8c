import { dayIn, sayStanding } from '../../../commands/tenant/say-standing.ts';
import type { Actor, Tenant } from '../../../core/actor.ts';
import type { Billing } from '../../../core/billing.ts';
import type { Locale } from '../../../core/locale.ts';
import { mayDo } from '../../../core/roles.ts';
import type { Translate } from '../../../messages/translate.ts';
import type { Chrome } from '../../http/document.ts';

/** What is due, for who runs the space, on every page but the one that says it at length. */
export async function dueNotice(
  billing: Billing,
  { actor, tenant }: { readonly actor: Actor; readonly tenant: Tenant },
  locale: Locale,
  t: Translate,
  path: string,
): Promise<Chrome['due']> {
  if (!billing.isOn || !mayDo(actor.role, 'tenant:manage') || path === '/billing') return undefined;
  const standing = await billing.standing(tenant.id);
  if (standing.kind !== 'lapsed') return undefined;
  const text = sayStanding(t, { standing, plan: undefined }, (at) => dayIn(at, locale, actor.timeZone));
  return { text, label: t('billing.open'), href: '/billing' };
}
