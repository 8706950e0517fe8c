import { keyIn } from './fields.ts';

/** What makes a text a query: a field, an operator and what it is compared with; or an order. */
const query =
  /^[\s(]*(?:not\s+\(*\s*)?(?:"[^"]+"|cf\[\d+\]|[\p{L}][\p{L}\p{N}_.]*)(?:\s*(?:!=|!~|<=|>=|=|<|>|~)|\s+(?:(?:not\s+)?in\b|is\s+(?:not\s+)?(?:empty|null)\b|was\b|changed\b))/iu;

/** Whether this is JQL rather than words to look for. */
export function isJql(text: string): boolean {
  return query.test(text) || /^\s*order\s+by\s/i.test(text);
}

/** A value in a query: whatever it contains, it stays one value. */
export function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\r\n\t]/g, ' ')}"`;
}

/**
 * The query for words: an issue by its key, or a text search. What means something to the text search
 * (https://support.atlassian.com/jira-software-cloud/docs/search-syntax-for-text-fields/) is taken out, so that words
 * are only words. Undefined where no word is left.
 */
export function queryForWords(text: string): string | undefined {
  const key = keyIn(text);
  if (key !== undefined) return `issuekey = ${quoted(key)}`;
  const words = text
    .replace(/[+\-&|!(){}[\]^~*?\\/:"]/g, ' ')
    .replace(/\b(?:AND|OR|NOT)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words ? `text ~ ${quoted(words)}` : undefined;
}

/** A query with further conditions, its own order kept at its end, or else this one. */
export function narrowed(jql: string, conditions: readonly string[], order: string): string {
  const at = orderAt(jql);
  const where = jql.slice(0, at).trim();
  const own = jql.slice(at).trim();
  const parts = [...(where ? [conditions.length > 0 ? `(${where})` : where] : []), ...conditions];
  return `${parts.join(' AND ')} ${own || `ORDER BY ${order}`}`.trim();
}

/** Where `ORDER BY` begins, outside of quotes; the end where there is none. */
function orderAt(jql: string): number {
  const masked = jql.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (text) => '_'.repeat(text.length));
  const at = masked.search(/\border\s+by\b/i);
  return at < 0 ? jql.length : at;
}
