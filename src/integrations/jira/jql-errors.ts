import { NoxError } from '../../core/errors.ts';

/**
 * What is wrong with a query, in our words. Jira says it in the language of the token's owner; the names and the
 * place are taken from its sentence, and what is not recognised is still told as a query that Jira does not understand.
 */
export function jqlError(messages: readonly string[]): NoxError {
  const said = messages.join(' ');
  for (const [pattern, sentence] of known) {
    const found = pattern.exec(said);
    if (found) return explained(sentence, short(found[1]), short(found[2]));
  }
  const place = /(?:line|ligne) 1, (?:character|caractère) (\d{1,5})/.exec(said);
  return place ? explained('jira.jql.at', place[1] ?? '') : explained('jira.jql.bad');
}

const known: readonly (readonly [RegExp, string])[] = [
  [/[Uu]nbounded JQL/, 'jira.jql.unbounded'],
  [/Field '([^']+)' does not exist/, 'jira.jql.unknown_field'],
  [/The value '([^']+)' does not exist for the field '([^']+)'/, 'jira.jql.unknown_value'],
  [/issue with key '([^']+)' does not exist/, 'jira.jql.unknown_key'],
  [/The operator '([^']+)' is not supported by the '([^']+)' field/, 'jira.jql.operator'],
  [/Unable to find JQL function '([^']+)'/, 'jira.jql.function'],
  [/The quoted string '([^']*)' has not been completed/, 'jira.jql.quote'],
  [/Date value '([^']*)' for field '([^']+)' is invalid/, 'jira.jql.date'],
  [/The character '(.)' is a reserved/, 'jira.jql.reserved'],
];

function explained(sentence: string, first = '', second = ''): NoxError {
  return new NoxError('upstream_invalid', { service: 'Jira', first, second }, { sentence });
}

function short(words: string | undefined): string {
  return (words ?? '').slice(0, 60);
}
