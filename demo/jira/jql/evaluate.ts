import { JiraRefusal } from '../refusal.ts';
import type { Site } from '../site.ts';
import type { Issue, Person } from '../types.ts';
import { fieldNamed } from './fields.ts';
import type { JqlField } from './fields.ts';
import { parseJql } from './parse.ts';
import type { Clause, Operand } from './parse.ts';

/**
 * The issues that a query finds, in its order. Errors: JiraRefusal for bad queries, and for those without any
 * restriction (https://developer.atlassian.com/changelog/#CHANGE-2046).
 */
export function findByJql(site: Site, jql: string, me: Person, now: Date, unboundedAllowed = false): Issue[] {
  const { where, order } = parseJql(jql);
  if (!where && !unboundedAllowed)
    throw new JiraRefusal(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  const holds = where ? predicateOf(site, where, me, now) : () => true;
  const sorts = order.map(({ field, descending }) => ({ field: fieldNamed(site, field), descending }));
  const found = me.access === 'none' ? [] : [...site.issues.values()].filter(holds);
  return found.sort((a, b) => {
    for (const { field, descending } of sorts) {
      const [left, right] = [field.rank(a), field.rank(b)];
      if (left !== right) return left < right !== descending ? -1 : 1;
    }
    return Number(b.id) - Number(a.id);
  });
}

type Predicate = (issue: Issue) => boolean;

function predicateOf(site: Site, clause: Clause, me: Person, now: Date): Predicate {
  if (clause.kind === 'not') {
    const part = predicateOf(site, clause.part, me, now);
    return (issue) => !part(issue);
  }
  if (clause.kind !== 'term') {
    const parts = clause.parts.map((part) => predicateOf(site, part, me, now));
    return clause.kind === 'and'
      ? (issue) => parts.every((part) => part(issue))
      : (issue) => parts.some((part) => part(issue));
  }
  const field = fieldNamed(site, clause.field);
  return termOf(field, clause.operator, clause.operands, clause.field, me, now);
}

function termOf(
  field: JqlField,
  operator: string,
  operands: readonly Operand[],
  written: string,
  me: Person,
  now: Date,
): Predicate {
  const [first] = operands;
  const unsupported = () =>
    new JiraRefusal(400, `The operator '${operator}' is not supported by the '${written}' field.`);
  if (first?.kind === 'empty') {
    if (!['is', 'is not', '=', '!='].includes(operator)) throw unsupported();
    const wantsEmpty = operator === 'is' || operator === '=';
    return (issue) => (field.of(issue) === undefined) === wantsEmpty;
  }
  if (operator === 'is' || operator === 'is not') throw unsupported();
  if (operator === '~' || operator === '!~') {
    if (field.kind !== 'text' || field.name === 'labels') throw unsupported();
    const words = wordsOf(first?.kind === 'value' ? first.text : '');
    const contains = (issue: Issue) => {
      const held = new Set(wordsOf(String(field.of(issue) ?? '')));
      return words.every((word) => held.has(word));
    };
    return operator === '~' ? contains : (issue) => !contains(issue);
  }
  if (field.kind === 'date') return dated(field, operator, first, now, unsupported);
  if (/[<>]/.test(operator) && field.name !== 'priority') throw unsupported();
  if (field.kind === 'text' && field.name !== 'labels') throw unsupported();
  const wanted = operands.map((each) => valueOf(field, each, me));
  const fits = (issue: Issue) => {
    const held = String(field.of(issue) ?? '');
    return (field.name === 'labels' ? held.split('\n') : [held]).some((each) => wanted.includes(each));
  };
  if (operator === '=' || operator === 'in') return fits;
  if (operator === '!=' || operator === 'not in')
    return (issue) => field.of(issue) !== undefined && !fits(issue);
  return (issue) => compare(operator, Number(wanted[0]) - Number(field.of(issue)), 0);
}

function dated(
  field: JqlField,
  operator: string,
  operand: Operand | undefined,
  now: Date,
  unsupported: () => JiraRefusal,
): Predicate {
  if (operator === 'in' || operator === 'not in') throw unsupported();
  const limit = dateOf(field, operand, now);
  return (issue) => {
    const at = field.of(issue);
    return at !== undefined && compare(operator, Number(at), limit);
  };
}

function compare(operator: string, left: number, right: number): boolean {
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return (left === right) === (operator === '=');
}

function dateOf(field: JqlField, operand: Operand | undefined, now: Date): number {
  const day = new Date(now.toISOString().slice(0, 10)).getTime();
  if (operand?.kind === 'call') {
    if (/^now$/i.test(operand.name)) return now.getTime();
    if (/^startofday$/i.test(operand.name)) return day;
    if (/^startofweek$/i.test(operand.name)) return day - ((now.getUTCDay() + 6) % 7) * 86_400_000;
    throw new JiraRefusal(400, `Unable to find JQL function '${operand.name}(${operand.args.join(', ')})'.`);
  }
  const text = operand?.kind === 'value' ? operand.text : '';
  const relative = /^(-?\d+)([mhdw])$/.exec(text);
  if (relative) return now.getTime() + Number(relative[1]) * (units[relative[2] ?? ''] ?? 0);
  if (/^\d{4}[-/]\d{2}[-/]\d{2}( \d{2}:\d{2})?$/.test(text))
    return new Date(
      `${text.replaceAll('/', '-').replace(' ', 'T')}${text.includes(':') ? 'Z' : ''}`,
    ).getTime();
  throw new JiraRefusal(
    400,
    `Date value '${text}' for field '${field.name}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function valueOf(field: JqlField, operand: Operand, me: Person): string {
  if (operand.kind === 'value') return field.resolve(operand.text);
  if (operand.kind === 'empty') return '';
  if (/^currentuser$/i.test(operand.name) && field.kind === 'person') return me.accountId;
  throw new JiraRefusal(400, `Unable to find JQL function '${operand.name}(${operand.args.join(', ')})'.`);
}

/** Words as a text search compares them: folded, plural endings and accents aside. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 ? word.replace(/s$/, '') : word,
  );
}
