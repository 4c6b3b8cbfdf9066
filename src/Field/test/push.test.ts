import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../src/store/ids.ts';
import type { Kind, Mutation } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { page, problem, StandIn } from './standIn.ts';

let now = Date.parse('2024-10-05T01:00:00Z');
let server: StandIn;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  server = new StandIn(land(), () => now);
});

const door = (n: number) => guid(5, n);
const pushes = (): number => server.requests.filter(request => request.endsWith('/push')).length;
const waiting = (tab: Tab): string[] => tab.store.unsent.value.map(item => item.mutation.id);
/** The whole batch fails while one of these is in it. */
const poison = (status: number, ...ids: string[]): void => {
  server.fault = (path, body) =>
    path.endsWith('/push') && ids.some(id => JSON.stringify(body).includes(id)) ? problem(status, 'bad', 'Không đọc được.') : undefined;
};
const some = (tab: Tab, n: number, from = 0): Mutation[] => Array.from({ length: n }, (_, i) => tab.visit(door(1 + ((from + i) % 60))));

describe('what is not the server’s word', () => {
  it.each([400, 413, 422, 500, 502])('refuses nothing: %i from a proxy leaves everything waiting, and it arrives once', async status => {
    const { tab } = await Tab.enrolled(server);
    const work = some(tab, 3);
    await tab.store.do(work);
    // The push is done and its answer lost; then something in between answers for the server.
    server.fault = path => (path.endsWith('/push') ? 'lose' : undefined);
    await tab.sync.now();
    const before = server.requests.length;
    server.fault = () => page(status);
    await tab.sync.now();
    expect(server.requests.length - before).toBe(1);
    expect(tab.store.refused.value).toEqual([]);
    expect(waiting(tab)).toEqual(work.map(({ id }) => id));
    expect(tab.sync.state.value.trouble).toMatchObject({ kind: 'offline' });
    expect(tab.later.at(-1)!.in).toBeGreaterThan(0);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(server.order).toEqual(work.map(({ id }) => id));
    expect(tab.store.items.value).toEqual([]);
  });
});

describe('a bad item', () => {
  it.each([400, 413, 422, 500])('that makes the whole batch fail with %i is found in one round, and keeps waiting', async status => {
    const { tab } = await Tab.enrolled(server);
    const bad = tab.visit(door(7));
    await tab.store.do([...some(tab, 60), bad, ...some(tab, 60)]);
    poison(status, bad.id);
    await tab.sync.now();
    expect(server.order).toHaveLength(120);
    expect(tab.store.refused.value).toEqual([]);
    expect(tab.store.unsent.value.map(item => [item.mutation.id, item.code, item.reason])).toEqual([
      [bad.id, 'bad', status === 500 ? undefined : 'Không đọc được.'],
    ]);
    expect(tab.sync.state.value.stuck).toBe(1);
    expect(tab.later.at(-1)!.in).toBeGreaterThan(0);
    // From now on it costs one request a round and holds up nothing.
    await tab.store.do(some(tab, 5));
    const before = pushes();
    await tab.sync.now();
    expect(pushes() - before).toBe(2);
    expect(server.order).toHaveLength(125);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(server.order).toHaveLength(126);
  });

  it('may be given up, and is known as bad after a restart', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    const bad = tab.visit(door(7));
    await tab.store.do([bad]);
    poison(400, bad.id);
    await tab.sync.now();
    const again = await Tab.open(key, server, locks, () => now);
    expect(again.store.unsent.value.map(item => item.reason)).toEqual(['Không đọc được.']);
    await again.store.discard(bad.id);
    expect(again.store.items.value).toEqual([]);
  });

  it('of two beside each other does not hold up the rest for good', async () => {
    const { tab } = await Tab.enrolled(server);
    const [one, two] = [tab.visit(door(7)), tab.visit(door(8))];
    await tab.store.do([...some(tab, 4), one, two, ...some(tab, 4)]);
    poison(500, one.id, two.id);
    await tab.sync.now();
    await tab.sync.now();
    expect(server.order).toHaveLength(8);
    expect(waiting(tab)).toEqual([one.id, two.id]);
  });

  it('takes along what builds on it, but no visit that does not', async () => {
    const { tab } = await Tab.enrolled(server);
    const make = (kind: Kind, body: Partial<Mutation>): Mutation => ({ ...tab.visit(door(1)), visit: undefined, kind, ...body });
    const fresh = newId(tab.store.clock.now);
    const add = make('household.add', { household: { id: fresh, hamletId: guid(3, 1), head: 'Hộ Mới' } });
    const first = make('household.edit', { household: { id: door(9), phone: '0911111111', fields: ['phone'] } });
    const second = make('household.edit', { household: { id: door(9), phone: '0922222222', fields: ['phone'] } });
    const free = tab.visit(door(9));
    await tab.store.do([add, first, { ...tab.visit(fresh) }, second, free]);
    poison(500, add.id, first.id);
    await tab.sync.now();
    await tab.sync.now();
    expect(server.order).toEqual([free.id]);
    expect(tab.store.refused.value).toEqual([]);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(server.households.get(fresh)!.visits).toHaveLength(1);
    expect(server.households.get(door(9))!.phone).toBe('0922222222');
  });
});

