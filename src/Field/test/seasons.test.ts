import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { costChange, readArea, readWhole, seasonBefore, withSeason } from '../src/store/seasons.ts';
import { newId } from '../src/store/ids.ts';
import type { Kind, Mutation, WireSeason } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';

const cases = JSON.parse(readFileSync(new URL('../../../tests/Cases/season-changes.json', import.meta.url), 'utf8')) as {
  accounts: WireSeason[];
  changes: { why: string; of: number; before: number | null; percent: number | null }[];
};

describe('before and after', () => {
  it.each(cases.changes)('$why', ({ of, before, percent }) => {
    const { accounts } = cases;
    expect(seasonBefore(accounts[of]!, accounts)).toEqual(before === null ? undefined : accounts[before]);
    const change = costChange(accounts[of]!, accounts);
    if (percent === null) expect(change).toBeNull();
    else expect(change).toBeCloseTo(percent, 6);
  });
});

describe('what is written', () => {
  it('is read as people write it, and nothing written is nothing told', () => {
    expect(['1.200.000', '1 200 000', '0', '', ' '].map(text => readWhole(text, 2_000_000_000))).toEqual([
      1_200_000,
      1_200_000,
      0,
      null,
      null,
    ]);
    expect(['x', '-5', '101', '1e3', '99999999999'].map(text => readWhole(text, 100))).toEqual(Array(5).fill(undefined));
    expect(['2,5', '5', '', '0', 'năm', '12345'].map(readArea)).toEqual([2500, 5000, null, undefined, undefined, undefined]);
  });

  it('stands newest first, one for each season', () => {
    const told = (year: number, season: string, seed = 1): WireSeason => ({ crop: 'rice', year, season, seed });
    const all = [told(2023, 'rainy'), told(2024, 'winterSpring'), told(2023, 'rainy', 2), told(2024, 'summerAutumn')];
    expect(all.reduce<WireSeason[]>((known, one) => withSeason(known, one), []).map(one => [one.year, one.season, one.seed])).toEqual([
      [2024, 'summerAutumn', 1],
      [2024, 'winterSpring', 1],
      [2023, 'rainy', 2],
    ]);
  });
});

describe('a season told at the door', () => {
  const now = Date.parse('2024-10-05T01:00:00Z');
  const door = guid(5, 1);
  let server: StandIn;
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
    server = new StandIn(land(), () => now);
  });
  const make = (tab: Tab, kind: Kind, body: Partial<Mutation>): Mutation => ({ ...tab.visit(door), visit: undefined, kind, ...body });

  it('is seen at once without a net, arrives after its consent, and goes when that is taken back', async () => {
    const { tab } = await Tab.enrolled(server);
    const consent = { id: newId(tab.store.clock.now), householdId: door, purpose: 'season', method: 'spoken', language: 'vi' };
    const season = { householdId: door, crop: 'rice', year: 2024, season: 'winterSpring', area: 5000, seed: 800_000 };
    const seasons = () => tab.store.view.value.households.get(door)!.seasons;
    server.fault = () => 'refuse-line';
    await tab.store.do([make(tab, 'consent.give', { consent }), make(tab, 'season.keep', { season })]);
    expect(seasons()).toMatchObject([{ crop: 'rice', seed: 800_000 }]);
    expect(tab.store.items.value.map(item => [item.mutation.kind, item.householdId])).toEqual([
      ['consent.give', door],
      ['season.keep', door],
    ]);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(seasons()).toMatchObject([{ crop: 'rice', seed: 800_000 }]);
    await tab.store.do([make(tab, 'consent.withdraw', { consent })]);
    expect(seasons()).toBeNull();
  });
});
