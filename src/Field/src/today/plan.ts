import { dayOf, numberOfDay } from '../store/clock.ts';
import type { View } from '../store/effect.ts';
import { walksFor, type Walks } from './walks.ts';
import type { Day, Guid, WireHamlet, WireHousehold, WireLane, WireLaneTaking, WireVisit } from '../wire.ts';

export interface LaneToday {
  lane: WireLane;
  hamlet: WireHamlet;
  left: number;
  doors: number;
  takers: WireLaneTaking[];
  mine: boolean;
}

export interface Plan {
  walks: Walks;
  lanes: LaneToday[];
  /** Agreed for today, in the order of the clock. */
  appointments: WireHousehold[];
  /** The agreed day has passed. */
  due: WireHousehold[];
  /** Doors of my lanes that no one has met yet and no one has tried today, in walking order. */
  next: WireHousehold[];
  done: number;
  total: number;
}

const settled = new Set(['met', 'refused', 'moved']);

export const dayOfVisit = (visit: WireVisit): Day => dayOf(Date.parse(visit.at));
export const triedOn = (household: WireHousehold, day: Day): boolean => household.visits.some(visit => dayOfVisit(visit) === day);
export const met = (household: WireHousehold): boolean => household.visits.some(visit => settled.has(visit.outcome));

/** The day the household waits for us; a later visit without a new day settles it. */
export const agreed = (household: WireHousehold): WireVisit | undefined =>
  household.visits[0]?.nextDate ? household.visits[0] : undefined;

/**
 * What one member has to do on a day. Walks that the office has cut lead. With lanes taken today, those come next; who has neither sees all lanes that
 * no one else has taken, so that the first look already shows doors and never a door another knocks on.
 */
export function planFor(view: View, memberId: Guid, today: Day): Plan {
  const takings = view.laneTakings.filter(taking => taking.day === today);
  const byLane = new Map<Guid, WireHousehold[]>();
  const appointments: WireHousehold[] = [];
  const due: WireHousehold[] = [];
  for (const household of view.households.values()) {
    const lane = household.laneId ?? '';
    const doors = byLane.get(lane);
    if (doors) doors.push(household);
    else byLane.set(lane, [household]);
  }
  const lanes = view.territory.hamlets.flatMap(hamlet =>
    [...hamlet.lanes]
      .sort((a, b) => a.order - b.order)
      .map((lane): LaneToday => {
        const doors = byLane.get(lane.id) ?? [];
        const takers = takings.filter(taking => taking.laneId === lane.id);
        return {
          lane,
          hamlet,
          doors: doors.length,
          left: doors.filter(door => !met(door) && !triedOn(door, today)).length,
          takers,
          mine: takers.some(taking => taking.memberId === memberId),
        };
      }),
  );
  const mine = lanes.filter(({ mine: taken }) => taken);
  const walks = walksFor(view, memberId, today);
  const cut = new Set(walks.mine.flatMap(({ left, tried }) => [...left, ...tried].map(door => door.id)));
  const walk = mine.length > 0 || walks.mine.length > 0 ? mine : lanes.filter(({ takers }) => takers.length === 0);
  const walkIds = new Set(walk.map(({ lane }) => lane.id));
  // A door without a lane belongs to everyone's walk, or no one would ever knock on it.
  const onWalk = (household: WireHousehold): boolean =>
    cut.has(household.id) || !household.laneId || walkIds.has(household.laneId) || !lanes.some(({ lane }) => lane.id === household.laneId);
  for (const household of view.households.values()) {
    const visit = agreed(household);
    if (!visit || numberOfDay(visit.nextDate!) > numberOfDay(today) || !(onWalk(household) || visit.memberId === memberId)) continue;
    (visit.nextDate === today ? appointments : due).push(household);
  }
  appointments.sort((a, b) => (agreed(a)!.nextTime ?? '99').localeCompare(agreed(b)!.nextTime ?? '99'));
  due.sort((a, b) => agreed(a)!.nextDate!.localeCompare(agreed(b)!.nextDate!));
  const waiting = new Set([...appointments, ...due].map(household => household.id));
  const doors = [
    ...walk.flatMap(({ lane }) => sorted(byLane.get(lane.id) ?? [])),
    ...[...view.households.values()].filter(door => onWalk(door) && !walkIds.has(door.laneId ?? '')),
  ];
  const next = doors.filter(
    door => !waiting.has(door.id) && !cut.has(door.id) && !walks.others.has(door.id) && !met(door) && !triedOn(door, today),
  );
  const onCut = walks.mine.reduce((sum, { left }) => sum + left.filter(door => !waiting.has(door.id)).length, 0);
  const done = [...view.households.values()].filter(door =>
    door.visits.some(visit => dayOfVisit(visit) === today && visit.memberId === memberId),
  ).length;
  return { walks, lanes, appointments, due, next, done, total: done + appointments.length + due.length + onCut + next.length };
}

const sorted = (doors: WireHousehold[]): WireHousehold[] => [...doors].sort((a, b) => a.order - b.order);
