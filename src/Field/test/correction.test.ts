import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { numberOfDay } from '../src/store/clock.ts';
import { ofHousehold, type Draft } from '../src/store/draft.ts';
import { householdAfter, viewOf } from '../src/store/effect.ts';
import { outboxItem } from '../src/store/outbox.ts';
import { emptyTerritory } from '../src/store/territory.ts';
import { correctionOf, knowsActivities, newDraft, visitOf, withStage } from '../src/visit/draft.ts';
import type { Mutation, PushActivity, PushVisit, Stage, VisitField, WireHousehold, WireStanding, WireVisit } from '../src/wire.ts';
import { guid, land, services } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';

const start = Date.parse('2024-10-05T01:00:00Z');
const anHour = 3_600_000;
const aDay = 24 * anHour;
let now = start;
let server: StandIn;
const me = guid(2, 1);
const door = guid(5, 2);
const person = guid(6, 10);
const [first, second] = services as [(typeof services)[0], (typeof services)[0]];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = start;
  server = new StandIn(land(), () => now);
});

const did = (service: { id: string }, stage: Stage): PushActivity => ({ serviceId: service.id, stage, personId: person, blocker: null });
const shown = (tab: Tab): WireHousehold => tab.store.view.value.households.get(door)!;
const standings = (household: WireHousehold): WireStanding[] => household.people.find(known => known.id === person)!.standings;

/** What the member does on the screen with the newest visit. */
function correct(tab: Tab, change: (draft: Draft) => Draft, visitId = shown(tab).visits[0]!.id): Mutation {
  return tab.visit(door, visitOf(change(correctionOf(shown(tab), visitId, me, now)), now));
}

describe('a correction', () => {
  it('names only what was changed, and begins with what the visit itself said', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door, { language: 'km', activities: [did(first, 2)], note: 'cũ', seconds: 300 })]);
    await tab.sync.now();
    // Somebody else was there after us: the standings of the household say something else by now.
    now += anHour;
    server.change(door, household => ({
      ...household,
      people: household.people.map(known => ({ ...known, standings: [{ serviceId: first.id, stage: 4, day: numberOfDay('2024-10-05') }] })),
    }));
    await tab.sync.now();
    now += 3 * aDay;
    const draft = correctionOf(shown(tab), shown(tab).visits[0]!.id, me, now);
    expect(draft).toMatchObject({ note: 'cũ', language: 'km', home: [person], steps: { [`${person}/${first.id}`]: { stage: 2 } } });
    expect(visitOf(draft, now)).toMatchObject({ fields: [], seconds: null });
    expect(visitOf({ ...draft, note: 'mới' }, now)).toMatchObject({ fields: ['note'], note: 'mới' });
    expect(visitOf({ ...draft, language: 'vi', nextDate: '2024-10-20', nextTime: '08:00:00' }, now).fields).toEqual([
      'language',
      'nextDate',
      'nextTime',
    ]);
    expect(visitOf(withStage(draft, person, first.id, 3), now).fields).toEqual(['activities']);
    expect(visitOf({ ...draft, outcome: 'refused' }, now)).toMatchObject({ fields: ['outcome', 'activities'], activities: [] });
  });

  it('of the note alone moves neither the visit nor the standings, here as on the server', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door, { activities: [did(first, 3)], note: 'cũ' })]);
    await tab.sync.now();
    // A colleague went on on the same day; nothing in what this phone holds of the visits says so.
    const further = { serviceId: first.id, stage: 4 as const, day: numberOfDay('2024-10-05'), blocker: null };
    server.change(door, household => ({ ...household, people: household.people.map(known => ({ ...known, standings: [further] })) }));
    await tab.sync.now();
    const before = shown(tab);
    now += 3 * aDay;
    const correction = correct(tab, draft => ({ ...draft, note: 'mới' }));
    await tab.store.do([correction]);
    const expected = [{ ...before.visits[0]!, id: correction.id, note: 'mới' }];
    expect(shown(tab).visits).toEqual(expected);
    expect(shown(tab).people).toEqual(before.people);
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(server.households.get(door)!.visits).toEqual(expected);
    expect(shown(tab).people).toEqual(before.people);
  });

  it('keeps its place among later visits', async () => {
    const { tab } = await Tab.enrolled(server);
    const old = tab.visit(door, { note: 'trước', activities: [did(first, 3)] });
    await tab.store.do([old]);
    now += aDay;
    await tab.store.do([tab.visit(door, { note: 'sau', activities: [did(first, 4)] })]);
    await tab.sync.now();
    await tab.store.do([correct(tab, draft => withStage(draft, person, first.id, 1), old.id)]);
    expect(shown(tab).visits.map(known => known.note)).toEqual(['sau', 'trước']);
    expect(standings(shown(tab))).toMatchObject([{ serviceId: first.id, stage: 4 }]);
  });

  it('that takes a step back gives back what an earlier visit had reached', async () => {
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door, { activities: [did(first, 2), did(second, 1)] })]);
    now += aDay;
    await tab.store.do([tab.visit(door, { activities: [did(first, 4)] })]);
    await tab.sync.now();
    await tab.store.do([correct(tab, draft => withStage(draft, person, first.id, 4))]);
    expect(standings(shown(tab)).map(({ serviceId, stage, day }) => [serviceId, stage, day])).toEqual([
      [first.id, 2, numberOfDay('2024-10-05')],
      [second.id, 1, numberOfDay('2024-10-05')],
    ]);
  });

  it('of what was never sent undoes what the wrong tap did to the standing from before', async () => {
    const known: WireStanding = { serviceId: first.id, stage: 2, day: numberOfDay('2024-09-01'), blocker: 'sim' };
    server.change(door, household => ({ ...household, people: household.people.map(one => ({ ...one, standings: [known] })) }));
    const { tab } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(door, { activities: [did(first, 4)] })]);
    await tab.store.do([correct(tab, draft => withStage(draft, person, first.id, 4))]);
    expect(standings(shown(tab))).toEqual([known]);
    expect(shown(tab).visits).toHaveLength(1);
    const again = correct(tab, draft => ({ ...draft, note: 'lần ba' }));
    await tab.store.do([again]);
    expect(shown(tab).visits).toMatchObject([{ id: again.id, note: 'lần ba', activities: [], at: new Date(start).toISOString() }]);
  });

  it('of a visit that came without what was done leaves that alone', async () => {
    const old: WireVisit = { id: guid(7, 900), at: '2024-08-01T02:00:00Z', memberId: me, by: 'Sa Ren', outcome: 'met', note: 'cũ' };
    server.change(door, household => ({ ...household, visits: [old] }));
    const { tab } = await Tab.enrolled(server);
    const before = shown(tab);
    const draft = correctionOf(before, old.id, me, now);
    expect([knowsActivities(draft), draft.language]).toEqual([false, '']);
    expect([knowsActivities(newDraft(before, me, now)), knowsActivities({ ...draft, corrects: { ...old, activities: [] } })]).toEqual([
      true,
      true,
    ]);
    expect(visitOf(draft, now).fields).toEqual([]);
    await tab.store.do([correct(tab, known => ({ ...known, outcome: 'appointment', nextDate: '2024-10-08' }))]);
    expect(shown(tab).people).toEqual(before.people);
    await tab.sync.now();
    expect(shown(tab).visits).toMatchObject([{ at: old.at, outcome: 'appointment', nextDate: '2024-10-08', note: 'cũ' }]);
    expect(shown(tab).visits[0]!.activities).toBeUndefined();
    expect(shown(tab).people).toEqual(before.people);
  });
});

