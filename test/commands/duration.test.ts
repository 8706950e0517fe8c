import { expect, test } from 'vitest';
import { readDuration } from '../../src/commands/text/duration.ts';
import { parseInput } from '../../src/commands/text/parse.ts';
import { splitWords } from '../../src/commands/text/words.ts';
import { incident } from '../../src/commands/incidents/incident.ts';
import { invite } from '../../src/commands/tenant/invite.ts';
import { exactly } from '../../src/messages/incident-words.ts';
import { createMessages } from '../../src/messages/translate.ts';

const minute = 60_000;

test.each([
  ['30m', 30],
  ['90 min', 90],
  ['1h30', 90],
  ['1 h 30', 90],
  ['1h 30m', 90],
  ['1 heure et 30 minutes', 90],
  ['1H05', 65],
  ['une heure', 60],
  ['a day', 1_440],
  ['2 jours', 2_880],
  ['1j', 1_440],
  ['1j 12h', 2_160],
  ['2 weeks', 20_160],
  ['1 semaine', 10_080],
  ['3', 180],
  ['0d', 0],
])('%s is a duration', (written, minutes) => {
  expect(readDuration(written)).toBe(minutes * minute);
});

test.each([
  '',
  'h',
  'soon',
  '1h90',
  '30m 1h',
  '1h 2h',
  '1j12',
  '1.5h',
  '-1h',
  '1h30 demain',
  '30s',
  '12345m',
])('“%s” is none', (written) => {
  expect(readDuration(written)).toBeUndefined();
});

test('a number alone has the unit that is usual there', () => {
  expect(readDuration('30', 'm')).toBe(30 * minute);
});

test('words of a duration need no quotes behind a flag or a preposition', () => {
  const said = (line: string) => parseInput(invite, splitWords(line));
  expect(said('@sam --for 2 jours --only client-a')).toEqual({
    person: '@sam',
    for: '2 jours',
    only: 'client-a',
  });
  expect(said('@sam pendant 1 h 30 only client-a')).toEqual({
    person: '@sam',
    for: '1 h 30',
    only: 'client-a',
  });
  expect(said('@sam --for soon viewer')).toEqual({ person: '@sam', for: 'soon', role: 'viewer' });
  for (const line of ['12 silence 1h 30m', '12 silence pendant 1h 30m', '12 silence --for 1h 30m'])
    expect(parseInput(incident, splitWords(line))).toEqual({
      first: '12',
      second: 'silence',
      detail: '1h 30m',
    });
});

test('a duration that somebody set is told back in its own unit', () => {
  const told = (locale: 'fr' | 'en') =>
    [1, 60, 90, 120, 150, 1_440, 2_880, 4_325].map((minutes) => exactly(createMessages()(locale), minutes));
  expect(told('fr')).toEqual(
    ['1 minute', '1 heure', '90 minutes', '2 heures', '2 h 30', '1 jour', '2 jours', '72 h 05'].map((each) =>
      expect.stringMatching(new RegExp(`^${each.replaceAll(' ', '\\s')}$`)),
    ),
  );
  expect(told('en')).toEqual(
    ['1 minute', '1 hour', '90 minutes', '2 hours', '2 h 30 min', '1 day', '2 days', '72 h 05 min'].map(
      (each) => expect.stringMatching(new RegExp(`^${each.replaceAll(' ', '\\s')}$`)),
    ),
  );
});
