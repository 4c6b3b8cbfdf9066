import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/store/database.ts';
import { newId } from '../src/store/ids.ts';
import type { Kind, Mutation } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { news } from './newsLand.ts';
import { Tab } from './phone.ts';
import { page, StandIn } from './standIn.ts';

const aDay = 86_400_000;
const start = Date.parse('2024-10-05T01:00:00Z');
let now = start;
const clock = () => now;
let server: StandIn;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = start;
  server = new StandIn(land(), clock);
});

const door = (n: number) => guid(5, n);
const make = (tab: Tab, kind: Kind, body: Partial<Mutation>): Mutation => ({ ...tab.visit(door(1)), visit: undefined, kind, ...body });
const kept = async (): Promise<number> => (await openDatabase()).count('done');
const pulls = () => server.requests.filter(request => request.endsWith('/pull')).length;

describe('a server that was restored from a backup', () => {
  it('gets back what it has lost, each thing once, and the phone is as the server is', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door(1)), tab.visit(door(2))]);
    await tab.sync.now();
    const restore = server.backup();
    now += 3_600_000;
    const added = newId(clock);
    await tab.store.do([
      tab.visit(door(3)),
      make(tab, 'household.add', { household: { id: added, hamletId: guid(3, 1), head: 'Hộ Mới' } }),
      make(tab, 'person.add', { person: { id: newId(clock), householdId: added, name: 'Hộ Mới' } }),
    ]);
    await tab.sync.now();
    now += 3_600_000;
    await tab.store.do([tab.visit(added), tab.visit(door(4))]);
    await tab.sync.now();
    server.change(door(9), household => ({ ...household, landmark: 'chỉ có sau bản sao' }));
    await tab.sync.now();
    expect([tab.store.items.value, await kept()]).toEqual([[], 7]);

    restore();
    // Killed before anybody hears of it: the database goes on.
    const again = await Tab.open(key, server, locks, clock);
    await again.store.saveDraft({
      householdId: door(6),
      memberId: guid(2, 1),
      startedAt: now,
      outcome: 'met',
      language: 'vi',
      home: [],
      steps: {},
      nextDate: null,
      nextTime: null,
      note: 'đang dở',
      supersedes: null,
    });
    await again.store.do([again.visit(door(5))]);
    await again.sync.now();
    expect(again.sync.state.value.trouble).toBeNull();
    expect(again.store.items.value).toEqual([]);
    expect(again.store.drafts.value.size).toBe(1);
    expect(server.order).toHaveLength(8);
    expect(new Set(server.order).size).toBe(8);
    for (const id of [door(1), door(2), door(3), door(4), door(5), added])
      expect(server.households.get(id)!.visits.length).toBeGreaterThan(0);
    expect(new Map(again.store.view.value.households)).toEqual(server.households);
    expect(again.store.view.value.territory).toMatchObject({ upTo: server.upTo, epoch: server.epoch, kept: [] });
    expect(again.store.view.value.households.get(door(9))!.landmark).not.toBe('chỉ có sau bản sao');
    // From here on it is as always.
    const before = pulls();
    await again.sync.now();
    expect(pulls() - before).toBe(1);
    expect(await kept()).toBe(8);
  });

  it('is believed though it counts smaller numbers, and what came since is shown while it is on its way back', async () => {
    const restore = server.backup();
    const { tab } = await Tab.enrolled(server);
    for (let i = 0; i < 5; i++) server.change(door(20 + i), household => ({ ...household, landmark: 'mới' }));
    await tab.store.do([tab.visit(door(3), { note: 'đã mất' })]);
    await tab.sync.now();
    const { upTo } = tab.store.view.value.territory;
    restore();
    expect(server.upTo).toBeLessThan(upTo);
    let asked = 0;
    server.fault = path => (path.endsWith('/push') && ++asked > 0 ? page(502) : undefined);
    await tab.sync.now();
    expect(tab.store.view.value.territory.upTo).toBe(server.upTo);
    expect(tab.store.view.value.households.get(door(21))!.landmark).not.toBe('mới');
    expect(tab.store.view.value.households.get(door(3))!.visits.map(visit => visit.note)).toEqual(['đã mất']);
    expect(tab.store.unsent.value).toHaveLength(1);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(server.households.get(door(3))!.visits).toHaveLength(1);
  });

  it('is not shown an old edit over a newer one, nor tells again what was read', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([make(tab, 'household.edit', { household: { id: door(2), phone: '0911111111', fields: ['phone'] } })]);
    await tab.sync.now();
    server.change(door(2), household => ({ ...household, phone: '0922222222' }));
    server.announce(() => news(now, server.land.households));
    await tab.sync.now();
    server.announce(before => ({
      ...before,
      relays: before.relays.map(relay => ({ ...relay, state: 'posted', postedAt: new Date(start).toISOString(), postedBy: guid(2, 2) })),
    }));
    now += 60_000;
    await tab.store.do([make(tab, 'relay.posted', { relay: { relayId: guid(15, 1) } })]);
    await tab.sync.now();
    await tab.store.hasRead(tab.store.noted.value[0]!.mutation.id);
    const restore = server.backup();
    await tab.store.do([tab.visit(door(3))]);
    await tab.sync.now();
    restore();
    server.fault = path => (path.endsWith('/push') ? 'refuse-line' : undefined);
    await tab.sync.now();
    await tab.store.pulled(server.pull(0, [], tab.store.view.value.territory.epoch));
    expect(tab.store.unsent.value).toHaveLength(3);
    expect(tab.store.view.value.households.get(door(2))!.phone).toBe('0922222222');
    server.fault = () => undefined;
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(server.households.get(door(2))!.phone).toBe('0922222222');
  });

  it('takes a visit once another phone has brought back its household', async () => {
    const { tab: ours, key, locks } = await Tab.enrolled(server);
    const restore = server.backup();
    const mine = globalThis.indexedDB;
    globalThis.indexedDB = new IDBFactory();
    const { tab: theirs } = await Tab.enrolled(server);
    const added = newId(clock);
    await theirs.store.do([make(theirs, 'household.add', { household: { id: added, hamletId: guid(3, 1), head: 'Hộ Mới' } })]);
    await theirs.sync.now();
    await ours.sync.now();
    await ours.store.do([ours.visit(added)]);
    await ours.sync.now();
    restore();
    server.refuse = ({ visit }) =>
      visit && !server.households.has(visit.householdId) ? { code: 'sync.household-unknown', reason: 'Không có hộ này.' } : undefined;
    await ours.sync.now();
    expect(ours.store.refused.value).toHaveLength(1);
    await theirs.sync.now();
    await ours.sync.now();
    await ours.sync.now();
    expect(ours.store.items.value).toEqual([]);
    expect(server.households.get(added)!.visits).toHaveLength(1);
    globalThis.indexedDB = mine;
    expect((await Tab.open(key, server, locks, clock)).store.view.value.households.get(added)!.visits).toHaveLength(1);
  });

  it('gets the pictures of posts again', async () => {
    server.announce(() => news(now, server.land.households));
    const { tab } = await Tab.enrolled(server);
    const restore = server.backup();
    const id = newId(clock);
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
    await tab.store.do([make(tab, 'relay.posted', { relay: { relayId: guid(15, 1), proofId: id } })], {
      proof: { id, type: 'image/jpeg', bytes },
    });
    await tab.sync.now();
    expect(server.uploads.get(id)!.bytes).toHaveLength(100_000);
    restore();
    expect(server.uploads.has(id)).toBe(false);
    await tab.sync.now();
    await tab.sync.now();
    expect(server.uploads.get(id)!.bytes).toHaveLength(100_000);
  });

  it('is told apart from one that says which history it counts for the first time', async () => {
    const epoch = server.epoch;
    server.epoch = null!;
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door(3))]);
    await tab.sync.now();
    server.epoch = epoch;
    const before = server.requests.length;
    await tab.sync.now();
    expect(server.requests.slice(before)).toEqual(['GET /api/sync/pull']);
    expect([tab.store.view.value.territory.epoch, tab.store.view.value.households.size]).toEqual([epoch, 60]);
  });
});

