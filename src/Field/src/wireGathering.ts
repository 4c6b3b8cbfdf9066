// Gatherings on the wire: src/Server/Sync/WireGathering.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, PushActivity, Time } from './wire.ts';

export type GatheringPlace = 'cultureHouse' | 'pagoda' | 'market' | 'school' | 'other';

/** People come to the team at a place and an hour. */
export interface WireGathering {
  id: Guid;
  hamletId: Guid;
  teamId: Guid;
  kind: GatheringPlace;
  place: string;
  day: Day;
  starts: Time;
  minutes: number;
  services: Guid[];
  /** Who of the team is there; none is whoever has time. */
  members: Guid[];
  state: 'planned' | 'held' | 'calledOff';
  /** Length of a time that can be booked, 0 where none is; and how many may take the same. */
  slotMinutes: number;
  slotSeats: number;
  /** People without a name: 0–17, 18–34, 35–59 and 60 years and older, men and then women of each; empty when nobody has counted. */
  heads: number[];
  came: WireCame[];
  bookings: WireBooking[];
}
export interface WireCame {
  visitId: Guid;
  householdId: Guid;
  people: number;
  memberId?: Guid | null;
  activities: PushActivity[];
}
export interface WireBooking {
  id: Guid;
  slot: Time;
  name: string;
  phone?: string | null;
  householdId?: Guid | null;
}
/** gathering.plan, gathering.edit (the whole of it), gathering.off (the id), gathering.count (the heads). */
export interface PushGathering {
  id: Guid;
  teamId?: Guid | null;
  hamletId?: Guid | null;
  kind?: GatheringPlace | null;
  place?: string | null;
  day?: Day | null;
  starts?: Time | null;
  minutes?: number | null;
  services?: Guid[] | null;
  members?: Guid[] | null;
  slotMinutes?: number;
  slotSeats?: number;
  heads?: number[] | null;
  /** Of an edit: what was shown before it, own changes included; when it is something else by now, the edit is refused. */
  before?: PushPlan | null;
  /** Of an edit of hamlet, day, start, length or times: to how many who have taken a time it was said. */
  told?: number | null;
}
/** All that can be planned of a gathering. */
export interface PushPlan {
  hamletId: Guid;
  kind: GatheringPlace;
  place: string;
  day: Day;
  starts: Time;
  minutes: number;
  services: Guid[];
  members: Guid[];
  slotMinutes: number;
  slotSeats: number;
}
/** gathering.book, gathering.unbook (the id and the gathering's). */
export interface PushBooking {
  id: Guid;
  gatheringId: Guid;
  slot?: Time | null;
  name?: string | null;
  phone?: string | null;
  householdId?: Guid | null;
}
