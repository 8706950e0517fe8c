import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatedCall } from '../support/gate.ts';
import { closeWorld, liveOnce, openWorld, whole } from './lives.ts';
import type { Moment } from './lives.ts';

/**
 * A process is killed at every instant of an incident's life and of a report's: at each call that it makes to Slack, Jira,
 * GitHub and Notion, before the call is carried out and between that and its answer. Whoever comes after it loses nothing
 * and says nothing twice.
 *
 * In the usual run one life has all deaths: each call that changes something is killed at once the first time that it is
 * seen. With NOX_EVERY_INSTANT=1 each call, those that only look among them, has a life of its own, in which it is the
 * only one that is killed: some minutes.
 */
beforeAll(openWorld);
afterAll(closeWorld);

const changes = ({ to, method, path }: GatedCall) =>
  method !== 'GET' &&
  !path.includes('/search') &&
  (to !== 'slack' || /chat\.(post|update)|upload/i.test(path));
/** A call without what differs from one try to the next: it is the same one. */
const sameness = ({ to, method, path, body }: GatedCall) =>
  [to, method, path, path.includes('file_uploads') ? '' : body].join(' ').replace(/[\dA-F]+/gi, '');

/** Kills at each of these calls the first time that it is seen. */
function firstTimes(moment: Moment, which: (call: GatedCall) => boolean) {
  const seen = new Set<string>();
  return {
    kills: () => seen.size,
    at(each: GatedCall, now: Moment) {
      const same = sameness(each);
      if (now !== moment || !which(each) || seen.has(same)) return false;
      seen.add(same);
      return true;
    },
  };
}

/** Kills once, at the n-th call of any kind. */
function onceAt(moment: Moment, n: number) {
  let calls = 0;
  const last = { call: '' };
  return {
    last,
    isOver: () => calls < n,
    at(each: GatedCall, now: Moment) {
      if (now !== moment || (calls += 1) !== n) return false;
      last.call = `${each.method} ${each.to}${each.path}`;
      return true;
    },
  };
}

test('killed after each change was made, and before NOX knew: nothing is lost, nothing is there twice', async () => {
  const plan = firstTimes('after', changes);
  expect(await liveOnce('jira', plan.at)).toEqual(whole);
  // As many as there are changes in a life: it is not the gate that is quiet.
  expect(plan.kills()).toBeGreaterThan(15);
}, 300_000);

test('killed before what is new is made: nothing is lost, nothing is there twice', async () => {
  const plan = firstTimes('before', (each) => changes(each) && !/update|upload/.test(each.path));
  expect(await liveOnce('github', plan.at)).toEqual(whole);
  expect(plan.kills()).toBeGreaterThan(8);
}, 300_000);

const isFull = process.env['NOX_EVERY_INSTANT'] === '1';
for (const service of ['jira', 'github'] as const)
  for (const moment of ['before', 'after'] as const)
    test.runIf(isFull)(
      `${service}: killed once, ${moment} any one call`,
      async () => {
        for (let n = 1; ; n++) {
          const plan = onceAt(moment, n);
          const left = await liveOnce(service, plan.at);
          expect([n, plan.last.call, left]).toEqual([n, plan.last.call, whole]);
          if (plan.isOver()) break;
        }
      },
      3_600_000,
    );