describe('what the server has confirmed', () => {
  it('is kept for thirty days, and no more than two thousand of it', async () => {
    const { tab } = await Tab.enrolled(server);
    const send = async (n: number): Promise<void> => {
      await tab.store.do(Array.from({ length: n }, (_, i) => tab.visit(door(1 + (i % 60)))));
      await tab.sync.now();
    };
    await send(100);
    now += 20 * aDay;
    await send(150);
    expect(await kept()).toBe(250);
    now += 11 * aDay;
    await send(1);
    expect(await kept()).toBe(151);
    await send(1_900);
    expect(await kept()).toBe(2_000);
    expect((await (await openDatabase()).getAllKeys('done')).at(0)).toBe(100 + 51 + 1);
  });

  it('is in no list and is not read when the app is opened, however much it is', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    await tab.store.do(Array.from({ length: 1_000 }, (_, i) => tab.visit(door(1 + (i % 60)))));
    await tab.sync.now();
    expect(await kept()).toBe(1_000);
    const touched = new Set<string>();
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...args: Parameters<typeof transaction>) {
      for (const name of typeof args[0] === 'string' ? [args[0]] : args[0]) touched.add(name);
      return transaction.apply(this, args);
    };
    const again = await Tab.open(key, server, locks, clock);
    IDBDatabase.prototype.transaction = transaction;
    expect([...touched].sort()).toEqual(['media', 'outbox', 'sealed', 'vault']);
    expect([again.store.items.value, again.store.unsent.value, again.store.refused.value, again.store.noted.value]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });
});
