import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { lostOf, unsentOf } from '../src/store/lost.ts';
import { guid, land, services } from './land.ts';
import { Locks, Tab } from './phone.ts';
import { problem, StandIn } from './standIn.ts';

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
const visits = (n: number) => server.households.get(door(n))!.visits;

describe('the first sync', () => {
  it('needs three requests from enrolment to the last guide', async () => {
    const { tab } = await Tab.enrolled(server);
    expect(server.requests).toEqual(['POST /api/enrol', 'GET /api/sync/pull', 'GET /api/sync/guides']);
    expect(tab.store.view.value.households.size).toBe(60);
    expect(tab.store.guides.value).toHaveLength(8);
  });

  it('goes on from the last whole hamlet when the line breaks between pages', async () => {
    server = new StandIn(land(60, 3), clock);
    server.pageSize = 20;
    let pulls = 0;
    server.fault = path => (path.endsWith('/pull') && ++pulls === 2 ? 'refuse-line' : undefined);
    const { tab } = await Tab.enrolled(server);
    expect(tab.store.view.value.households.size).toBe(20);
    expect(tab.store.view.value.territory.pulledAt).toBeNull();
    await tab.sync.now();
    expect(tab.sync.state.value.trouble).toBeNull();
    expect(tab.store.view.value.households.size).toBe(60);
    expect(tab.store.view.value.territory.pulledAt).toBe(now);
  });
});

describe('a hostile line', () => {
  it('sends again what was done when only the answer was lost, and the server does it once', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door(2))]);
    server.fault = path => (path.endsWith('/push') ? 'lose' : undefined);
    await tab.sync.now();
    expect(tab.store.unsent.value).toHaveLength(1);
    expect(tab.sync.state.value.trouble).toMatchObject({ kind: 'offline' });
    server.fault = () => undefined;
    await tab.sync.now();
    expect(tab.store.items.value).toHaveLength(0);
    expect(visits(2)).toHaveLength(1);
  });

  it('ends in the same state whatever answers are lost, in any order', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    const rolls = Array.from({ length: 40 }, (_, i) => (i * 7919) % 5);
    let at = 0;
    server.fault = () =>
      ([undefined, 'lose', 'refuse-line', undefined, problem(503, 'busy', 'Máy chủ bận.')] as const)[rolls[at++ % rolls.length]!];
    let current = tab;
    for (let i = 1; i <= 20; i++) {
      await current.store.do([
        current.visit(door(i), { activities: [{ serviceId: services[0]!.id, stage: 2, personId: guid(6, (i - 1) * 10) }] }),
      ]);
      await current.sync.now();
      // Killed and opened again: only the database goes on.
      if (i % 6 === 0) current = await Tab.open(key, server, locks, clock);
    }
    server.fault = () => undefined;
    await current.sync.now();
    expect(current.store.items.value).toHaveLength(0);
    for (let i = 1; i <= 20; i++) {
      expect(new Set(visits(i).map(visit => visit.id)).size).toBe(visits(i).length);
      expect(current.store.view.value.households.get(door(i))).toEqual(server.households.get(door(i)));
    }
    expect(server.order).toHaveLength(20);
  });

  it('takes a repeated or a late pull without going back', async () => {
    const { tab } = await Tab.enrolled(server);
    const old = server.pull(0, []);
    server.change(door(3), household => ({ ...household, landmark: 'bên kinh' }));
    await tab.sync.now();
    await tab.store.pulled(old);
    await tab.store.pulled(server.pull(0, []));
    await tab.store.pulled(server.pull(0, []));
    expect(tab.store.view.value.households.get(door(3))!.landmark).toBe('bên kinh');
    expect(tab.store.view.value.households.size).toBe(60);
  });

  it('does not take the page of a captive portal for the server', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door(2))]);
    server.fault = () => new Response('<html>Đăng nhập Wi-Fi</html>');
    await tab.sync.now();
    expect(tab.store.unsent.value).toHaveLength(1);
    expect(tab.sync.state.value.trouble).toMatchObject({ kind: 'offline' });
  });
});

