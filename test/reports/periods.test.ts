import { expect, test } from 'vitest';
import { nextReportAt, periodDue } from '../../src/reports/periods.ts';

const paris = 'Europe/Paris';
const at = (text: string) => new Date(text);

test('a time of day stays that time of day when the clocks change', () => {
  // France: +2 until 25 October 2026, 3:00, then +1; +2 again from 28 March 2027, 2:00.
  expect(nextReportAt('daily', '08:00', paris, at('2026-10-24T06:00:00Z'))).toEqual(
    at('2026-10-25T07:00:00Z'),
  );
  expect(nextReportAt('daily', '08:00', paris, at('2027-03-27T07:00:00Z'))).toEqual(
    at('2027-03-28T06:00:00Z'),
  );
});

test('a time that comes twice counts once; one that does not exist comes when the clocks have moved on', () => {
  const first = nextReportAt('daily', '02:30', paris, at('2026-10-24T12:00:00Z'));
  expect(first).toEqual(at('2026-10-25T00:30:00Z'));
  expect(nextReportAt('daily', '02:30', paris, first)).toEqual(at('2026-10-26T01:30:00Z'));
  const spring = nextReportAt('daily', '02:30', paris, at('2027-03-27T12:00:00Z'));
  expect(spring.getTime()).toBeGreaterThanOrEqual(at('2027-03-28T01:00:00Z').getTime());
  expect(spring.getTime()).toBeLessThanOrEqual(at('2027-03-28T01:30:00Z').getTime());
});

test('through the night of 29 March and that of 25 October each day has its report once, of its own 23 or 25 hours', () => {
  for (const [from, days, length] of [
    ['2026-03-27T12:00:00Z', 4, 23],
    ['2026-10-23T12:00:00Z', 4, 25],
  ] as const)
    for (const atTime of ['00:00', '02:00', '02:30', '03:00', '08:00']) {
      let now = at(from);
      const periods = [];
      for (let i = 0; i < days; i++) {
        const next = nextReportAt('daily', atTime, paris, now);
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        now = next;
        periods.push(periodDue('daily', atTime, paris, now));
      }
      const hours = periods.map(({ start, end }) => (end.getTime() - start.getTime()) / 3_600_000);
      expect([atTime, hours.filter((each) => each !== 24)]).toEqual([atTime, [length]]);
      for (const [i, { start }] of periods.entries())
        if (i > 0) expect([atTime, i, start]).toEqual([atTime, i, periods[i - 1]?.end]);
    }
});

test('periods are whole days, weeks and months of the zone', () => {
  expect(periodDue('daily', '08:00', paris, at('2026-11-25T07:00:00Z'))).toEqual({
    start: at('2026-11-23T23:00:00Z'),
    end: at('2026-11-24T23:00:00Z'),
  });
  expect(periodDue('weekly', '08:00', paris, at('2026-10-26T09:00:00Z'))).toEqual({
    start: at('2026-10-18T22:00:00Z'),
    end: at('2026-10-25T23:00:00Z'),
  });
  expect(periodDue('monthly', '08:00', paris, at('2026-11-20T12:00:00Z'))).toEqual({
    start: at('2026-09-30T22:00:00Z'),
    end: at('2026-10-31T23:00:00Z'),
  });
});

test('what was missed makes one report, of the latest period; just before the time it is the one before', () => {
  expect(periodDue('daily', '08:00', paris, at('2026-11-25T06:59:00Z')).end).toEqual(
    at('2026-11-23T23:00:00Z'),
  );
  expect(periodDue('monthly', '00:00', paris, at('2026-12-01T05:00:00Z')).end).toEqual(
    at('2026-11-30T23:00:00Z'),
  );
});
