import type { PageObjectResponse, RichTextItemResponse } from '@notionhq/client';
import type { Text, Value } from './types.ts';

type Given = PageObjectResponse['properties'][string];

/** Rich text as runs. */
export function textOf(items: readonly RichTextItemResponse[]): Text {
  return items.map(({ plain_text: text, annotations, href }) => ({
    text,
    bold: annotations.bold,
    code: annotations.code,
    url: href ?? undefined,
  }));
}

/** The words alone. */
export function plainOf(text: Text): string {
  return text.map((run) => run.text).join('');
}

/** What a property of a page says; nothing where nobody wrote anything. */
export function valuesOf(property: Given): Value[] {
  switch (property.type) {
    case 'title':
      return words(plainOf(textOf(property.title)));
    case 'rich_text':
      return words(plainOf(textOf(property.rich_text)));
    case 'number':
      return property.number === null ? [] : [{ kind: 'number', number: property.number }];
    case 'select':
      return words(property.select?.name);
    case 'status':
      return words(property.status?.name);
    case 'multi_select':
      return property.multi_select.flatMap((each) => words(each.name));
    case 'checkbox':
      return [{ kind: 'checked', checked: property.checkbox }];
    case 'url':
      return property.url ? [{ kind: 'link', text: property.url, url: property.url }] : [];
    case 'email':
      return words(property.email);
    case 'phone_number':
      return words(property.phone_number);
    case 'date':
      return property.date ? [...moment(property.date.start), ...moment(property.date.end)] : [];
    case 'created_time':
      return moment(property.created_time);
    case 'last_edited_time':
      return moment(property.last_edited_time);
    case 'people':
      return property.people.flatMap((each) => words('name' in each ? each.name : undefined));
    case 'created_by':
      return words('name' in property.created_by ? property.created_by.name : undefined);
    case 'last_edited_by':
      return words('name' in property.last_edited_by ? property.last_edited_by.name : undefined);
    case 'files':
      return property.files.flatMap((each) => words(each.name));
    case 'unique_id': {
      const { prefix, number } = property.unique_id;
      return number === null ? [] : words(prefix ? `${prefix}-${number}` : String(number));
    }
    case 'formula':
      return formula(property.formula);
    default:
      return [];
  }
}

function formula(given: Extract<Given, { type: 'formula' }>['formula']): Value[] {
  switch (given.type) {
    case 'string':
      return words(given.string);
    case 'number':
      return given.number === null ? [] : [{ kind: 'number', number: given.number }];
    case 'boolean':
      return given.boolean === null ? [] : [{ kind: 'checked', checked: given.boolean }];
    case 'date':
      return given.date ? moment(given.date.start) : [];
    default:
      return [];
  }
}

function words(text: string | null | undefined): Value[] {
  return text ? [{ kind: 'text', text }] : [];
}

function moment(iso: string | null): Value[] {
  if (!iso) return [];
  return iso.length === 10 ? [{ kind: 'day', day: iso }] : [{ kind: 'moment', at: new Date(iso) }];
}
