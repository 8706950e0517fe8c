import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Site } from '../../../demo/jira/site.ts';
import { findByJql } from '../../../demo/jira/jql/evaluate.ts';
import { parseJql } from '../../../demo/jira/jql/parse.ts';
import { techcorpJira } from '../../../demo/jira/worlds.ts';
import { isJql, narrowed, queryForWords, quoted } from '../../../src/commands/jira/jql.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '(',
        ')',
        ' OR ',
        ' AND ',
        'ORDER BY',
        'project',
        '=',
        '~',
        'x',
        '\n',
        ' ',
      ),
      { minLength: 1, maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

describe('words', () => {
  it('are one text condition, whatever they are', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const jql = queryForWords(words);
        if (jql === undefined) return;
        const { where, order } = parseJql(jql);
        expect(where).toMatchObject({ kind: 'term', operands: [{ kind: 'value' }] });
        expect(['text', 'issuekey']).toContain(where?.kind === 'term' ? where.field : '');
        expect(order).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stay one value as a name', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const { where } = parseJql(
          narrowed(`assignee = ${quoted(name)}`, ['statusCategory != Done'], 'updated DESC'),
        );
        const [assignee] = where?.kind === 'and' ? where.parts : [];
        const value = name.replace(/[\r\n\t]/g, ' ');
        expect(assignee).toEqual({
          kind: 'term',
          field: 'assignee',
          operator: '=',
          operands: [{ kind: 'value', text: value }],
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([['?*'], ['"'], ['AND OR NOT'], ['+-&|!']])('%s are none', (words) => {
    expect(queryForWords(words)).toBeUndefined();
  });
});

describe('a query', () => {
  it.each([
    ['project = PAY', true],
    ['assignee is empty', true],
    ['"Epic Link" in (PAY-1)', true],
    ['cf[10050] = x', true],
    ['not (status = Done)', true],
    ['status was "En cours"', true],
    ['order by created', true],
    ['résolution is not EMPTY', true],
    ['paiement expire', false],
    ['timeout in checkout', true],
    ['erreur 504 = timeout', false],
    ['c’est cassé !', false],
    ['ordre de passage', false],
  ])('%s: %s', (text, expected) => expect(isJql(text)).toBe(expected));

  it('keeps its order when it is narrowed', () => {
    expect(narrowed('a = 1 OR b = 2 ORDER BY key', ['project = "X"'], 'updated')).toBe(
      '(a = 1 OR b = 2) AND project = "X" ORDER BY key',
    );
    expect(narrowed('summary ~ "order by"', [], 'updated DESC')).toBe(
      'summary ~ "order by" ORDER BY updated DESC',
    );
    expect(narrowed('order by key', ['project = "X"'], 'updated')).toBe('project = "X" order by key');
  });

  it('finds through the simulated Jira what it says', () => {
    const site = new Site(techcorpJira(), new Date());
    const me = site.named('Ada Moreau');
    const jql = narrowed(`assignee = ${quoted(me.accountId)}`, ['statusCategory != Done'], 'key');
    expect(findByJql(site, jql, me, new Date()).map((each) => each.key)).toEqual(['PAY-1', 'WEB-3']);
  });
});
