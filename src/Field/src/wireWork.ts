// The part of the wire about work sheets: src/Server/Sync/WireWork.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, Instant } from './wire.ts';

export interface WorkResponse {
  sheets: WireWorkSheet[];
}
/** A member's month in a team. `month` is its first day; `done` and `notes` are in the phone's language; `led`: somebody of this phone leads the team. */
export interface WireWorkSheet {
  teamId: Guid;
  team: string;
  month: Day;
  /** open, checked, confirmed, locked */
  state: string;
  memberId: Guid;
  member: string;
  days: number;
  done: WireWorkDone[];
  notes: string[];
  led: boolean;
  objections: WireObjection[];
}
export interface WireWorkDone {
  text: string;
  count: number;
}
export interface WireObjection {
  id: Guid;
  at: Instant;
  text?: string | null;
  /** Null until the commune has answered. */
  answer?: string | null;
}
export interface PushWork {
  teamId: Guid;
  /** Any day of the month. */
  month: Day;
  text?: string | null;
}
