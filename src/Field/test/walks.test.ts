import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../src/store/ids.ts';
import { planFor } from '../src/today/plan.ts';
import { walksFor } from '../src/today/walks.ts';
import type { Guid, Kind, Mutation, Outcome, WireWalk } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';

const start = Date.parse('2024-10-05T01:00:00Z');
const today = '2024-10-05';
const [me, colleague] = [guid(2, 1), guid(2, 2)];
let now = start;
const clock = () => now;
let server: StandIn;

const walk = (n: number, doors: number[], more: Partial<WireWalk> = {}): WireWalk => ({
  id: guid(30, n),
  teamId: guid(1, 1),
  number: n,
  day: today,
  members: [me],
  minutes: doors.length * 12,
  needsKhmer: false,
  services: [],
  doors: doors.map(door => ({ householdId: guid(5, door), after: '2024-10-04T17:00:00Z' })),
  ...more,
});
const mutation = (kind: Kind, body: Partial<Mutation>): Mutation => ({
  id: newId(clock),
  kind,
  memberId: me,
  at: new Date(now).toISOString(),
  ...body,
});
const visited = (door: number, outcome: Outcome = 'met'): Mutation =>
  mutation('visit', { visit: { householdId: guid(5, door), outcome, language: 'vi', activities: [] } });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = start;
  const made = land(40);
  made.households = made.households.map(household => ({ ...household, visits: [] }));
  server = new StandIn(made, clock);
});

const cut = async (...walks: WireWalk[]): Promise<Tab> => {
  server.walks = walks;
  return (await Tab.enrolled(server)).tab;
};
const plan = (tab: Tab) => planFor(tab.store.view.value, me, today);
const doorsOf = (tab: Tab): Guid[] => plan(tab).walks.mine.flatMap(({ left }) => left.map(door => door.id));

describe('a walk that the office has cut', () => {
  it('leads the day in its own order, and nothing else is asked for beside it', async () => {
    const tab = await cut(walk(1, [9, 3, 7]));
    expect(doorsOf(tab)).toEqual([9, 3, 7].map(n => guid(5, n)));
    expect(plan(tab).next).toEqual([]);
    expect([plan(tab).done, plan(tab).total]).toEqual([0, 3]);
  });

  it('goes on without a line: a door met is done, one away comes last, and all of it arrives', async () => {
    const tab = await cut(walk(1, [9, 3, 7]));
    server.fault = () => 'refuse-line';
    await tab.store.do([visited(9)]);
    await tab.store.do([visited(3, 'away')]);
    const [mine] = plan(tab).walks.mine;
    expect([mine!.left, mine!.tried].map(doors => doors.map(door => door.id))).toEqual([[guid(5, 7)], [guid(5, 3)]]);
    expect([mine!.done, mine!.total]).toEqual([1, 3]);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(plan(tab).walks.mine[0]).toMatchObject({ done: 1, total: 3 });
  });

  it('counts what was done outside it, and not what was before it', async () => {
    const tab = await cut(walk(1, [9, 3], { doors: [9, 3].map(n => ({ householdId: guid(5, n), after: '2024-10-05T00:30:00Z' })) }));
    await tab.store.do([{ ...visited(9), at: '2024-10-05T00:10:00Z' }]);
    expect(doorsOf(tab)).toHaveLength(2);
    server.change(guid(5, 3), door => ({
      ...door,
      visits: [{ id: guid(7, 1), at: '2024-10-05T00:50:00Z', memberId: colleague, outcome: 'met' }],
    }));
    await tab.sync.now();
    expect(doorsOf(tab)).toEqual([guid(5, 9)]);
  });

  it("of somebody else takes its doors out of everybody else's day", async () => {
    const tab = await cut(walk(1, [9, 3], { members: [colleague] }));
    expect(doorsOf(tab)).toEqual([]);
    const next = plan(tab).next.map(door => door.id);
    expect(next).not.toContain(guid(5, 9));
    expect(next).toContain(guid(5, 7));
  });

  it('is handed over, put off and taken at once on this phone, and once on the server', async () => {
    const tab = await cut(walk(1, [9, 3]), walk(2, [4], { members: [] }), walk(3, [5], { day: '2024-10-07' }));
    expect(walksFor(tab.store.view.value, me, today).later.map(one => one.walk.number)).toEqual([3]);
    server.fault = () => 'refuse-line';
    await tab.store.do([mutation('walk.take', { walk: { walkId: guid(30, 2) } })]);
    await tab.store.do([mutation('walk.handover', { walk: { walkId: guid(30, 1), toMemberId: colleague } })]);
    expect(plan(tab).walks.mine.map(one => one.walk.number)).toEqual([2]);
    await tab.store.do([mutation('walk.postpone', { walk: { walkId: guid(30, 2), day: '2024-10-06' } })]);
    expect(plan(tab).walks.mine).toEqual([]);
    let lost = false;
    server.fault = path => (path.endsWith('/push') && !lost ? ((lost = true), 'lose') : undefined);
    await tab.sync.now();
    await tab.sync.now();
    expect(server.order).toHaveLength(3);
    expect(server.walks.map(({ members, day }) => [members, day])).toEqual([
      [[colleague], today],
      [[me], '2024-10-06'],
      [[me], '2024-10-07'],
    ]);
    expect(plan(tab).walks.later.map(one => one.walk.number)).toEqual([2, 3]);
  });

  it('of two who go loses only the one who leaves', async () => {
    const tab = await cut(walk(1, [9], { members: [me, colleague] }));
    await tab.store.do([mutation('walk.handover', { walk: { walkId: guid(30, 1), toMemberId: null } })]);
    expect(tab.store.view.value.walks[0]!.members).toEqual([colleague]);
  });
});
