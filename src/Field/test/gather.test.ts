import { describe, expect, it } from 'vitest';
import { moves, near, peopleOf, planOf, shown, slots, toCome, withOwn } from '../src/gather/gather.ts';
import { timeOf } from '../src/store/clock.ts';
import { threadOf, type OutboxItem } from '../src/store/outbox.ts';
import { afterVisit } from '../src/store/visits.ts';
import type { Kind, Mutation, PushVisit, WireGathering } from '../src/wire.ts';
import { guid, land } from './land.ts';

const [home, other, person, service, gathering] = [guid(5, 1), guid(5, 2), guid(6, 1), guid(7, 1), guid(40, 1)];

const held = (more: Partial<WireGathering> = {}): WireGathering => ({
  id: gathering,
  hamletId: guid(3, 1),
  teamId: guid(1, 1),
  kind: 'pagoda',
  place: 'Chùa Bãi Xàu',
  day: '2024-10-05',
  starts: '07:30:00',
  minutes: 120,
  services: [service],
  members: [],
  state: 'planned',
  slotMinutes: 30,
  slotSeats: 2,
  heads: [],
  came: [],
  bookings: [],
  ...more,
});

let seq = 0;
const item = (kind: Kind, body: Partial<Mutation>, state: OutboxItem['state'] = 'waiting'): OutboxItem => ({
  seq: ++seq,
  householdId: null,
  state,
  mutation: { id: guid(50, seq), kind, memberId: guid(2, 1), at: '2024-10-05T01:00:00Z', ...body },
});
const came = (more: Partial<PushVisit> = {}): Partial<Mutation> => ({
  visit: { householdId: home, outcome: 'met', language: 'vi', activities: [], gatheringId: gathering, ...more },
});

describe('a gathering with what was done here', () => {
  it('counts who was noted here once, also when the server knows it already', () => {
    const noted = item('visit', came({ came: 3 }));
    const before = shown(held(), [noted]);
    expect([before.named, before.came[0]!.waits]).toEqual([3, true]);
    const known = held({ came: [{ visitId: noted.mutation.id, householdId: home, people: 3, activities: [] }] });
    expect(shown(known, [{ ...noted, state: 'sent' }]).named).toBe(3);
  });

  it('takes out who was not there, whether the server knew of them or not', () => {
    const noted = item('visit', came());
    const out = item('visit', came({ outcome: 'away', supersedes: noted.mutation.id }));
    expect(shown(held(), [noted, out]).came).toEqual([]);
    const known = held({ came: [{ visitId: noted.mutation.id, householdId: home, people: 1, activities: [] }] });
    expect(shown(known, [out]).came).toEqual([]);
  });

  it('shows nothing of what was refused', () => {
    expect(shown(held(), [item('visit', came(), 'refused')]).came).toEqual([]);
  });

  it('shows heads, bookings and changes of this phone', () => {
    const booking = { id: guid(41, 1), gatheringId: gathering, slot: '08:00:00', name: 'Kim Lan' };
    const all = [
      item('gathering.count', { gathering: { id: gathering, heads: [1, 2, 0, 0, 0, 0, 0, 4] } }),
      item('gathering.book', { booking }),
      item('gathering.edit', { gathering: { id: gathering, place: 'Chợ' } }),
    ];
    const now = shown(held(), all);
    expect([now.counted, now.bookings.length, now.held.place, now.held.state]).toEqual([7, 1, 'Chợ', 'held']);
    expect(slots(now.held, now.bookings).map(one => one.free)).toEqual([2, 1, 2, 2]);
    expect(shown(held(), [...all, item('gathering.unbook', { booking })]).bookings).toEqual([]);
  });

  it('is there as soon as it was planned here', () => {
    const plan = item('gathering.plan', { gathering: { id: guid(40, 2), place: 'Trường', day: '2024-10-06' } });
    expect(withOwn([held()], [plan]).map(one => one.place)).toEqual(['Chùa Bãi Xàu', 'Trường']);
    expect(withOwn([held({ id: guid(40, 2) })], [plan])).toHaveLength(1);
  });
});

describe('an edit', () => {
  it('says what was shown before it, its own unsent edits included, and keeps their order', () => {
    const first = item('gathering.edit', { gathering: { ...planOf(held()), id: gathering, place: 'Chợ', before: planOf(held()) } });
    const now = shown(held(), [first]).held;
    expect(planOf(now)).toEqual({ ...planOf(held()), place: 'Chợ' });
    const second = item('gathering.edit', { gathering: { ...planOf(now), id: gathering, minutes: 60, before: planOf(now) } });
    expect([threadOf(first), threadOf(second)]).toEqual([gathering, gathering]);
    // A refused one is not what the next stands on.
    expect(planOf(shown(held(), [{ ...first, state: 'refused' }]).held)).toEqual(planOf(held()));
  });

  it('moves people who have taken a time by day, hour, length and hamlet, not by place', () => {
    const before = planOf(held());
    expect(
      [{ day: '2024-10-06' }, { starts: '08:00:00' }, { minutes: 60 }, { place: 'Chợ' }].map(more => moves(before, { ...before, ...more })),
    ).toEqual([true, true, true, false]);
  });
});

it('tells times that are still to come by the clock of their day', () => {
  const now = timeOf(Date.parse('2024-10-05T01:00:00Z'));
  expect(now).toBe('08:00:00');
  const free = (day: string): string[] => toCome(held(), slots(held(), []), day, now).map(one => one.slot);
  expect([free('2024-10-04').length, free('2024-10-05'), free('2024-10-06')]).toEqual([4, ['08:30:00', '09:00:00'], []]);
});

it('counts at least who has done something', () => {
  const done = [person, guid(6, 2)].map(personId => ({ serviceId: service, stage: 3 as const, personId }));
  expect([peopleOf([], null), peopleOf(done, null), peopleOf(done, 5)]).toEqual([1, 2, 5]);
});

it('tells of today and of the next days', () => {
  const days = ['2024-10-04', '2024-10-05', '2024-10-08', '2024-10-09'].map(day => held({ day }));
  expect(near([...days, held({ state: 'calledOff' })], '2024-10-05', '2024-10-08').map(one => one.day)).toEqual([
    '2024-10-05',
    '2024-10-08',
  ]);
});

it('moves standings and is no visit', () => {
  const door = land(2).households.find(one => one.id === other)!;
  const activities = [{ serviceId: service, stage: 3 as const, personId: null }];
  const after = afterVisit(door, item('visit', came({ householdId: other, activities })).mutation, 'Kim Thị Út');
  expect(after.visits).toEqual(door.visits);
  expect(after.standings.find(one => one.serviceId === service)!.stage).toBe(3);
});
