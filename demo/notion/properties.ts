import { validationError } from './errors.ts';
import { richText, echoed } from './rich-text.ts';
import type { SentRichText } from './rich-text.ts';
import type { Person, Property } from './store.ts';
import type { PropertySeed } from './world.ts';

/** A property of a data source, from how the world tells it. */
export function propertyOf(name: string, seed: PropertySeed): Property {
  const type = typeof seed === 'string' ? seed : (Object.keys(seed)[0] ?? 'rich_text');
  const options = typeof seed === 'string' ? [] : [...(Object.values(seed)[0] as readonly string[])];
  const id = type === 'title' ? 'title' : encodeURIComponent(name.slice(0, 4));
  return { id, name, type, options };
}

/** The schema of a property as the API sends it. */
export function schemaOf({ id, name, type, options }: Property): Record<string, unknown> {
  const own = ['select', 'status', 'multi_select'].includes(type)
    ? { options: options.map((each) => optionOf(each)), ...(type === 'status' ? { groups: [] } : {}) }
    : type === 'number'
      ? { format: 'number' }
      : {};
  return { id, name, type, description: null, [type]: own };
}

/** A property's value as the API sends it, from what the world says. */
export function propertyFrom(
  property: Property,
  value: string | number | boolean | readonly string[] | undefined,
  people: readonly Person[],
): Record<string, unknown> {
  const { id, type } = property;
  const text = String(value ?? '');
  switch (type) {
    case 'title':
    case 'rich_text':
      return { id, type, [type]: richText(text) };
    case 'select':
    case 'status':
      return { id, type, [type]: value === undefined ? null : optionOf(text) };
    case 'multi_select':
      return { id, type, multi_select: ((value ?? []) as readonly string[]).map((each) => optionOf(each)) };
    case 'date':
      return {
        id,
        type,
        date: value === undefined ? null : { start: text, end: null, time_zone: null },
      };
    case 'checkbox':
      return { id, type, checkbox: value === true };
    case 'people': {
      const named = people.filter((each) => text.includes(each.name));
      return { id, type, people: named.map((each) => ({ object: 'user', ...userOf(each) })) };
    }
    case 'last_edited_time':
      return { id, type, last_edited_time: null };
    default:
      return { id, type, [type]: value ?? null };
  }
}

/**
 * A property's value as a caller sent it, checked against the data source's schema. Errors: `validation_error` in
 * Notion's words: the wrong type, or a status that does not exist. An unknown select is made, as Notion does.
 */
export function propertySent(property: Property, sent: unknown): Record<string, unknown> {
  const { id, type, name } = property;
  const given = sent as Record<string, unknown>;
  if (!(type in given)) throw validationError(`${name} is expected to be ${type}.`);
  const value = given[type];
  switch (type) {
    case 'title':
    case 'rich_text':
      return { id, type, [type]: echoed(value as readonly SentRichText[]) };
    case 'select':
    case 'status': {
      const option = (value as { name?: string } | null)?.name;
      if (option !== undefined && !property.options.includes(option)) {
        if (type === 'status')
          throw validationError(
            `Status option "${option}" does not exist. Available options: "${property.options.join('", "')}".`,
          );
        property.options.push(option);
      }
      return { id, type, [type]: option === undefined ? null : optionOf(option) };
    }
    case 'multi_select':
      return { id, type, multi_select: (value as { name: string }[]).map((each) => optionOf(each.name)) };
    case 'date': {
      const date = value as { start: string; end?: string | null } | null;
      return { id, type, date: date && { start: date.start, end: date.end ?? null, time_zone: null } };
    }
    case 'last_edited_time':
      throw validationError(`${name} is a computed property and cannot be written.`);
    default:
      return { id, type, [type]: value };
  }
}

/** An empty value: properties that nobody wrote are sent all the same. */
export function emptyProperty(property: Property): Record<string, unknown> {
  return propertyFrom(property, undefined, []);
}

function optionOf(name: string): { id: string; name: string; color: string } {
  return { id: encodeURIComponent(name.slice(0, 4)), name, color: 'default' };
}

/** A person as the API sends one. */
export function userOf({ id, name, email }: Person): Record<string, unknown> {
  return { id, name, avatar_url: null, type: 'person', person: { email } };
}
