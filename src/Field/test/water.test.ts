import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../src/store/ids.ts';
import type { Mutation, WireHousehold } from '../src/wire.ts';
import { eraseDatabase } from '../src/store/database.ts';
import { adviceFor, isOdd, isStale, lookOf, readValue, windowsOf, worstFirst } from '../src/water/water.ts';
import { land } from './land.ts';
import { Tab } from './phone.ts';
import { problem, StandIn } from './standIn.ts';
import { station, water } from './waterLand.ts';

const start = Date.parse('2025-02-24T05:00:00Z');
const hour = 3_600_000;
const { hamlets, households } = land(12, 2);
const growing = (crop: string, n: number): WireHousehold => ({
  ...households[n]!,
  hamletId: hamlets[0]!.id,
  crops: [{ id: `${n}`, crop }],
});

describe('what a station says', () => {
  it('goes stale without a line, and then neither times nor a good state are left of it', () => {
    const fresh = station(0, start, hamlets);
    expect(lookOf(fresh, start).state).toBe('within');
    expect(windowsOf(fresh, start)).toHaveLength(1);
    const later = start + 54 * hour;
    expect(isStale(fresh, later)).toBe(true);
    expect(lookOf(fresh, later)).toMatchObject({ state: 'stale', tone: 'unknown' });
    expect(
      windowsOf(
        station(0, start, hamlets, { windows: [{ from: '2025-02-26T00:00:00Z', to: '2025-03-26T00:00:00Z', certainty: 1 }] }),
        later,
      ),
    ).toEqual([]);
  });

  it('is never taken for good where nothing was measured, and the worst stands first', () => {
    const [never] = water(start, hamlets, 'never');
    expect(lookOf(never!, start).state).toBe('never');
    const salty = water(start, hamlets, 'salt');
    expect(worstFirst(salty, start).map(known => lookOf(known, start).state)).toEqual(['salt', 'within']);
    expect(lookOf({ ...salty[1]!, event: { ...salty[1]!.event!, level: 1 } }, start).state).toBe('caution');
    expect(lookOf({ ...salty[1]!, event: { ...salty[1]!.event!, side: 'below' } }, start).state).toBe('fresh');
  });

  it('drops the hours that are over', () => {
    const [, salty] = water(start, hamlets, 'salt');
    expect(windowsOf(salty!, start)).toHaveLength(2);
    expect(windowsOf(salty!, start + 8 * hour)).toHaveLength(1);
  });

  it('advises first on what most of the farmers here grow, stage by stage, and on what all drink', () => {
    const doors = [growing('shrimp', 0), growing('rice', 1), growing('rice', 2)];
    const { mine, others } = adviceFor(water(start, hamlets, 'salt')[1]!, doors);
    expect(mine.map(known => [known.crop, known.doors])).toEqual([
      ['rice', 2],
      ['shrimp', 1],
      [null, 0],
    ]);
    expect(mine[0]!.lines.map(line => [line.limit, line.stages])).toEqual([
      [1, ['seedling']],
      [2, ['tillering', 'panicle', 'flowering']],
      [3, ['ripening']],
    ]);
    expect(mine[1]!.lines.map(line => [line.side, line.advice])).toEqual([['below', 'close']]);
    expect(others.map(known => known.crop)).toEqual(['fruit', 'livestock', 'vegetables']);
  });
});

describe('a value', () => {
  it('is read with comma or point, and asked about when it is saltier than the sea', () => {
    expect([readValue('4,6'), readValue(' 4.6 '), readValue('0'), readValue('5600')]).toEqual([4.6, 4.6, 0, 5600]);
    for (const text of ['', '-1', '1,2,3', '4,6 g/l', '100001', 'e5']) expect(readValue(text)).toBeNull();
    expect([isOdd(46, 'g/l'), isOdd(45, '‰'), isOdd(60, 'mS/cm'), isOdd(66_001, 'µS/cm')]).toEqual([true, false, false, true]);
  });
});