describe('a server that answers 500 to everything', () => {
  it('is asked ten times a round at most for a thousand items, and less and less often', async () => {
    const { tab } = await Tab.enrolled(server);
    const work = some(tab, 1_000);
    await tab.store.do(work);
    server.fault = path => (path.endsWith('/push') ? problem(500, 'unexpected', 'Hệ thống gặp trục trặc.') : undefined);
    const rounds: number[] = [];
    const pauses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const before = pushes();
      await tab.sync.now();
      rounds.push(pushes() - before);
      pauses.push(tab.later.at(-1)!.in);
    }
    expect(Math.max(...rounds)).toBeLessThanOrEqual(10);
    expect(pauses).toEqual([3_750, 7_500, 15_000, 30_000, 60_000, 120_000]);
    expect(waiting(tab)).toHaveLength(1_000);
    server.fault = () => undefined;
    const before = pushes();
    await tab.sync.now();
    expect(pushes() - before).toBeLessThanOrEqual(11);
    expect(new Set(server.order)).toEqual(new Set(work.map(({ id }) => id)));
    expect(server.order).toHaveLength(1_000);
  });
});

describe('refused work', () => {
  it('goes again under the id it has, one by one or all at once, and is judged anew', async () => {
    const { tab } = await Tab.enrolled(server);
    const work = some(tab, 3);
    await tab.store.do(work);
    server.refuse = () => ({ code: 'sync.outside-territory', reason: 'Ngoài địa bàn.' });
    await tab.sync.now();
    expect(tab.store.refused.value.map(item => item.mutation.id)).toEqual(work.map(({ id }) => id));
    server.refuse = () => undefined;
    await tab.store.retry([work[1]!.id]);
    await tab.sync.now();
    expect(server.order).toEqual([work[1]!.id]);
    await tab.store.retry(tab.store.refused.value.map(item => item.mutation.id));
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect([...server.order].sort()).toEqual(work.map(({ id }) => id).sort());
  });
});

describe('whatever the line and the server do', () => {
  const answers: Record<string, () => ReturnType<StandIn['fault']>> = {
    good: () => undefined,
    lost: () => 'lose',
    'no line': () => 'refuse-line',
    'our 400': () => problem(400, 'invalid', 'Có chỗ chưa đúng: POST.'),
    'our 413': () => problem(413, 'too-large', 'Lớn quá.'),
    'our 500': () => problem(500, 'unexpected', 'Trục trặc.'),
    'our 503': () => problem(503, 'busy', 'Đang bận.'),
    'html 400': () => page(400),
    'html 413': () => page(413),
    'html 502': () => page(502),
    'their json 422': () => new Response('{"error":"unprocessable"}', { status: 422 }),
    'empty 200': () => new Response(''),
    'wifi page': () => page(200),
    'their json 200': () => new Response('{}'),
  };
  const act = fc.record({
    visits: fc.nat(12),
    kill: fc.boolean(),
    faults: fc.array(fc.constantFrom(...Object.keys(answers)), { maxLength: 12 }),
  });

  it('every visit is at the server exactly once in the end, and none was called refused', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 5 }), async acts => {
        globalThis.indexedDB = new IDBFactory();
        server = new StandIn(land(), () => now);
        const { tab, key, locks } = await Tab.enrolled(server);
        const work: string[] = [];
        let open = tab;
        for (const { visits, kill, faults } of acts) {
          const more = some(open, visits, work.length);
          work.push(...more.map(({ id }) => id));
          await open.store.do(more);
          const left = [...faults];
          server.fault = () => answers[left.shift() ?? 'good']!();
          await open.sync.now();
          now += 60_000;
          expect(open.store.refused.value).toEqual([]);
          const here = new Set([...open.store.items.value.map(item => item.mutation.id), ...server.order]);
          expect(work.filter(id => !here.has(id))).toEqual([]);
          if (kill) open = await Tab.open(key, server, locks, () => now);
        }
        server.fault = () => undefined;
        for (let i = 0; i < 3; i++) await open.sync.now();
        expect(open.store.items.value).toEqual([]);
        expect([...server.order].sort()).toEqual([...work].sort());
        const kept = [...server.households.values()].flatMap(household => household.visits.map(visit => visit.id));
        expect(kept.filter(id => work.includes(id)).sort()).toEqual([...work].sort());
      }),
      { numRuns: 60 },
    );
  });
});
