// The part of the wire about classes: src/Server/Sync/WireTraining.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, Instant, Texts, Time } from './wire.ts';

export interface WireTraining {
  classes: WireClass[];
  courses: WireCourse[];
  /** Null as long as only an older server has told of classes; `rating` alike. */
  read?: WireRead[] | null;
  rating?: WireRating | null;
}
/** A lesson that a member has gone through, or a service whose guide it was. */
export interface WireRead {
  memberId: Guid;
  lesson: string;
}
export interface WireRating {
  title: Texts;
  /** Content, clarity, trainer: one to five each. */
  questions: Texts[];
  remark: Texts;
  help: Texts;
}
export interface WireLesson {
  code: string;
  name: Texts;
  /** Languages that no native speaker has read yet. */
  review: string[];
  cards: WireCard[];
}
export interface WireCard {
  picture: string;
  text: Texts;
}
export interface WireClass {
  id: Guid;
  course: string;
  place: string;
  trainer: string;
  day: Day;
  starts: Time;
  minutes: number;
  /** The first instant at which attendance and test are taken, and the last ones. */
  begins: Instant;
  cameUntil: Instant;
  testUntil: Instant;
  seats: WireSeat[];
}
export interface WireSeat {
  memberId: Guid;
  cameAt?: Instant | null;
  /** Null: no test has arrived yet. */
  passed?: boolean | null;
  right?: number | null;
  asked?: number | null;
  /** Number of the signed certificate. */
  certificate?: string | null;
  validTo?: Day | null;
  rated?: boolean;
}
export interface WireCourse {
  code: string;
  name: Texts;
  summary: Texts;
  draw: number;
  passRight: number;
  lessons: Guid[];
  questions: WireQuestion[];
}
export interface WireQuestion {
  code: string;
  text: Texts;
  options: Texts[];
  /** Explained here without a line; the server judges by itself. */
  right: number;
  why: Texts;
}
export interface PushComing {
  classId: Guid;
  code: string;
}
export interface PushTest {
  classId: Guid;
  answers: PushTestAnswer[];
}
export interface PushTestAnswer {
  question: string;
  option: number;
}
export interface PushRating {
  classId: Guid;
  content: number;
  clarity: number;
  trainer: number;
  remark?: string | null;
}
export interface PushLesson {
  code: string;
}