describe('bad items', () => {
  it('keeps a refused item with its reason and lets the others through', async () => {
    const { tab } = await Tab.enrolled(server);
    const bad = tab.visit(door(2));
    await tab.store.do([tab.visit(door(1)), bad, tab.visit(door(3))]);
    server.refuse = mutation => (mutation.id === bad.id ? { code: 'household.gone', reason: 'Hộ này đã chuyển đi.' } : undefined);
    await tab.sync.now();
    expect(tab.store.refused.value.map(item => [item.mutation.id, item.reason])).toEqual([[bad.id, 'Hộ này đã chuyển đi.']]);
    expect(tab.store.unsent.value).toHaveLength(0);
    expect(server.order).toHaveLength(2);
    server.refuse = () => undefined;
    await tab.store.retry([bad.id]);
    await tab.sync.now();
    expect(tab.store.items.value).toHaveLength(0);
    expect(visits(2)).toHaveLength(1);
  });

  it('sends no more than a hundred at once and keeps the order of the work', async () => {
    const { tab } = await Tab.enrolled(server);
    const work = Array.from({ length: 230 }, (_, i) => tab.visit(door(1 + (i % 60))));
    await tab.store.do(work);
    await tab.sync.now();
    expect(server.batches.map(batch => batch.length)).toEqual([100, 100, 30]);
    expect(server.order).toEqual(work.map(mutation => mutation.id));
  });
});

describe('a slice that moves', () => {
  it('drops a household that left, but not while work on it is unsent', async () => {
    server = new StandIn(land(60, 2), clock);
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door(2))]);
    server.slice = [server.slice[0]!];
    server.refuse = () => ({ code: 'scope', reason: 'Ngoài địa bàn.' });
    await tab.sync.now();
    const view = tab.store.view.value;
    expect(view.households.size).toBe(31);
    expect(view.marks.get(door(2))).toEqual({ unsent: 0, refused: 1, kept: true });
    await tab.store.discard(tab.store.refused.value[0]!.mutation.id);
    await tab.sync.now();
    expect(tab.store.view.value.households.has(door(2))).toBe(false);
  });

  it('keeps the doors of a half-finished visit', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.saveDraft({
      householdId: door(4),
      memberId: guid(2, 1),
      startedAt: now,
      outcome: 'met',
      language: 'vi',
      home: [],
      steps: {},
      nextDate: null,
      nextTime: null,
      note: '',
      supersedes: null,
    });
    server.slice = [];
    await tab.sync.now();
    expect([...tab.store.view.value.households.keys()]).toEqual([door(4)]);
  });

  it('brings a new hamlet whole and asks for the old ones only what changed', async () => {
    server = new StandIn(land(60, 2), clock);
    const [first, second] = server.slice;
    server.slice = [first!];
    const { tab } = await Tab.enrolled(server);
    expect(tab.store.view.value.households.size).toBe(30);
    server.slice = [first!, second!];
    const answer = server.pull(tab.store.view.value.territory.upTo, tab.store.view.value.territory.have);
    expect(answer.households).toHaveLength(30);
    await tab.sync.now();
    expect(tab.store.view.value.households.size).toBe(60);
  });
});

