// The wire of the phones: src/Server/Sync/Wire.cs as TypeScript. Ids are UUIDs, instants ISO 8601 in UTC, days yyyy-MM-dd.

import type { PushAnswer, PushContact, PushCrop, PushHelp, PushRelay, PushTelling, WireCrop, WireNews } from './wireNews.ts';
import type { PushBooking, PushGathering, WireGathering } from './wireGathering.ts';
import type { WireCampaign } from './wireCampaign.ts';
import type { PushSeason, WireSeason } from './wireSeason.ts';
import type { WireClash } from './wireClash.ts';
import type { PushWalk, WireWalk } from './wireWalk.ts';
import type { PushComing, PushLesson, PushRating, PushTest, WireLesson, WireTraining } from './wireTraining.ts';
import type { PushReading, WireWater } from './wireWater.ts';
import type { PushQuestion, WireKnownAnswer } from './wireQuestions.ts';
import type { PushStock, WireStock } from './wireStock.ts';
import type { PushWork } from './wireWork.ts';

export type * from './wireNews.ts';
export type * from './wireGathering.ts';
export type * from './wireQuestions.ts';
export type * from './wireStock.ts';
export type * from './wireCampaign.ts';
export type * from './wireSeason.ts';
export type * from './wireClash.ts';
export type * from './wireWalk.ts';
export type * from './wireTraining.ts';
export type * from './wireWater.ts';
export type * from './wireWork.ts';

export type Guid = string;
export type Instant = string;
export type Day = string;
export type Time = string;

export type Outcome = 'met' | 'away' | 'refused' | 'moved' | 'appointment';
/** 0 none, 1 introduced, 2 installed, 3 working, 4 independent. */
export type Stage = 0 | 1 | 2 | 3 | 4;

export interface EnrolRequest {
  code: string;
  deviceName: string;
}
export interface EnrolResponse {
  deviceId: Guid;
  token: string;
  member: WireMember;
  serverName: string;
  serverTime: Instant;
}
export interface EnrolmentCodeRequest {
  memberId: Guid;
}
export interface EnrolmentCodeResponse {
  code: string;
  url: string;
  expiresAt: Instant;
}
export interface BadgeKeyRequest {
  memberId: Guid;
  publicKey: string;
}
export interface CardsEnding {
  memberId: Guid;
}
export interface WireDevice {
  id: Guid;
  name: string;
  members: string[];
  enrolledAt: Instant;
  lastSeenAt?: Instant | null;
  revokedAt?: Instant | null;
  appVersion?: string | null;
}

export interface PullResponse {
  upTo: number;
  more: boolean;
  serverTime: Instant;
  members?: WireMember[] | null;
  teams?: WireTeam[] | null;
  hamlets?: WireHamlet[] | null;
  leftHamlets: Guid[];
  services?: WireService[] | null;
  guidesVersion: number;
  households: WireHousehold[];
  left: Guid[];
  laneTakings: WireLaneTaking[];
  news?: WireNews | null;
  /** All stations of the phone's hamlets; null when nothing of them changed. */
  water?: WireWater[] | null;
  /** All open walks of the phone's teams; null when nothing of them changed. */
  walks?: WireWalk[] | null;
  /** All classes of the phone's members; null when nothing of them changed. */
  training?: WireTraining | null;
  /** Gatherings to come and the latest ones in the phone's hamlets; null when nothing of them changed. */
  gatherings?: WireGathering[] | null;
  /** All lessons of two minutes; null when they are as they were. */
  lessons?: WireLesson[] | null;
  /** The whole list of answers, and what the teams have to hand out; null when nothing of them changed. */
  answers?: WireKnownAnswer[] | null;
  stock?: WireStock | null;
  /** All campaigns that the phone's teams go out for; null when nothing of them changed. */
  campaigns?: WireCampaign[] | null;
  /** Which history the change numbers count; a restored backup begins another one. */
  epoch?: Guid | null;
}
export interface WireMember {
  id: Guid;
  name: string;
  role: string;
  teamIds: Guid[];
}
export interface WireTeam {
  id: Guid;
  name: string;
  hamletIds: Guid[];
  members: WireTeamMember[];
}
export interface WireTeamMember {
  id: Guid;
  name: string;
  role: string;
  phone?: string | null;
  languages: string[];
}
export interface WireHamlet {
  id: Guid;
  name: string;
  under: string;
  lanes: WireLane[];
  khmerShare?: number | null;
}
export interface WireLane {
  id: Guid;
  name: string;
  order: number;
}
export interface WireService {
  id: Guid;
  code: string;
  kind: string;
  subject: string;
  name: Texts;
  short: Texts;
  icon: string;
  order: number;
  active: boolean;
  blockers: WireBlocker[];
}
/** Language (vi, km, en) → text. */
export type Texts = Record<string, string>;
export interface WireBlocker {
  code: string;
  name: Texts;
}
export interface GuidesResponse {
  version: number;
  guides: WireGuide[];
}
export interface WireGuide {
  serviceId: Guid;
  language: string;
  title: string;
  needsReview: boolean;
  steps: WireGuideStep[];
}
export interface WireGuideStep {
  text: string;
  picture?: string | null;
}
export interface WireHousehold {
  id: Guid;
  hamletId: Guid;
  laneId?: Guid | null;
  code?: string | null;
  head: string;
  door?: string | null;
  landmark?: string | null;
  point?: number[] | null;
  language?: string | null;
  phone?: string | null;
  size?: number | null;
  smartphones?: number | null;
  order: number;
  people: WirePerson[];
  standings: WireStanding[];
  visits: WireVisit[];
  consents: WireConsent[];
  version: number;
  groups?: Guid[] | null;
  crops?: WireCrop[] | null;
  optOuts?: string[] | null;
  /** Newest first, while the household agrees to their being kept. */
  seasons?: WireSeason[] | null;
  /** Fields that two people changed without having seen the other's, until the office has chosen. */
  clashes?: WireClash[] | null;
}
export interface WirePerson {
  id: Guid;
  name: string;
  birthYear?: number | null;
  sex?: string | null;
  phone?: string | null;
  relation?: string | null;
  standings: WireStanding[];
}
/** `day` is days since 1970-01-01. */
export interface WireStanding {
  serviceId: Guid;
  stage: Stage;
  day: number;
  blocker?: string | null;
}
export interface WireVisit {
  id: Guid;
  at: Instant;
  memberId?: Guid | null;
  by?: string | null;
  outcome: Outcome;
  nextDate?: Day | null;
  nextTime?: Time | null;
  note?: string | null;
  language?: string | null;
  /** Sent for young visits only: null is "not sent", an empty list is "nothing was done". */
  activities?: PushActivity[] | null;
}
export interface WireConsent {
  id: Guid;
  purpose: string;
  method: string;
  language: string;
  at: Instant;
  withdrawnAt?: Instant | null;
}
export interface WireLaneTaking {
  laneId: Guid;
  day: Day;
  memberId: Guid;
  by: string;
}

