import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { doorsThatGaveWay, fieldOf, valueOf } from '../src/household/clashes.ts';
import { twinsOf } from '../src/household/twins.ts';
import { newId } from '../src/store/ids.ts';
import type { Kind, Mutation, WireHousehold } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';

// The clock of the screens reads the page's cookies; the tests run without a page.
vi.hoisted(() => Object.assign(globalThis, { document: { cookie: '' } }));

const now = Date.parse('2024-10-05T01:00:00Z');
let server: StandIn;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  server = new StandIn(land(), () => now);
});

const door = (n: number) => guid(5, n);
const hamlet = guid(3, 1);
const make = (tab: Tab, kind: Kind, body: Partial<Mutation>): Mutation => ({ ...tab.visit(door(1)), visit: undefined, kind, ...body });
const shown = (tab: Tab, n: number): WireHousehold => tab.store.view.value.households.get(door(n))!;

describe('a household that may be there already', () => {
  const doors = land(4).households.map((household, n) => ({ ...household, head: ['Thạch Đậm', 'Sơn Kim', 'Lý Dên', 'Kim Út'][n]! }));
  const found = (head: string, phone: string | null = null, hamletId = hamlet): string[] =>
    twinsOf(doors, { hamletId, head, phone }).map(({ door: twin, by }) => `${twin.head} by ${by}`);

  it('is known by the name, however it is written, or by the phone, in the same hamlet', () => {
    expect(found('  thach   dam')).toEqual(['Thạch Đậm by head']);
    expect(found('Người Khác', doors[1]!.phone!.replace(/^0/, '+84 '))).toEqual(['Sơn Kim by phone']);
    expect(found('Lý Dên', doors[1]!.phone)).toEqual(['Sơn Kim by phone', 'Lý Dên by head']);
    expect(found('Thạch')).toEqual([]);
    expect(found('', '')).toEqual([]);
    expect(found('Thạch Đậm', null, guid(3, 2))).toEqual([]);
    expect(twinsOf(doors, doors[0]!)).toEqual([]);
  });

  it('is kept by the server with a word that stays until it is read, and the new door stays on the screen', async () => {
    const { tab, key, locks } = await Tab.enrolled(server);
    const id = newId(tab.store.clock.now);
    const { head } = server.households.get(door(3))!;
    await tab.store.do([make(tab, 'household.add', { household: { id, hamletId: hamlet, head } }), tab.visit(id)]);
    // The push is answered, the pull is not: what was added here must not vanish in between.
    server.fault = path => (path.endsWith('/pull') ? 'refuse-line' : undefined);
    await tab.sync.now();
    expect(tab.store.noted.value.map(item => [item.code, item.householdId])).toEqual([['household.twin', id]]);
    expect(tab.store.view.value.households.get(id)).toMatchObject({ head, visits: [{ outcome: 'met' }] });
    server.fault = () => undefined;
    await tab.sync.now();
    const again = await Tab.open(key, server, locks, () => now);
    expect(again.store.view.value.households.get(id)).toEqual(server.households.get(id));
    expect(again.store.noted.value).toHaveLength(1);
    await again.store.hasRead(again.store.noted.value[0]!.mutation.id);
    expect(again.store.items.value).toEqual([]);
  });
});

describe('an edit', () => {
  it('says which version it was made from, and is told when somebody was quicker', async () => {
    const { tab } = await Tab.enrolled(server);
    const { version } = shown(tab, 2);
    server.change(door(2), household => ({ ...household, phone: '0933333333' }));
    const edit = { id: door(2), phone: '0911111111', fields: ['phone'], version };
    await tab.store.do([make(tab, 'household.edit', { household: edit })]);
    await tab.sync.now();
    expect(tab.store.noted.value.map(item => [item.code, item.householdId])).toEqual([['edit.conflict', door(2)]]);
    expect(shown(tab, 2)).toEqual(server.households.get(door(2)));
    await tab.store.do([make(tab, 'household.edit', { household: { ...edit, phone: '0944444444', version: shown(tab, 2).version } })]);
    await tab.sync.now();
    expect(tab.store.noted.value).toHaveLength(1);
  });
});

describe('who was marked as gone by mistake', () => {
  const person = guid(6, 20);
  const gone = (tab: Tab) => make(tab, 'person.edit', { person: { id: person, householdId: door(3), gone: true, fields: [] } });
  const back = (tab: Tab) =>
    make(tab, 'person.edit', { person: { id: person, householdId: door(3), name: 'Kim Khel', back: true, fields: [] } });

  it('is back as before, with every standing, while it is only here', async () => {
    const { tab } = await Tab.enrolled(server);
    server.change(door(3), household => ({
      ...household,
      people: household.people.map(known => ({ ...known, standings: [{ serviceId: guid(9, 1), stage: 3, day: 19_990 }] })),
    }));
    await tab.sync.now();
    const before = shown(tab, 3);
    await tab.store.do([gone(tab)]);
    expect(shown(tab, 3).people).toHaveLength(before.people.length - 1);
    await tab.store.do([back(tab)]);
    expect(shown(tab, 3)).toEqual(before);
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(shown(tab, 3).people.find(known => known.id === person)!.standings).toHaveLength(1);
  });

  it('is seen again at once after the server has heard of it', async () => {
    const { tab } = await Tab.enrolled(server);
    const people = shown(tab, 3).people.length;
    await tab.store.do([gone(tab)]);
    await tab.sync.now();
    expect(shown(tab, 3).people).toHaveLength(people - 1);
    await tab.store.do([back(tab)]);
    expect(shown(tab, 3).people.find(known => known.id === person)).toEqual({ id: person, name: 'Kim Khel', standings: [] });
    await tab.sync.now();
    expect(shown(tab, 3)).toEqual(server.households.get(door(3)));
    expect(shown(tab, 3).people).toHaveLength(people);
  });
});

describe('two edits of one field', () => {
  const clash = {
    personId: null,
    field: 'phone',
    kept: '0987654321',
    keptBy: 'Kim Thị Út',
    other: '0912345678',
    otherBy: 'Lý Dên',
    at: '2024-10-05T01:00:00Z',
  };
  const [clashing, quiet] = land().households as [WireHousehold, WireHousehold];
  const doors = [{ ...clashing, clashes: [clash] }, quiet];

  it('are told to whoever’s value gave way, whichever phone was first, and to nobody else', () => {
    expect(doorsThatGaveWay(doors, 'Lý Dên')).toEqual([doors[0]]);
    expect(doorsThatGaveWay(doors, 'Kim Thị Út')).toEqual([]);
  });

  it('are shown with both values as the screens show them', () => {
    const { hamlets } = land();
    const lane = hamlets[0]!.lanes[0]!;
    expect(valueOf(clash, clash.other, hamlets)).toBe('0912 345 678');
    expect(valueOf({ field: 'laneId' }, lane.id, hamlets)).toBe(lane.name);
    expect(valueOf({ field: 'relation' }, 'head', hamlets)).toBe('Chủ hộ');
    expect(valueOf(clash, null, hamlets)).toBe('—');
    expect(fieldOf(clash, clashing)).toBe('Điện thoại');
    const person = clashing.people[0]!;
    expect(fieldOf({ field: 'birthYear', personId: person.id }, clashing)).toBe(`${person.name}: Năm sinh`);
  });
});
