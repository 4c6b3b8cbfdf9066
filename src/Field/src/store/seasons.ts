import type { WireSeason } from '../wire.ts';

/** In the order in which they begin within a year; a whole year stands for itself. */
export const seasonNames = ['winterSpring', 'summerAutumn', 'autumnWinter', 'rainy', 'wholeYear'] as const;
export const costLines = ['seed', 'fertiliser', 'pesticide', 'water', 'labour', 'machines', 'other'] as const;
export const causes = ['none', 'salt', 'drought', 'pests', 'storm', 'other'] as const;
/** People say công: a thousand square metres. */
export const cong = 1000;

type Key = Pick<WireSeason, 'crop' | 'year' | 'season'>;
const order = (one: Key): number => one.year * 10 + seasonNames.indexOf(one.season as (typeof seasonNames)[number]);
const isYear = (one: Key): boolean => one.season === 'wholeYear';

export const isSame = (one: Key, other: Key): boolean => one.crop === other.crop && one.year === other.year && one.season === other.season;

/** With one account as it is told now, newest first, as the server sends them. */
export const withSeason = (all: readonly WireSeason[] | null | undefined, told: WireSeason): WireSeason[] =>
  [...(all ?? []).filter(known => !isSame(known, told)), told].sort((a, b) => order(b) - order(a));

/** The same season of the year before, else the nearest earlier one; whole years only stand beside whole years. */
export function seasonBefore<T extends Key>(told: Key, all: readonly T[]): T | undefined {
  const earlier = all.filter(known => known.crop === told.crop && isYear(known) === isYear(told) && order(known) < order(told));
  return (
    earlier.find(known => known.year === told.year - 1 && known.season === told.season) ?? earlier.sort((a, b) => order(b) - order(a))[0]
  );
}

/**
 * By how many percent the cost per area has changed since the account before; null when that cannot be said. The server's SeasonChange judges the same
 * cases: only lines that both accounts have are summed, since what was not told is unknown.
 */
export function costChange(told: WireSeason, all: readonly WireSeason[]): number | null {
  const before = seasonBefore(told, all);
  if (!before) return null;
  const lines = costLines.filter(line => told[line] != null && before[line] != null);
  const sum = (of: WireSeason): number => lines.reduce((all, line) => all + of[line]!, 0);
  return sum(before) > 0 && before.area && told.area ? (sum(told) / told.area / (sum(before) / before.area) - 1) * 100 : null;
}

/** A number as people write it, "1.200.000"; null when nothing is written, undefined when it is no number or too large. */
export function readWhole(text: string, most: number): number | null | undefined {
  const plain = text.replace(/[\s.,]/g, '');
  if (plain === '') return null;
  return /^\d{1,10}$/.test(plain) && Number(plain) <= most ? Number(plain) : undefined;
}

/** Công with one decimal as square metres; null and undefined as above. */
export function readArea(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  return /^\d{1,4}(\.\d)?$/.test(plain) && Number(plain) > 0 ? Math.round(Number(plain) * cong) : undefined;
}