describe('what is done here', () => {
  it('is seen at once, stays seen between the push and the pull, and is not doubled by the pull', async () => {
    const { tab } = await Tab.enrolled(server);
    const seen = () => tab.store.view.value.households.get(door(2))!.visits.length;
    await tab.store.do([tab.visit(door(2))]);
    expect(seen()).toBe(1);
    server.fault = path => (path.endsWith('/pull') ? 'refuse-line' : undefined);
    await tab.sync.now();
    expect(tab.store.unsent.value).toHaveLength(0);
    expect(seen()).toBe(1);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(seen()).toBe(1);
    expect(tab.store.items.value).toHaveLength(0);
  });

  it('is laid again over what others changed meanwhile', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([
      {
        ...tab.visit(door(2)),
        kind: 'household.edit',
        visit: undefined,
        household: { id: door(2), phone: '0911111111', fields: ['phone'] },
      },
    ]);
    server.change(door(2), household => ({ ...household, landmark: 'gần chợ' }));
    server.fault = path => (path.endsWith('/push') ? 'refuse-line' : undefined);
    await tab.sync.now();
    await tab.store.pulled(server.pull(tab.store.view.value.territory.upTo, tab.store.view.value.territory.have));
    expect(tab.store.view.value.households.get(door(2))).toMatchObject({ phone: '0911111111', landmark: 'gần chợ' });
  });

  it('can be taken back for a while, and is not sent before', async () => {
    const { tab } = await Tab.enrolled(server);
    const away = tab.visit(door(2), { outcome: 'away' });
    await tab.store.do([away], { holdFor: 8000 });
    await tab.sync.now();
    expect(server.order).toHaveLength(0);
    expect(tab.later.at(-1)!.in).toBe(8050);
    expect(await tab.store.undo(away.id)).toBe(true);
    expect(tab.store.items.value).toHaveLength(0);
    await tab.store.do([away], { holdFor: 8000 });
    now += 8100;
    expect(await tab.store.undo(away.id)).toBe(false);
    await tab.sync.now();
    expect(server.order).toEqual([away.id]);
  });
});

describe('two tabs', () => {
  it('take turns, and each thing goes once', async () => {
    const locks = new Locks();
    const { tab: first, key } = await Tab.enrolled(server, locks);
    const second = await Tab.open(key, server, locks, clock);
    await first.store.do([first.visit(door(1))]);
    await second.store.do([second.visit(door(2))]);
    await Promise.all([first.sync.now(), second.sync.now()]);
    expect(locks.most).toBe(1);
    expect(server.batches.flat()).toHaveLength(2);
    await first.store.refresh();
    await second.store.refresh();
    for (const tab of [first, second]) {
      expect(tab.store.items.value).toHaveLength(0);
      expect(tab.store.view.value.households.get(door(1))!.visits).toHaveLength(2);
      expect(tab.store.view.value.households.get(door(2))!.visits).toHaveLength(1);
    }
  });
});

describe('being turned away', () => {
  it('wipes only for the one code that says so', async () => {
    const { tab } = await Tab.enrolled(server);
    server.fault = () => problem(401, 'auth.required', 'Chưa đăng nhập.');
    await tab.sync.now();
    expect(tab.sync.state.value.revoked).toBe(false);
    server.fault = () => problem(403, 'device.revoked', 'Không phải 401.');
    await tab.sync.now();
    expect(tab.sync.state.value.revoked).toBe(false);
    server.fault = () => undefined;
    for (const phone of server.tokens.values()) phone.revoked = true;
    await tab.sync.now();
    expect(tab.sync.state.value.revoked).toBe(true);
  });

  it('waits longer after each failure, up to a quarter of an hour', async () => {
    const { tab } = await Tab.enrolled(server);
    server.fault = () => 'refuse-line';
    const pauses: number[] = [];
    for (let i = 0; i < 12; i++) {
      await tab.sync.now();
      pauses.push(tab.later.at(-1)!.in);
    }
    expect(pauses.slice(0, 4)).toEqual([3750, 7500, 15_000, 30_000]);
    expect(pauses.at(-1)).toBe(675_000);
  });
});

describe('a phone that is wiped', () => {
  it('remembers how many of each kind had not been sent, and nothing of what they said', async () => {
    const { tab } = await Tab.enrolled(server);
    const [one, two] = [tab.visit(guid(5, 1)), tab.visit(guid(5, 2))];
    await tab.store.do([one, two]);
    server.refuse = mutation => (mutation.id === one.id ? { code: 'citizen-number', reason: 'Có số căn cước.' } : undefined);
    await tab.sync.now();
    await tab.store.do([tab.visit(guid(5, 3))]);
    const lost = unsentOf(tab.store);
    expect(lost).toEqual({ visit: 2 });
    expect(lostOf(JSON.stringify(lost))).toEqual(lost);
    for (const kept of [null, '1', '', 'x']) expect(lostOf(kept)).toEqual({});
  });
});
