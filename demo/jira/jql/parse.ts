import { jqlRefusal, tokensOf } from './lexer.ts';
import type { Token } from './lexer.ts';

export type Operand =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: 'empty' };

export type Clause =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Clause[] }
  | { readonly kind: 'not'; readonly part: Clause }
  | {
      readonly kind: 'term';
      readonly field: string;
      readonly operator: string;
      readonly operands: readonly Operand[];
    };

export interface Query {
  readonly where: Clause | undefined;
  readonly order: readonly { readonly field: string; readonly descending: boolean }[];
}

const valid =
  "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";

/** Reads a query. Errors: JiraRefusal with Jira's own wording and the place of the mistake. */
export function parseJql(jql: string): Query {
  return new Parser(tokensOf(jql)).query();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    const bare = this.#peek().kind === 'end' || this.#is('order');
    const where = bare ? undefined : this.#any();
    const order = this.#take('order') ? this.#ordering() : [];
    const left = this.#peek();
    if (left.kind !== 'end')
      throw jqlRefusal(`Expecting either 'OR' or 'AND' but got '${left.text}'.`, left.at);
    return { where, order };
  }

  #any(): Clause {
    const parts = [this.#all()];
    while (this.#take('or')) parts.push(this.#all());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  }

  #all(): Clause {
    const parts = [this.#one()];
    while (this.#take('and')) parts.push(this.#one());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
  }

  #one(): Clause {
    if (this.#take('not')) return { kind: 'not', part: this.#one() };
    if (this.#take('(')) {
      const inner = this.#any();
      this.#expect(')');
      return inner;
    }
    const field = this.#next();
    if (field.kind !== 'word' && field.kind !== 'string')
      throw jqlRefusal(`Expecting a field name but got '${field.text || 'end of query'}'.`, field.at);
    const operator = this.#operator();
    return { kind: 'term', field: field.text, operator, operands: this.#operands(operator) };
  }

  #operator(): string {
    const token = this.#next();
    const word = token.text.toLowerCase();
    if (token.kind === 'operator') return token.text;
    if (token.kind === 'word' && word === 'in') return 'in';
    if (token.kind === 'word' && word === 'not' && this.#take('in')) return 'not in';
    if (token.kind === 'word' && word === 'is') return this.#take('not') ? 'is not' : 'is';
    const got = token.kind === 'end' ? 'end of query' : token.text;
    throw jqlRefusal(`Expecting operator but got '${got}'. ${valid}`, token.at);
  }

  #operands(operator: string): Operand[] {
    if (operator !== 'in' && operator !== 'not in') return [this.#operand()];
    if (this.#peek().text !== '(') return [this.#operand()];
    this.#expect('(');
    const operands = [this.#operand()];
    while (this.#take(',')) operands.push(this.#operand());
    this.#expect(')');
    return operands;
  }

  #operand(): Operand {
    const token = this.#next();
    if (token.kind === 'string') return { kind: 'value', text: token.text };
    if (token.kind !== 'word')
      throw jqlRefusal(
        token.kind === 'end'
          ? 'Expecting either a value, list or function before the end of the query.'
          : `Expecting either a value, list or function but got '${token.text}'. You must surround '${token.text}' in quotation marks to use it as a value.`,
        token.at,
      );
    if (/^(empty|null)$/i.test(token.text)) return { kind: 'empty' };
    if (!this.#take('(')) return { kind: 'value', text: token.text };
    const args: string[] = [];
    while (this.#peek().text !== ')') {
      args.push(this.#next().text);
      if (!this.#take(',')) break;
    }
    this.#expect(')');
    return { kind: 'call', name: token.text, args };
  }

  #ordering(): Query['order'] {
    this.#expect('by');
    const order: { field: string; descending: boolean }[] = [];
    do {
      const field = this.#next().text;
      const descending = this.#take('desc');
      if (!descending) this.#take('asc');
      order.push({ field, descending });
    } while (this.#take(','));
    return order;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #is(text: string): boolean {
    const token = this.#peek();
    return token.kind !== 'string' && token.kind !== 'end' && token.text.toLowerCase() === text;
  }

  #take(text: string): boolean {
    const fits = this.#is(text);
    if (fits) this.#at++;
    return fits;
  }

  #expect(text: string): void {
    const token = this.#peek();
    if (!this.#take(text))
      throw jqlRefusal(`Expecting '${text}' but got '${token.text || 'end of query'}'.`, token.at);
  }
}
