import { expect, test } from 'vitest';
import { project, watchedResources } from '../../../src/integrations/kubernetes/watch/resources.ts';
import { createClusterState } from '../../../src/monitoring/cluster-state.ts';
import { cronJobMissed } from '../../../src/monitoring/detectors/cronjob-missed.ts';
import { any } from '../support/objects.ts';

/** The nights of 2026 in which France puts its clocks forward, and back; CronJobs that keep the time of Paris. */
const minute = 60_000;
const nights = {
  'forward in March': ['2026-03-28T22:00:00Z', '2026-03-30T07:00:00Z'],
  'back in October': ['2026-10-24T22:00:00Z', '2026-10-26T08:00:00Z'],
} as const;
const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const schedules: Readonly<Record<string, (hour: number, minute: number) => boolean>> = {
  '30 2 * * *': (h, m) => h === 2 && m === 30,
  '0 8 * * *': (h, m) => h === 8 && m === 0,
  '0 * * * *': (_h, m) => m === 0,
  '*/20 * * * *': (_h, m) => m % 20 === 0,
};

/**
 * Goes through a night minute by minute with the controller, which runs what the clock on the wall says (nothing in an hour
 * that there is not; twice or once in the one that comes twice) until it is dead. The minutes in which a run counts as missed.
 */
function missed(schedule: string, night: keyof typeof nights, how: { twice?: boolean; deadFrom?: string }) {
  const resource = watchedResources.find(({ kind }) => kind === 'CronJob');
  const state = createClusterState();
  const [from, until] = nights[night].map((text) => Date.parse(text));
  const dead = how.deadFrom ? Date.parse(how.deadFrom) : Infinity;
  const ran = new Set<string>();
  const found: string[] = [];
  // It ran when it should before the night.
  const put = (ran: number) => {
    const spec = { schedule, timeZone: 'Europe/Paris' };
    const object = any(
      'CronJob',
      'nightly',
      { spec, status: { lastScheduleTime: new Date(ran).toISOString() } },
      { resourceVersion: String(ran), creationTimestamp: '2026-01-01T00:00:00Z' },
    );
    const projected = resource && project(resource, object as never);
    if (!projected) throw new Error('a CronJob is not read');
    state.put(projected);
  };
  put((from ?? 0) - minute);
  for (let ms = from ?? 0; ms <= (until ?? 0); ms += minute) {
    const time = wall.format(ms);
    const [, hour = 0, min = 0] = (time.match(/\d+/g) ?? []).map(Number);
    if (schedules[schedule]?.(hour, min) && ms < dead && (how.twice || !ran.has(time))) {
      ran.add(time);
      put(ms);
    }
    // A look comes some seconds into a minute; what is due on a minute that is a multiple of five is late four minutes after.
    if (min % 5 !== 4) continue;
    if ([...cronJobMissed(state, new Date(ms + 5_000))].length > 0) found.push(new Date(ms).toISOString());
  }
  return found;
}

for (const night of Object.keys(nights) as (keyof typeof nights)[])
  for (const schedule of Object.keys(schedules))
    test(`clocks go ${night}: ${schedule} is not missed where it is not, whatever the controller does twice`, () => {
      expect(missed(schedule, night, { twice: true })).toEqual([]);
      expect(missed(schedule, night, { twice: false })).toEqual([]);
    });

test('what really is missed after such a night is found at its new hour', () => {
  // 08:00 in Paris is 06:00 UTC from 29 March on, and 07:00 from 25 October on; four minutes later it is late.
  const spring = missed('0 8 * * *', 'forward in March', { deadFrom: '2026-03-29T12:00:00Z' });
  expect([spring[0], spring.length]).toEqual(['2026-03-30T06:04:00.000Z', 12]);
  const autumn = missed('0 8 * * *', 'back in October', { deadFrom: '2026-10-25T12:00:00Z' });
  expect([autumn[0], autumn.length]).toEqual(['2026-10-26T07:04:00.000Z', 12]);
  const hourly = missed('0 * * * *', 'forward in March', { deadFrom: '2026-03-29T12:00:00Z' });
  expect(hourly[0]).toBe('2026-03-29T12:04:00.000Z');
});
