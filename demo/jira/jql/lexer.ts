import { JiraRefusal } from '../refusal.ts';

export interface Token {
  readonly kind: 'word' | 'string' | 'operator' | 'punctuation' | 'end';
  readonly text: string;
  /** Counted from 1, as Jira's messages do. */
  readonly at: number;
}

/** A mistake in a query, worded and placed as Jira does it. */
export function jqlRefusal(words: string, at: number): JiraRefusal {
  return new JiraRefusal(400, `Error in the JQL Query: ${words} (line 1, character ${at})`);
}

/** Cuts a query into tokens. Errors: JiraRefusal for an open quote or a reserved character. */
export function tokensOf(jql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < jql.length) {
    const rest = jql.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = quoted(rest, at) ?? bare(rest, at);
    tokens.push({ kind: token.kind, text: token.text, at: at + 1 });
    at += token.length;
  }
  tokens.push({ kind: 'end', text: '', at: jql.length + 1 });
  return tokens;
}

type Cut = Pick<Token, 'kind' | 'text'> & { readonly length: number };

function quoted(rest: string, at: number): Cut | undefined {
  const quote = rest[0];
  if (quote !== '"' && quote !== "'") return undefined;
  for (let end = 1; end < rest.length; end++) {
    if (rest[end] === '\\') end++;
    else if (rest[end] === quote)
      return { kind: 'string', text: rest.slice(1, end).replace(/\\(.)/g, '$1'), length: end + 1 };
  }
  throw jqlRefusal(`The quoted string '${rest.slice(1)}' has not been completed.`, at + 1);
}

function bare(rest: string, at: number): Cut {
  const operator = /^(?:!=|!~|<=|>=|[=<>~])/.exec(rest);
  if (operator) return { kind: 'operator', text: operator[0], length: operator[0].length };
  if (/^[(),]/.test(rest)) return { kind: 'punctuation', text: rest[0] ?? '', length: 1 };
  const word = /^(?:cf\[\d+\]|[\p{L}\p{N}_.-]+)/u.exec(rest);
  if (word) return { kind: 'word', text: word[0], length: word[0].length };
  const character = rest[0] ?? '';
  const escape = `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  throw jqlRefusal(
    `The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '${escape}' instead.`,
    at + 1,
  );
}
