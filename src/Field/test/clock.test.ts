import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../src/store/clock.ts';
import { DoorClock } from '../src/store/doorClock.ts';
import { planFor } from '../src/today/plan.ts';
import { nextDays } from '../src/visit/draft.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';

const aDay = 86_400_000;
const start = Date.parse('2024-10-05T01:00:00Z');
/** What the time is, whatever the phone believes. */
let truth = start;
/** By how much the phone's wall clock is wrong, and what its ticks began with. */
let error = 0;
let ticksFrom = -5_000;
/** How long the ticks have stood still while the phone slept. */
let slept = 0;
const phone = { wall: () => truth + error, ticks: () => truth - start + ticksFrom - slept };
let server: StandIn;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  truth = start;
  error = 0;
  ticksFrom = 5_000;
  slept = 0;
  server = new StandIn(land(), () => truth);
});

const door = (n: number) => guid(5, n);
const enrolled = () => Tab.enrolled(server, undefined, phone);

describe('the time at the door', () => {
  it.each([2 * aDay, -2 * aDay])('is right on a phone whose clock is off by %i ms, once the server has told its own', async wrong => {
    error = wrong;
    const { tab } = await enrolled();
    const visit = tab.visit(door(2));
    expect([visit.at, visit.skew]).toEqual([new Date(truth).toISOString(), -wrong / 1000]);
    await tab.store.do([visit]);
    await tab.sync.now();
    expect(server.households.get(door(2))!.visits[0]!.at).toBe(visit.at);
    const { now } = tab.store.clock;
    expect(dayOf(now())).toBe('2024-10-05');
    expect(nextDays(now())[0]!.day).toBe('2024-10-06');
    expect(planFor(tab.store.view.value, guid(2, 1), dayOf(now())).done).toBe(1);
    expect(tab.store.clock.isWrong).toBe(true);
  });

  it('says that nothing is known before the first answer, and takes seconds for the delay of the line', async () => {
    expect(new DoorClock(phone).stamp()).toEqual({ at: new Date(start).toISOString(), skew: null });
    error = 4_000;
    const { tab } = await enrolled();
    expect(tab.visit(door(2))).toMatchObject({ skew: 0, at: new Date(truth + error).toISOString() });
    expect(tab.store.clock.isWrong).toBe(false);
  });

  it('takes no slow answer for a wrong clock', () => {
    const clock = new DoorClock(phone);
    const asked = clock.ticks();
    truth += 50_000;
    clock.learn(start + 1_000, asked);
    expect(clock.skew).toBe(0);
    // Two days behind and as slow: what the wait explains is left out.
    error = -2 * aDay;
    const slow = new DoorClock(phone);
    const then = slow.ticks();
    truth += 50_000;
    slow.learn(truth - 20_000, then);
    expect(slow.skew).toBe(2 * aDay - 20_000);
  });

  it('goes on when the wall clock is set while the app is open', async () => {
    error = 2 * aDay;
    const { tab } = await enrolled();
    const { now } = tab.store.clock;
    truth += 60_000;
    expect(now()).toBe(truth);
    error = 0;
    expect([now(), tab.store.clock.skew]).toEqual([truth, 0]);
    truth += aDay;
    error = -3 * aDay;
    expect([now(), tab.store.clock.skew]).toEqual([truth, 3 * aDay]);
    truth += 60_000;
    error = 0;
    expect([now(), tab.store.clock.skew]).toEqual([truth, 0]);
  });

  it('is not moved by a night in which the phone slept', async () => {
    error = -2 * aDay;
    const { tab } = await enrolled();
    truth += aDay / 2;
    slept += aDay / 2;
    expect(tab.store.clock.now()).toBe(truth);
  });

  it('holds over a restart, also when the clock was set right while the app was closed', async () => {
    error = 2 * aDay;
    const { tab, key, locks } = await enrolled();
    server.fault = () => 'refuse-line';
    await tab.store.do([tab.visit(door(2))]);
    truth += 3_600_000;
    const again = await Tab.open(key, server, locks, phone);
    expect(again.store.clock.now()).toBe(truth);
    error = 0;
    truth += 3_600_000;
    ticksFrom = 99;
    const set = await Tab.open(key, server, locks, phone);
    expect([set.store.clock.now(), set.store.clock.skew]).toEqual([truth, 0]);
    expect(set.visit(door(3)).at).toBe(new Date(truth).toISOString());
    // Set wrong in the meantime: no work is dated before what was done already.
    error = -9 * aDay;
    const wrong = await Tab.open(key, server, locks, phone);
    expect(start - wrong.store.clock.now()).toBeLessThanOrEqual(2 * 60_000);
  });

  it('knows after a restart what the app saw while it was open', async () => {
    error = -2 * aDay;
    const { tab, key, locks } = await enrolled();
    server.fault = () => 'refuse-line';
    truth += 3_600_000;
    error = 0;
    await tab.store.do([tab.visit(door(2))]);
    truth += 3_600_000;
    expect((await Tab.open(key, server, locks, phone)).store.clock.now()).toBe(truth);
  });
});

describe('a hold for "Hoàn tác"', () => {
  it.each([2 * aDay, -2 * aDay])('lasts its seconds when the clock moves by %i ms meanwhile', async moved => {
    const { tab } = await enrolled();
    const away = tab.visit(door(2), { outcome: 'away' });
    await tab.store.do([away], { holdFor: 8_000 });
    error = moved;
    truth += 5_000;
    await tab.sync.now();
    expect([server.order, tab.later.at(-1)!.in]).toEqual([[], 3_050]);
    truth += 3_100;
    expect(await tab.store.undo(away.id)).toBe(false);
    await tab.sync.now();
    expect(server.order).toEqual([away.id]);
  });

  it('that was begun by a clock two days ahead is over once the clock is right', async () => {
    error = 2 * aDay;
    const { tab } = await enrolled();
    const away = tab.visit(door(2), { outcome: 'away' });
    await tab.store.do([away], { holdFor: 8_000 });
    error = 0;
    truth += 8_100;
    await tab.sync.now();
    expect(server.order).toEqual([away.id]);
  });

  it('that ends while the round goes on asks for a round of its own', async () => {
    const { tab } = await enrolled();
    const [free, held] = [tab.visit(door(2)), tab.visit(door(3), { outcome: 'away' })];
    await tab.store.do([free]);
    await tab.store.do([held], { holdFor: 8_000 });
    server.fault = path => {
      if (path.endsWith('/pull')) truth += 9_000;
      return undefined;
    };
    await tab.sync.now();
    expect([server.order, tab.later.at(-1)!.in]).toEqual([[free.id], 50]);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(server.order).toEqual([free.id, held.id]);
  });

  it('is over after a restart, and holds in another tab for as long', async () => {
    const { tab, key, locks } = await enrolled();
    const second = await Tab.open(key, server, locks, phone);
    const away = tab.visit(door(2), { outcome: 'away' });
    await tab.store.do([away], { holdFor: 8_000 });
    await second.sync.now();
    expect(server.order).toEqual([]);
    const restarted = await Tab.open(key, server, locks, phone);
    await restarted.sync.now();
    expect(server.order).toEqual([away.id]);
  });
});