describe('any row of visits and corrections', () => {
  const household: WireHousehold = {
    ...land(1).households[0]!,
    people: [{ id: person, name: 'Lý Dên', standings: [] }],
    standings: [],
    visits: [],
  };
  const activities = fc.uniqueArray(fc.record({ service: fc.nat(3), own: fc.boolean(), stage: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 3,
    selector: ({ service, own }) => `${service}/${own}`,
  });
  const act = fc.record({ what: activities, gap: fc.integer({ min: 1, max: 30 }), corrects: fc.option(fc.nat(5)), alone: fc.boolean() });

  it('leaves the standings that the visits as they stand have reached, whatever of it is sent', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), fc.nat(8), (acts, sent) => {
        /** Visits as they stand, the oldest first. */
        const standing: { id: string; at: number; activities: PushActivity[]; note: string }[] = [];
        const mutations = acts.map(({ what, gap, corrects, alone }, n): Mutation => {
          now += gap * anHour;
          const id = guid(7, n + 1);
          const done = what.map(({ service, own, stage }) => ({
            serviceId: services[service]!.id,
            stage: stage as Stage,
            personId: own ? null : person,
            blocker: null,
          }));
          const old = corrects === null ? undefined : standing[corrects % Math.max(1, standing.length)];
          const fields: VisitField[] = alone ? ['note'] : ['activities', 'note'];
          const visit: PushVisit = { householdId: household.id, outcome: 'met', language: 'vi', activities: done, note: `${n}` };
          const mutation: Mutation = { id, kind: 'visit', memberId: me, at: new Date(now).toISOString(), visit };
          if (!old) {
            standing.push({ id, at: now, activities: done, note: `${n}` });
            return mutation;
          }
          const supersedes = old.id;
          Object.assign(old, { id, note: `${n}`, ...(alone ? {} : { activities: done }) });
          return { ...mutation, visit: { ...visit, supersedes, fields } };
        });
        const base = mutations.slice(0, sent).reduce((before, mutation) => householdAfter(before, mutation, '')!, household);
        const items = mutations.slice(sent).map(mutation => outboxItem(mutation));
        const after = viewOf(emptyTerritory, new Map([[base.id, base]]), items).households.get(base.id)!;
        expect(after.visits.map(({ id, at, note }) => [id, Date.parse(at), note])).toEqual(
          [...standing].reverse().map(({ id, at, note }) => [id, at, note]),
        );
        const reached = new Map<string, string>();
        for (const visit of standing)
          for (const { serviceId, personId, stage } of visit.activities)
            reached.set(
              `${personId ?? ofHousehold}/${serviceId}`,
              `${stage} on ${numberOfDay(new Date(visit.at + 7 * anHour).toISOString().slice(0, 10))}`,
            );
        const seen = [[ofHousehold, after.standings] as const, [person, after.people[0]!.standings] as const].flatMap(([who, list]) =>
          list.map(({ serviceId, stage, day }) => [`${who}/${serviceId}`, `${stage} on ${day}`] as const),
        );
        expect(new Map(seen)).toEqual(reached);
      }),
      { numRuns: 400 },
    );
  });
});
