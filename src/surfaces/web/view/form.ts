import { html } from 'hono/html';
import type { Html } from '../../http/document.ts';

/** One thing to fill in. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'date' | 'number' | 'search';
  readonly value?: string | undefined;
  /** A sentence below it. */
  readonly help?: string | undefined;
  /** What is wrong with what was given. */
  readonly wrong?: string | undefined;
  readonly autocomplete?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
  /** Lines: makes it a text area. */
  readonly rows?: number;
}

/** A labelled field; its help and its fault are read out with it. Secrets are never sent back. */
export function field(given: FormField): Html {
  const {
    name,
    label,
    type = 'text',
    value,
    help,
    wrong,
    autocomplete = 'off',
    required = true,
    rows,
  } = given;
  const id = `f-${name}`;
  const described = help || wrong ? html` aria-describedby="${id}-help"` : '';
  const rules = html`${required ? html` required` : ''}${given.minLength ? html` minlength="${given.minLength}"` : ''}${given.maxLength ? html` maxlength="${given.maxLength}"` : ''}${wrong ? html` aria-invalid="true"` : ''}${described}`;
  const input = rows
    ? html`<textarea class="code" id="${id}" name="${name}" rows="${rows}" autocomplete="${autocomplete}" spellcheck="false"${rules}>${value ?? ''}</textarea>`
    : html`<input id="${id}" name="${name}" type="${type}" value="${type === 'password' ? '' : (value ?? '')}" autocomplete="${autocomplete}"${rules}>`;
  return html`<label for="${id}">${label}</label>${input}${help || wrong ? html`<small id="${id}-help">${wrong ?? help}</small>` : ''}`;
}

/** A choice among a few. */
export function select(
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
  chosen: string,
  /** Makes the field's id its own where several of that name stand on one page. */
  suffix = '',
): Html {
  const id = `f-${name}${suffix}`;
  return html`<label for="${id}">${label}</label><select id="${id}" name="${name}">${options.map(
    (each) =>
      html`<option value="${each.value}"${each.value === chosen ? html` selected` : ''}>${each.label}</option>`,
  )}</select>`;
}

/** A choice among many, which stand in groups; one group alone needs no name. */
export function groupedSelect(
  name: string,
  label: string,
  groups: readonly {
    readonly label: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  }[],
  chosen: string,
): Html {
  const id = `f-${name}`;
  const option = (each: { readonly value: string; readonly label: string }) =>
    html`<option value="${each.value}"${each.value === chosen ? html` selected` : ''}>${each.label}</option>`;
  return html`<label for="${id}">${label}</label><select id="${id}" name="${name}">${
    groups.length === 1
      ? groups[0]?.options.map(option)
      : groups.map((group) => html`<optgroup label="${group.label}">${group.options.map(option)}</optgroup>`)
  }</select>`;
}

/** A box to tick. */
export function checkbox(name: string, value: string, label: string, checked: boolean): Html {
  return html`<label><input type="checkbox" name="${name}" value="${value}"${checked ? html` checked` : ''}> ${label}</label>`;
}

/** A sentence that must not be overlooked; errors and warnings are read out at once. */
export function notice(tone: 'ok' | 'info' | 'warning' | 'error', text: string | Html): Html {
  const role = tone === 'error' || tone === 'warning' ? 'alert' : 'status';
  return html`<div class="notice ${tone}" role="${role}"><p>${text}</p></div>`;
}
