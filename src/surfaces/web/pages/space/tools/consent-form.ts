import { html } from 'hono/html';
import { serviceNames } from '../../../../../core/integration.ts';
import type { ToolType } from '../../../../../core/integration.ts';
import { isMessageKey } from '../../../../../messages/translate.ts';
import type { MessageKey, Translate } from '../../../../../messages/translate.ts';
import type { Html } from '../../../../http/document.ts';

/** The button that leads to the service's own page, where the person allows NOX. */
export function consentForm(t: Translate, type: ToolType, action: string): Html {
  return html`<form class="apart" method="post" action="${action}"><p>${t(`consent.${type}.text` as MessageKey)}</p>
<button class="wide">${t('consent.allow', { service: serviceNames[type] })}</button></form>
${thereAlready(t, type, action)}`;
}

/** Where NOX can be there before anybody connected it, as an App that was installed earlier. */
function thereAlready(t: Translate, type: ToolType, action: string): Html | '' {
  const [text, button] = [`consent.${type}.already`, `consent.${type}.already_button`];
  if (!isMessageKey(text) || !isMessageKey(button)) return '';
  return html`<form class="apart" method="post" action="${action}"><input type="hidden" name="already" value="yes"><p>${t(text)}</p>
<button class="outline">${t(button)}</button></form>`;
}

/** The other way, for who would rather give a credential. */
export function orByHand(t: Translate, form: Html, open: boolean): Html {
  return html`<details${open ? html` open` : ''}><summary>${t('consent.by_hand')}</summary>${form}</details>`;
}
