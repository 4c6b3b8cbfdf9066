import type { OutboxItem } from '../store/outbox.ts';
import type { Day, Guid, PushActivity, PushPlan, Time, WireBooking, WireGathering } from '../wire.ts';

/** Somebody of a household at a gathering, as the server knows it or as it was noted here. */
export interface Came {
  visitId: Guid;
  householdId: Guid;
  people: number;
  activities: readonly PushActivity[];
  waits: boolean;
}

/** The gathering with what was done here and is not there yet; doing it twice changes nothing more. */
export interface Shown {
  held: WireGathering;
  came: Came[];
  bookings: WireBooking[];
  /** People by name and people only counted. */
  named: number;
  counted: number;
}

export function shown(known: WireGathering, items: readonly OutboxItem[]): Shown {
  const open = items.filter(item => item.state !== 'refused').map(item => ({ ...item.mutation, waits: item.state === 'waiting' }));
  let held = known;
  let bookings = known.bookings;
  const came: Came[] = known.came.map(one => ({ ...one, waits: false }));
  for (const { id, kind, visit, gathering, booking, waits } of open) {
    if (gathering?.id === known.id) held = after(held, kind, gathering);
    if (booking?.gatheringId === known.id) bookings = bookingsAfter(bookings, kind, booking);
    if (visit?.gatheringId !== known.id) continue;
    const place = came.findIndex(one => one.visitId === visit.supersedes || one.visitId === id);
    if (visit.outcome !== 'met') {
      if (place >= 0) came.splice(place, 1);
    } else if (place < 0) {
      came.push({
        visitId: id,
        householdId: visit.householdId,
        people: peopleOf(visit.activities, visit.came),
        activities: visit.activities,
        waits,
      });
    }
  }
  return { held, came, bookings, named: sum(came.map(one => one.people)), counted: sum(held.heads) };
}

/** Gatherings planned on this phone, which the server does not know yet. */
export const withOwn = (known: readonly WireGathering[], items: readonly OutboxItem[]): WireGathering[] => [
  ...known,
  ...items
    .filter(
      ({ state, mutation }) =>
        state !== 'refused' && mutation.kind === 'gathering.plan' && !known.some(one => one.id === mutation.gathering!.id),
    )
    .map(({ mutation }) => ({ ...fresh, ...mutation.gathering }) as WireGathering),
];

const fresh = { state: 'planned', members: [], heads: [], came: [], bookings: [], slotMinutes: 0, slotSeats: 0 };

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** As the server counts them: at least those who have done something. */
export const peopleOf = (activities: readonly PushActivity[], came: number | null | undefined): number =>
  Math.max(came ?? 1, 1, new Set(activities.map(one => one.personId).filter(Boolean)).size);

function after(held: WireGathering, kind: string, push: object): WireGathering {
  if (kind === 'gathering.off') return { ...held, state: 'calledOff' };
  const { heads } = push as { heads?: number[] };
  return kind === 'gathering.count' ? { ...held, heads: heads ?? [], state: 'held' } : { ...held, ...push };
}

const bookingsAfter = (before: WireBooking[], kind: string, push: object): WireBooking[] => {
  const booking = push as WireBooking;
  const others = before.filter(one => one.id !== booking.id);
  return kind === 'gathering.book' ? [...others, booking].sort((a, b) => a.slot.localeCompare(b.slot)) : others;
};

/** What an edit says that it was before: whatever others have changed since is not overwritten. */
export const planOf = (held: WireGathering): PushPlan => ({
  hamletId: held.hamletId,
  kind: held.kind,
  place: held.place,
  day: held.day,
  starts: held.starts,
  minutes: held.minutes,
  services: held.services,
  members: held.members,
  slotMinutes: held.slotMinutes,
  slotSeats: held.slotSeats,
});

/** Whether people who have taken a time must be told of the change. */
export const moves = (before: PushPlan, after: Pick<PushPlan, 'hamletId' | 'day' | 'starts' | 'minutes'>): boolean =>
  before.hamletId !== after.hamletId || before.day !== after.day || before.starts !== after.starts || before.minutes !== after.minutes;

/** Those whose time is still to come: today's by the clock, `now` as the server writes times. */
export const toCome = <T extends { slot: Time }>({ day }: WireGathering, times: readonly T[], today: Day, now: Time): T[] =>
  times.filter(one => day > today || (day === today && one.slot > now));

/** The times that can be booked, with how many places are free. */
export function slots(
  { starts, minutes, slotMinutes, slotSeats }: WireGathering,
  bookings: readonly WireBooking[],
): { slot: Time; free: number }[] {
  if (slotMinutes === 0) return [];
  const [hour = 0, minute = 0] = starts.split(':').map(Number);
  return Array.from({ length: Math.floor(minutes / slotMinutes) }, (_, i) => {
    const at = hour * 60 + minute + i * slotMinutes;
    const slot = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00`;
    return { slot, free: slotSeats - bookings.filter(one => one.slot === slot).length };
  });
}

/** Today's, and the next ones of the coming days: what the first screen tells of. */
export const near = (all: readonly WireGathering[], today: Day, last: Day): WireGathering[] =>
  all.filter(one => one.state !== 'calledOff' && one.day >= today && one.day <= last);
