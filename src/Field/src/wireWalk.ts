// Walks on the wire: src/Server/Sync/WireWalk.cs as TypeScript.

import type { Day, Guid, Instant, Texts } from './wire.ts';

/** Doors in the order in which somebody of the team goes to them. */
export interface WireWalk {
  id: Guid;
  teamId: Guid;
  number: number;
  day: Day;
  /** Who goes; none is whoever of the team has time. */
  members: Guid[];
  minutes: number;
  needsKhmer: boolean;
  services: Guid[];
  doors: WireWalkDoor[];
  campaign?: string | null;
  talk?: Texts | null;
}
/** A visit after this instant is one of the walk. */
export interface WireWalkDoor {
  householdId: Guid;
  after: Instant;
}
/** walk.take, walk.handover (to a member, or to whoever has time), walk.postpone (to a day). */
export interface PushWalk {
  walkId: Guid;
  toMemberId?: Guid | null;
  day?: Day | null;
}
