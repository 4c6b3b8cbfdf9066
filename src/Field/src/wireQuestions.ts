// The part of the wire about the list of answers and members' questions: src/Server/Sync/WireQuestions.cs as TypeScript. Import it through wire.ts.
import type { Guid } from './wire.ts';

export interface WireKnownAnswer {
  id: Guid;
  question: string;
  answer: string;
  /** Question and answer in Khmer. */
  km?: string[] | null;
  serviceId?: Guid | null;
}
export interface PushQuestion {
  id: Guid;
  text: string;
  language?: string | null;
}