describe('a reading', () => {
  beforeEach(eraseDatabase);

  it('is kept without a line, goes once, and the water it made comes back; unchanged water does not wipe what is held', async () => {
    const server = new StandIn({ ...land(12, 2), water: water(start, hamlets, 'salt') }, () => start);
    const { tab, key, locks } = await Tab.enrolled(server);
    expect(tab.store.water.value).toHaveLength(2);
    const made: Mutation = {
      id: newId(tab.store.clock.now),
      kind: 'water.reading',
      memberId: tab.store.view.value.territory.members[0]!.id,
      ...tab.store.clock.stamp(),
      reading: { stationId: server.water[0]!.id, value: 2.4, unit: 'g/l' },
    };
    await tab.store.do([made]);
    expect(tab.store.unsent.value).toHaveLength(1);
    const again = await Tab.open(key, server, locks, server.now);
    expect(again.store.water.value).toHaveLength(2);
    await again.sync.now();
    expect(again.store.items.value).toEqual([]);
    expect(server.order).toEqual([made.id]);
    expect(again.store.water.value[0]!.value).toBe(2.4);
    await again.sync.now();
    expect(again.store.water.value[0]!.value).toBe(2.4);
  });

  const withPhoto = (tab: Tab, stationId: string, photoId: string): Mutation => ({
    id: newId(tab.store.clock.now),
    kind: 'water.reading',
    memberId: tab.store.view.value.territory.members[0]!.id,
    ...tab.store.clock.stamp(),
    reading: { stationId, value: 2.4, unit: 'g/l', photoId },
  });
  const landOfSalt = () => new StandIn({ ...land(12, 2), water: water(start, hamlets, 'salt') }, () => start);

  it('keeps its picture until the server has it, in spite of cut lines and a restart, and then lets go of both', async () => {
    const server = landOfSalt();
    const { tab, key, locks } = await Tab.enrolled(server);
    const photo = newId(tab.store.clock.now);
    const bytes = new Uint8Array(150_000).map((_, i) => i % 251);
    server.fault = path => (path.includes(photo) ? 'refuse-line' : undefined);
    await tab.store.do([withPhoto(tab, server.water[0]!.id, photo)], { proof: { id: photo, type: 'image/jpeg', bytes } });
    await tab.sync.now();
    await tab.sync.now();
    expect(server.order).toHaveLength(1);
    expect(server.uploads.size).toBe(0);
    server.fault = () => undefined;
    const again = await Tab.open(key, server, locks, server.now);
    await again.sync.now();
    await again.sync.now();
    expect(server.uploads.get(photo)!.bytes).toEqual(bytes);
    expect(server.order).toHaveLength(1);
    expect(again.store.items.value).toEqual([]);
    expect(again.store.media.heads.value.has(photo)).toBe(false);
  });

  it('that is taken back takes its picture with it, and one whose picture is not taken waits for nothing', async () => {
    const server = landOfSalt();
    const { tab } = await Tab.enrolled(server);
    const [taken, odd] = [newId(tab.store.clock.now), newId(tab.store.clock.now)];
    const picture = (id: string) => ({ id, type: 'image/jpeg', bytes: new Uint8Array(10) });
    const made = withPhoto(tab, server.water[0]!.id, taken);
    await tab.store.do([made], { proof: picture(taken), holdFor: 8000 });
    expect(await tab.store.undo(made.id)).toBe(true);
    await tab.sync.now();
    expect(tab.store.media.heads.value.has(taken)).toBe(false);
    server.fault = path => (path.includes(odd) ? problem(415, 'sync.media-not-picture', 'Không phải hình.') : undefined);
    await tab.store.do([withPhoto(tab, server.water[0]!.id, odd)], { proof: picture(odd) });
    await tab.sync.now();
    await tab.sync.now();
    expect(server.uploads.size).toBe(0);
    expect(tab.store.items.value).toEqual([]);
    expect(tab.store.media.heads.value.has(odd)).toBe(false);
  });
});
