import { validationError } from '../errors.ts';
import type { DataSource, Page } from '../store.ts';

/** Whether a row fits a filter: `and`, `or`, and the common conditions (https://developers.notion.com/reference/filter-data-source-entries). */
export function fits(source: DataSource, page: Page, filter: Readonly<Record<string, unknown>>): boolean {
  const { and, or, property } = filter;
  if (Array.isArray(and)) return and.every((each: Record<string, unknown>) => fits(source, page, each));
  if (Array.isArray(or)) return or.some((each: Record<string, unknown>) => fits(source, page, each));
  if (typeof property !== 'string')
    throw validationError(
      'body failed validation: body.filter.property should be defined, instead was `undefined`.',
    );
  const value = plainValue(source, page, property);
  const [[type, conditions] = ['', {}]] = Object.entries(filter).filter(([key]) => key !== 'property');
  return Object.entries(conditions as Record<string, unknown>).every(([condition, wanted]) => {
    switch (condition) {
      case 'equals':
        return value === String(wanted);
      case 'does_not_equal':
        return value !== String(wanted);
      case 'contains':
        return value.toLowerCase().includes(String(wanted).toLowerCase());
      case 'is_empty':
        return value === '';
      case 'is_not_empty':
        return value !== '';
      case 'on_or_after':
        return value >= String(wanted);
      case 'on_or_before':
        return value <= String(wanted);
      default:
        throw validationError(
          `body failed validation: body.filter.${type}.${condition} should be not present.`,
        );
    }
  });
}

/** A property's value as one text. Errors: `validation_error` for a property that the data source does not have. */
export function plainValue(source: DataSource, page: Page, name: string): string {
  const property = Object.values(source.properties).find((each) => each.name === name || each.id === name);
  if (!property) throw validationError(`Could not find property with name or id: ${name}`);
  if (property.type === 'last_edited_time') return page.editedAt.toISOString();
  const value = page.properties[property.name]?.[property.type];
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map((each: { plain_text?: string; name?: string }) => each.plain_text ?? each.name ?? '')
      .join(property.type === 'multi_select' ? ', ' : '');
  if (typeof value === 'object')
    return (value as { name?: string; start?: string }).name ?? (value as { start?: string }).start ?? '';
  return String(value);
}
