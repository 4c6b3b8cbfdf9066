import type { OutboxItem } from '../store/outbox.ts';
import type { Guid, Kind } from '../wire.ts';

/** By the first word of the kind: where such work is done when it is of no door, or of one that is not here any more. */
const places: Readonly<Record<string, string>> = {
  visit: 'doors',
  household: 'doors',
  person: 'doors',
  consent: 'doors',
  season: 'doors',
  contact: 'doors',
  lane: 'today',
  walk: 'today',
  relay: 'news',
  bulletin: 'news',
  help: 'news',
  water: 'water',
  class: 'training',
  lesson: 'training',
  work: 'work',
  gathering: 'gather',
  question: 'answers',
  stock: 'stock',
};

/** The screen on which work that the server does not take can be looked at and done anew; there is one for whatever a phone can do. */
export function placeOf(
  { mutation, householdId }: Pick<OutboxItem, 'mutation' | 'householdId'>,
  doors: ReadonlyMap<Guid, unknown>,
): string {
  if (householdId !== null && doors.has(householdId)) return `door/${householdId}`;
  return placeOfKind(mutation.kind) ?? 'today';
}

export const placeOfKind = (kind: Kind): string | undefined => places[kind.split('.')[0]!];
