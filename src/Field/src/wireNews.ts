// The part of the wire about news, contacts and crops: src/Server/Sync/WireNews.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, Instant, Texts } from './wire.ts';

/** What the teams pass on, tell at the door and answer: whole, or null in a pull when nothing of it changed. */
export interface WireNews {
  bulletins: WireBulletin[];
  relays: WireRelay[];
  tellings: WireTelling[];
  help: WireHelp[];
  groups: WireGroup[];
  /** What the teams' members asked the office; a store of an older app has none. */
  questions?: WireHelp[] | null;
  /** What households did about warnings that hold; a store of an older app has none. */
  asked?: WireAsked[];
}
/** A warning (by its version) that asks what was done. */
export interface WireAsked {
  bulletinId: Guid;
  households: WireAnswer[];
}
/** `acted` closed, stored, both, notYet; null is not asked yet. */
export interface WireAnswer {
  householdId: Guid;
  acted?: string | null;
}
/** `id` is the version's; `urgency` 0 routine, 1 priority, 2 emergency; `state` valid, cleared, superseded, cancelled. */
export interface WireBulletin {
  id: Guid;
  bulletinId: Guid;
  number: number;
  link: string;
  kind: string;
  kindName: Texts;
  icon: string;
  urgency: number;
  source: string;
  documentNumber?: string | null;
  validFrom: Instant;
  validTo: Instant;
  state: string;
  relation: string;
  relatedId?: Guid | null;
  whatChanged?: string | null;
  texts: WireBulletinText[];
}
export interface WireBulletinText {
  language: string;
  title: string;
  body: string;
  needsReview: boolean;
  cardId?: Guid | null;
  audioId?: Guid | null;
}
/** `state` open, posted, missed, cancelled; `memberId` whose task it is, null is anybody's. */
export interface WireRelay {
  id: Guid;
  bulletinId: Guid;
  teamId: Guid;
  groupId: Guid;
  group: string;
  link?: string | null;
  purpose: string;
  language: string;
  people?: number | null;
  state: string;
  memberId?: Guid | null;
  dueAt: Instant;
  validTo: Instant;
  remindedAt?: Instant | null;
  escalatedAt?: Instant | null;
  postedAt?: Instant | null;
  postedBy?: Guid | null;
  proofId?: Guid | null;
}
export interface WireTelling {
  bulletinId: Guid;
  language: string;
  households: Guid[];
}
/** `from` zalo, page, door, member; `state` open, answered, closed. */
export interface WireHelp {
  id: Guid;
  code: string;
  from: string;
  name?: string | null;
  phone?: string | null;
  householdId?: Guid | null;
  hamletId?: Guid | null;
  /** Whose request it is to answer; of a question, who asked it. */
  memberId?: Guid | null;
  point?: number[] | null;
  language: string;
  state: string;
  at: Instant;
  dueAt: Instant;
  escalatedAt?: Instant | null;
  closedAt?: Instant | null;
  messages: WireHelpMessage[];
}
export interface WireHelpMessage {
  id: Guid;
  at: Instant;
  incoming: boolean;
  text: string;
  audioId?: Guid | null;
  by?: string | null;
}
export interface WireGroup {
  id: Guid;
  teamId: Guid;
  name: string;
  link?: string | null;
  purpose: string;
  language: string;
}
/** `area` in square metres. */
export interface WireCrop {
  id: Guid;
  crop: string;
  area?: number | null;
  sownOn?: Day | null;
}
export interface MediaReceived {
  received: number;
  complete: boolean;
}
export interface PushCrop {
  id: Guid;
  householdId: Guid;
  crop: string;
  area?: number | null;
  sownOn?: Day | null;
  ended?: boolean;
}
export interface PushRelay {
  relayId: Guid;
  proofId?: Guid | null;
  toMemberId?: Guid | null;
}
export interface PushTelling {
  householdId: Guid;
  bulletinId: Guid;
}
/** `acted` closed, stored, both, notYet; `way` door or group. */
export interface PushAnswer {
  householdId: Guid;
  bulletinId: Guid;
  acted: string;
  way: string;
}
export interface PushContact {
  householdId: Guid;
  groupId?: Guid | null;
  channel?: string | null;
  off?: boolean;
}
export interface PushHelp {
  id: Guid;
  text?: string | null;
  householdId?: Guid | null;
  name?: string | null;
  phone?: string | null;
  language?: string | null;
}
