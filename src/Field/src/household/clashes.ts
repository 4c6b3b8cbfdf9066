import { phoneNumber } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import type { WireClash, WireHamlet, WireHousehold } from '../wire.ts';
import { languageOf } from './languages.ts';

/** The doors at which a value of this member's gave way to another's, and the office has not chosen yet. */
export const doorsThatGaveWay = (doors: Iterable<WireHousehold>, name: string): WireHousehold[] =>
  [...doors].filter(door => door.clashes?.some(clash => clash.otherBy === name));

/** A value as the screens show it; "—" where there was none. */
export function valueOf({ field }: Pick<WireClash, 'field'>, value: string | null | undefined, hamlets: readonly WireHamlet[]): string {
  if (value == null || value === '') return '—';
  if (field === 'laneId') return hamlets.flatMap(hamlet => hamlet.lanes).find(lane => lane.id === value)?.name ?? '—';
  if (field === 'language') return languageOf(value);
  if (field === 'phone') return phoneNumber(value);
  return field === 'relation' || field === 'sex' ? t(`${field}.${value}` as Key) : value;
}

/** What the field is called on the forms, of whom where it is a person's. */
export function fieldOf({ field, personId }: Pick<WireClash, 'field' | 'personId'>, door: WireHousehold): string {
  const label = t(`field.${field === 'laneId' ? 'lane' : field}` as Key);
  const name = personId && door.people.find(person => person.id === personId)?.name;
  return name ? `${name}: ${label}` : label;
}
