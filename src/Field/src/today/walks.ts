import type { View } from '../store/effect.ts';
import type { Day, Guid, WireHousehold, WireWalk } from '../wire.ts';

/** A walk as one member sees it on a day. */
export interface WalkToday {
  walk: WireWalk;
  /** Doors that are still to be gone to, in their order. */
  left: WireHousehold[];
  /** Nobody was at home: once more at the end. */
  tried: WireHousehold[];
  done: number;
  total: number;
}

export function walkToday(walk: WireWalk, view: View): WalkToday {
  const left: WireHousehold[] = [];
  const tried: WireHousehold[] = [];
  let done = 0;
  for (const { householdId, after } of walk.doors) {
    const door = view.households.get(householdId);
    if (!door) continue;
    const visits = door.visits.filter(visit => Date.parse(visit.at) > Date.parse(after));
    if (visits.length === 0) left.push(door);
    else if (visits.some(visit => visit.outcome !== 'away')) done++;
    else tried.push(door);
  }
  return { walk, left, tried, done, total: left.length + tried.length + done };
}

export interface Walks {
  /** Mine of today or of days that have passed with doors left, the earliest first. */
  mine: WalkToday[];
  /** Mine of days to come. */
  later: WalkToday[];
  /** Of today, that nobody has taken. */
  free: WalkToday[];
  /** Doors that somebody else goes to, or goes to on another day: nobody else knocks there. */
  others: ReadonlySet<Guid>;
}

export function walksFor(view: View, memberId: Guid, today: Day): Walks {
  const open = view.walks
    .map(walk => walkToday(walk, view))
    .filter(({ left, tried, walk }) => left.length + tried.length > 0 || walk.day >= today)
    .sort((a, b) => a.walk.day.localeCompare(b.walk.day) || a.walk.number - b.walk.number);
  const isMine = ({ walk }: WalkToday): boolean => walk.members.includes(memberId);
  const mine = open.filter(one => isMine(one) && one.walk.day <= today);
  const here = new Set(mine.map(({ walk }) => walk.id));
  return {
    mine,
    later: open.filter(one => isMine(one) && one.walk.day > today),
    free: open.filter(({ walk }) => walk.members.length === 0 && walk.day <= today),
    others: new Set(open.filter(({ walk }) => !here.has(walk.id)).flatMap(({ left, tried }) => [...left, ...tried].map(door => door.id))),
  };
}
