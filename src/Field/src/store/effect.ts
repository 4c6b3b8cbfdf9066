import { dayNumber } from './clock.ts';
import { emptyNews, newsAfter } from './news.ts';
import type { OutboxItem } from './outbox.ts';
import type { Territory } from './territory.ts';
import type { Guid, Mutation, PushActivity, WireHousehold, WireLaneTaking, WireNews, WirePerson, WireStanding } from '../wire.ts';

/** What the unsent work on one household looks like. */
export interface Mark {
  unsent: number;
  refused: number;
  kept: boolean;
}

/** The territory as the member sees it: what the server said, with what was done here and is not there yet. */
export interface View {
  territory: Territory;
  households: ReadonlyMap<Guid, WireHousehold>;
  laneTakings: readonly WireLaneTaking[];
  marks: ReadonlyMap<Guid, Mark>;
  news: WireNews;
}

/** Refused work is not laid over the doors: the server does not have it and will not; it waits in its own list with the reason. */
export function viewOf(
  territory: Territory,
  base: ReadonlyMap<Guid, WireHousehold>,
  items: readonly OutboxItem[],
  newsBefore: WireNews = emptyNews,
): View {
  const households = new Map(base);
  const marks = new Map<Guid, Mark>(territory.kept.map(id => [id, { unsent: 0, refused: 0, kept: true }]));
  let laneTakings: WireLaneTaking[] = territory.laneTakings;
  let news = newsBefore;
  const names = new Map(territory.teams.flatMap(team => team.members).map(member => [member.id, member.name]));
  for (const member of territory.members) names.set(member.id, member.name);
  for (const item of items) {
    const by = names.get(item.mutation.memberId) ?? '';
    if (item.householdId) {
      const mark = marks.get(item.householdId) ?? { unsent: 0, refused: 0, kept: false };
      if (item.state === 'waiting') mark.unsent++;
      if (item.state === 'refused') mark.refused++;
      marks.set(item.householdId, mark);
    }
    if (item.state === 'refused' || item.state === 'noted') continue;
    news = newsAfter(news, item.mutation, by);
    if (item.mutation.lane) laneTakings = lanesAfter(laneTakings, item.mutation, by);
    if (!item.householdId) continue;
    const after = householdAfter(households.get(item.householdId), item.mutation, by);
    if (after) households.set(after.id, after);
  }
  return { territory, households, laneTakings, marks, news };
}

/** The household after one thing done here; undefined when it is not known on this phone. Doing it twice changes nothing more. */
export function householdAfter(before: WireHousehold | undefined, mutation: Mutation, by: string): WireHousehold | undefined {
  switch (mutation.kind) {
    case 'household.add': {
      const added = mutation.household!;
      if (before) return before;
      return {
        ...stripUndefined(added),
        id: added.id,
        hamletId: added.hamletId!,
        head: added.head ?? '',
        order: Number.MAX_SAFE_INTEGER,
        people: [],
        standings: [],
        visits: [],
        consents: [],
        version: 0,
      };
    }
    case 'household.edit':
      return before && { ...before, ...named(mutation.household!, mutation.household!.fields) };
    case 'person.add': {
      const { householdId: _, fields: __, gone: ___, ...person } = mutation.person!;
      if (!before || before.people.some(known => known.id === person.id)) return before;
      return { ...before, people: [...before.people, { ...person, name: person.name ?? '', standings: [] }] };
    }
    case 'person.edit': {
      const edit = mutation.person!;
      if (!before) return before;
      if (edit.gone) return { ...before, people: before.people.filter(person => person.id !== edit.id) };
      return {
        ...before,
        people: before.people.map(person => (person.id === edit.id ? ({ ...person, ...named(edit, edit.fields) } as WirePerson) : person)),
      };
    }
    case 'consent.give': {
      const { householdId: _, ...consent } = mutation.consent!;
      if (!before || before.consents.some(known => known.id === consent.id)) return before;
      return { ...before, consents: [{ ...consent, at: mutation.at }, ...before.consents] };
    }
    case 'consent.withdraw':
      return (
        before && {
          ...before,
          consents: before.consents.map(consent =>
            consent.id === mutation.consent!.id ? { ...consent, withdrawnAt: consent.withdrawnAt ?? mutation.at } : consent,
          ),
        }
      );
    case 'household.crops': {
      const { householdId: _, ended, ...crop } = mutation.crop!;
      const others = before?.crops?.filter(known => known.id !== crop.id) ?? [];
      return before && { ...before, crops: ended ? others : [...others, crop] };
    }
    case 'contact.group': {
      const { groupId, off } = mutation.contact!;
      return before && { ...before, groups: toggled(before.groups, groupId!, !off) };
    }
    case 'contact.optout': {
      const { channel, off } = mutation.contact!;
      return before && { ...before, optOuts: toggled(before.optOuts, channel!, !off) };
    }
    case 'visit':
      return before && afterVisit(before, mutation, by);
    default:
      return before;
  }
}

function afterVisit(before: WireHousehold, mutation: Mutation, by: string): WireHousehold {
  const visit = mutation.visit!;
  // Already in what the server sent: its standings count that visit and whatever came after it.
  if (before.visits.some(known => known.id === mutation.id)) return before;
  const day = dayNumber(Date.parse(mutation.at));
  const own = visit.activities.filter(activity => activity.personId == null);
  return {
    ...before,
    visits: [
      {
        id: mutation.id,
        at: mutation.at,
        memberId: mutation.memberId,
        by,
        outcome: visit.outcome,
        nextDate: visit.nextDate,
        nextTime: visit.nextTime,
        note: visit.note,
      },
      ...before.visits.filter(known => known.id !== visit.supersedes),
    ],
    standings: standingsAfter(before.standings, own, day),
    people: before.people.map(person => {
      const activities = visit.activities.filter(activity => activity.personId === person.id);
      return activities.length === 0 ? person : { ...person, standings: standingsAfter(person.standings, activities, day) };
    }),
  };
}

function standingsAfter(before: WireStanding[], activities: PushActivity[], day: number): WireStanding[] {
  const after = new Map(before.map(standing => [standing.serviceId, standing]));
  for (const { serviceId, stage, blocker } of activities) {
    const known = after.get(serviceId);
    if (!known || known.day <= day) after.set(serviceId, { serviceId, stage, day, blocker: blocker ?? null });
  }
  return [...after.values()];
}

function lanesAfter(before: WireLaneTaking[], mutation: Mutation, by: string): WireLaneTaking[] {
  const { laneId, day } = mutation.lane!;
  const others = before.filter(taking => !(taking.laneId === laneId && taking.day === day && taking.memberId === mutation.memberId));
  return mutation.kind === 'lane.take' ? [...others, { laneId, day, memberId: mutation.memberId, by }] : others;
}

const toggled = (list: string[] | null | undefined, value: string, on: boolean): string[] => [
  ...(list ?? []).filter(known => known !== value),
  ...(on ? [value] : []),
];

/** Only the fields an edit names: "no phone any more" is a named field without a value, not an absent one. */
function named(from: object, fields: string[] | null | undefined): Record<string, unknown> {
  const values = from as Record<string, unknown>;
  return Object.fromEntries((fields ?? []).map(field => [field, values[field] ?? null]));
}

function stripUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
