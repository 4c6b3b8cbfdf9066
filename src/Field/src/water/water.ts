import type { Guid, WireAdvice, WireHousehold, WireWater, WireWindow } from '../wire.ts';

/** Nobody knows any more how the water is. The server said from when on; without a line the phone must see by itself that this is past. */
export const isStale = (water: WireWater, now: number): boolean => !water.staleAt || now > Date.parse(water.staleAt);

export type WaterState = 'never' | 'stale' | 'salt' | 'caution' | 'fresh' | 'within';
export interface Look {
  state: WaterState;
  tone: 'bad' | 'due' | 'good' | 'unknown';
  icon: string;
}

export function lookOf(water: WireWater, now: number): Look {
  if (water.value == null) return { state: 'never', tone: 'unknown', icon: 'info-circle' };
  if (isStale(water, now)) return { state: 'stale', tone: 'unknown', icon: 'clock' };
  const { event } = water;
  if (!event) return { state: 'within', tone: 'good', icon: 'check' };
  if (event.side === 'below') return { state: 'fresh', tone: 'due', icon: 'droplet' };
  return event.level > 1
    ? { state: 'salt', tone: 'bad', icon: 'alert-triangle' }
    : { state: 'caution', tone: 'due', icon: 'alert-triangle' };
}

const urgency: readonly Look['tone'][] = ['bad', 'due', 'unknown', 'good'];

/** What is worst first: that is what the member must know before any door. */
export const worstFirst = (stations: readonly WireWater[], now: number): WireWater[] =>
  [...stations].sort((a, b) => urgency.indexOf(lookOf(a, now).tone) - urgency.indexOf(lookOf(b, now).tone) || a.name.localeCompare(b.name));

/** Times to come and the one that runs; none of what was foreseen from readings that are too old by now. */
export const windowsOf = (water: WireWater, now: number): WireWindow[] =>
  isStale(water, now) ? [] : water.windows.filter(window => Date.parse(window.to) > now);

export interface AdviceLine {
  stages: string[];
  side: string;
  limit: number;
  advice: string;
}
export interface CropAdvice {
  /** Null is the water of every household. */
  crop: string | null;
  /** How many households of the station's hamlets grow it. */
  doors: number;
  lines: AdviceLine[];
}

/** What to do, crop by crop: what most of the farmers of this phone grow comes first, then the water that all of them drink, then the rest. */
export function adviceFor(water: WireWater, households: Iterable<WireHousehold>): { mine: CropAdvice[]; others: CropAdvice[] } {
  const hamlets = new Set<Guid>(water.hamlets.map(known => known.hamletId));
  const doors = new Map<string, number>();
  for (const household of households) {
    if (!hamlets.has(household.hamletId)) continue;
    for (const crop of new Set(household.crops?.map(known => known.crop))) doors.set(crop, (doors.get(crop) ?? 0) + 1);
  }
  const byCrop = new Map<string | null, WireAdvice[]>();
  for (const advice of water.advice) byCrop.set(advice.crop ?? null, [...(byCrop.get(advice.crop ?? null) ?? []), advice]);
  const all = [...byCrop].map(([crop, advice]) => ({ crop, doors: doors.get(crop ?? '') ?? 0, lines: linesOf(advice) }));
  const isMine = (one: CropAdvice): boolean => one.crop === null || one.doors > 0;
  return { mine: all.filter(isMine).sort((a, b) => b.doors - a.doors), others: all.filter(one => !isMine(one)) };
}

/** Stages that are told the same stand in one line. Where a crop has limits by stage, that of its whole life is the widest and would only mislead. */
function linesOf(advice: readonly WireAdvice[]): AdviceLine[] {
  const lines: AdviceLine[] = [];
  const told = advice.filter(one => one.stage || !advice.some(other => other.stage && other.side === one.side));
  for (const { stage, side, limit, advice: what } of told) {
    const same = lines.find(line => line.side === side && line.limit === limit && line.advice === what && line.stages.length > 0);
    if (same && stage) same.stages.push(stage);
    else lines.push({ stages: stage ? [stage] : [], side, limit, advice: what });
  }
  // Too salt on one side and well on the other is not both: of what holds for the whole life the gravest is told.
  const gravest = [...lines].sort((a, b) => grave.indexOf(a.advice) - grave.indexOf(b.advice)).find(line => line.stages.length === 0);
  return lines.filter(line => line.stages.length > 0 || line === gravest);
}

const grave: readonly string[] = ['close', 'measure', 'unknown', 'take'];

export const units = ['g/l', '‰', 'mS/cm', 'µS/cm'] as const;
export type SaltUnit = (typeof units)[number];

/** Saltier than the sea: a wrong digit, or another unit than the meter's. 45 g/l is a conductivity of some 66 mS/cm. */
const most: Record<SaltUnit, number> = { 'g/l': 45, '‰': 45, 'mS/cm': 66, 'µS/cm': 66_000 };
export const isOdd = (value: number, unit: SaltUnit): boolean => value > most[unit];

/** "4,6" or "4.6"; null is no number. */
export function readValue(text: string): number | null {
  const tidy = text.trim().replace(',', '.');
  const value = Number(tidy);
  return /^\d{1,6}(\.\d{1,3})?$/.test(tidy) && value <= 100_000 ? value : null;
}
