import { withSeason } from './seasons.ts';
import { newsAfter } from './news.ts';
import { householdOf, type OutboxItem } from './outbox.ts';
import { emptyParts, type Parts } from './parts.ts';
import type { Territory } from './territory.ts';
import { afterVisit, withCorrection } from './visits.ts';
import { stockAfter } from './stock.ts';
import { walksAfter } from './walks.ts';
import type { Guid, Mutation, WireHousehold, WireLaneTaking, WireNews, WirePerson, WireStock, WireWalk } from '../wire.ts';

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
  walks: readonly WireWalk[];
  stock: WireStock;
}

export function viewOf(
  territory: Territory,
  base: ReadonlyMap<Guid, WireHousehold>,
  items: readonly OutboxItem[],
  parts: Parts = emptyParts,
): View {
  const households = new Map(base);
  const marks = new Map<Guid, Mark>(territory.kept.map(id => [id, { unsent: 0, refused: 0, kept: true }]));
  let laneTakings: WireLaneTaking[] = territory.laneTakings;
  let { news, walks, stock } = parts;
  const names = new Map(territory.teams.flatMap(team => team.members).map(member => [member.id, member.name]));
  for (const member of territory.members) names.set(member.id, member.name);
  for (const item of items) {
    if (!item.householdId) continue;
    const mark = marks.get(item.householdId) ?? { unsent: 0, refused: 0, kept: false };
    if (item.state === 'waiting') mark.unsent++;
    if (item.state === 'refused') mark.refused++;
    marks.set(item.householdId, mark);
  }
  for (const mutation of inTheirPlace(
    items.filter(item => isLaid(item, territory)).map(item => item.mutation),
    base,
  )) {
    const by = names.get(mutation.memberId) ?? '';
    news = newsAfter(news, mutation, by);
    if (mutation.walk) walks = walksAfter(walks, mutation);
    if (mutation.stock) stock = stockAfter(stock, mutation);
    if (mutation.lane) laneTakings = lanesAfter(laneTakings, mutation, by);
    const id = householdOf(mutation);
    const after = id && householdAfter(households.get(id), mutation, by);
    if (after) households.set(after.id, after);
  }
  return { territory, households, laneTakings, marks, news, walks, stock };
}

/**
 * Refused work is not. What the server kept with a word about it is in the pull that reaches it, as the server sees it; until then our own copy
 * stands in. Of work that is sent again only visits are, which change nothing where they are known; an old edit would hide a newer one.
 */
function isLaid(item: OutboxItem, territory: Territory): boolean {
  if (item.state === 'refused') return false;
  if (item.state === 'noted') return (item.upTo ?? 0) > territory.upTo;
  return !item.again || item.mutation.kind === 'visit';
}

/** What takes back or corrects other work that is only here stands in the place of that work; all in the order it was done. */
function inTheirPlace(mutations: readonly Mutation[], base: ReadonlyMap<Guid, WireHousehold>): Mutation[] {
  const laid: Mutation[] = [];
  const places = new Map<Guid, number>();
  for (const mutation of mutations) {
    const { id, visit, person } = mutation;
    const earlier = visit ? visit.supersedes : person?.back ? person.id : null;
    const place = earlier ? places.get(earlier) : undefined;
    if (place === undefined) laid.push(mutation);
    else laid[place] = visit ? withCorrection(laid[place]!, mutation) : mutation;
    if (person?.gone) places.set(person.id, laid.length - 1);
    if (visit && !base.get(visit.householdId)?.visits.some(known => known.id === id)) places.set(id, place ?? laid.length - 1);
  }
  return laid;
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
      const { householdId: _, fields: __, gone: ___, back: ____, version: _____, ...person } = mutation.person!;
      if (!before || before.people.some(known => known.id === person.id)) return before;
      return { ...before, people: [...before.people, { ...person, name: person.name ?? '', standings: [] }] };
    }
    case 'person.edit': {
      const edit = mutation.person!;
      if (!before) return before;
      if (edit.gone) return { ...before, people: before.people.filter(person => person.id !== edit.id) };
      if (edit.back && !before.people.some(person => person.id === edit.id))
        return householdAfter(before, { ...mutation, kind: 'person.add' }, by);
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
    case 'consent.withdraw': {
      const consents = before?.consents.map(consent =>
        consent.id === mutation.consent!.id ? { ...consent, withdrawnAt: consent.withdrawnAt ?? mutation.at } : consent,
      );
      return before && consents && withoutSeasons({ ...before, consents });
    }
    case 'season.keep': {
      const { householdId: _, ...told } = mutation.season!;
      return before && { ...before, seasons: withSeason(before.seasons, told) };
    }
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

function lanesAfter(before: WireLaneTaking[], mutation: Mutation, by: string): WireLaneTaking[] {
  const { laneId, day } = mutation.lane!;
  const others = before.filter(taking => !(taking.laneId === laneId && taking.day === day && taking.memberId === mutation.memberId));
  return mutation.kind === 'lane.take' ? [...others, { laneId, day, memberId: mutation.memberId, by }] : others;
}

/** They are only kept while the household agrees. */
const withoutSeasons = (door: WireHousehold): WireHousehold =>
  !door.seasons || door.consents.some(consent => consent.purpose === 'season' && !consent.withdrawnAt) ? door : { ...door, seasons: null };

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