export type Kind =
  | 'visit'
  | 'household.add'
  | 'household.edit'
  | 'person.add'
  | 'person.edit'
  | 'consent.give'
  | 'consent.withdraw'
  | 'lane.take'
  | 'lane.leave'
  | 'household.crops'
  | 'relay.posted'
  | 'relay.undo'
  | 'relay.handover'
  | 'bulletin.told'
  | 'contact.group'
  | 'contact.optout'
  | 'help.add'
  | 'help.answer'
  | 'help.close'
  | 'water.reading'
  | 'notice.answer'
  | 'season.keep'
  | 'walk.take'
  | 'walk.handover'
  | 'walk.postpone'
  | 'gathering.plan'
  | 'gathering.edit'
  | 'gathering.off'
  | 'gathering.count'
  | 'gathering.book'
  | 'gathering.unbook'
  | 'class.come'
  | 'class.test'
  | 'class.rate'
  | 'lesson.read'
  | 'work.check'
  | 'work.object'
  | 'question.ask'
  | 'stock.out'
  | 'stock.lend'
  | 'stock.return'
  | 'stock.undo';
export interface PushRequest {
  mutations: Mutation[];
}
export interface Mutation {
  id: Guid;
  kind: Kind;
  memberId: Guid;
  /** When it was done, by the phone's clock put right by `skew` seconds; see store/clock.ts. */
  at: Instant;
  skew?: number | null;
  visit?: PushVisit;
  household?: PushHousehold;
  person?: PushPerson;
  consent?: PushConsent;
  lane?: PushLane;
  crop?: PushCrop;
  relay?: PushRelay;
  telling?: PushTelling;
  contact?: PushContact;
  help?: PushHelp;
  reading?: PushReading;
  answer?: PushAnswer;
  season?: PushSeason;
  walk?: PushWalk;
  coming?: PushComing;
  test?: PushTest;
  rating?: PushRating;
  lesson?: PushLesson;
  work?: PushWork;
  gathering?: PushGathering;
  booking?: PushBooking;
  question?: PushQuestion;
  stock?: PushStock;
}
export interface PushVisit {
  householdId: Guid;
  outcome: Outcome;
  language: string;
  activities: PushActivity[];
  nextDate?: Day | null;
  nextTime?: Time | null;
  note?: string | null;
  supersedes?: Guid | null;
  seconds?: number | null;
  /** Of a correction: what it changes; all else stays as the old visit said. */
  fields?: VisitField[] | null;
  /** Of those who came to a gathering: where. It is no visit then. */
  gatheringId?: Guid | null;
  /** How many of the household came there; null is as many as have done something, or one. */
  came?: number | null;
}
export type VisitField = 'outcome' | 'language' | 'activities' | 'nextDate' | 'nextTime' | 'note' | 'came';
export interface PushActivity {
  serviceId: Guid;
  stage: Stage;
  personId?: Guid | null;
  blocker?: string | null;
}
export interface PushHousehold {
  id: Guid;
  hamletId?: Guid | null;
  laneId?: Guid | null;
  head?: string | null;
  door?: string | null;
  landmark?: string | null;
  point?: number[] | null;
  language?: string | null;
  phone?: string | null;
  size?: number | null;
  smartphones?: number | null;
  fields?: string[] | null;
  /** Of an edit: the household's version that was on the screen. */
  version?: number | null;
}
export interface PushPerson {
  id: Guid;
  householdId: Guid;
  name?: string | null;
  birthYear?: number | null;
  sex?: string | null;
  phone?: string | null;
  relation?: string | null;
  gone?: boolean;
  /** Is there again, or was there all along. */
  back?: boolean;
  fields?: string[] | null;
  version?: number | null;
}
export interface PushConsent {
  id: Guid;
  householdId: Guid;
  purpose: string;
  method: string;
  language: string;
}
export interface PushLane {
  laneId: Guid;
  day: Day;
}
export interface PushResponse {
  results: PushResult[];
  upTo: number;
  serverTime: Instant;
}
export interface PushResult {
  id: Guid;
  result: 'applied' | 'alreadyApplied' | 'superseded' | 'refused';
  code?: string | null;
  reason?: string | null;
}
export interface ProblemDetails {
  type?: string;
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  next?: string;
}
