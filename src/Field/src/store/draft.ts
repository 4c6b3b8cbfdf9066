import type { Guid, Outcome, Stage, WireVisit } from '../wire.ts';

/** A half-finished visit: everything that was tapped, so that a call, a lock or an empty battery costs nothing. */
export interface Draft {
  householdId: Guid;
  memberId: Guid;
  /** When the door was knocked on, milliseconds since 1970. */
  startedAt: number;
  outcome: Outcome;
  language: string;
  /** People at home, in the order they were tapped; `household` stands for the household itself. */
  home: string[];
  /** Key: person (or `household`) + "/" + service. */
  steps: Record<string, { stage: Stage; blocker?: string | null }>;
  nextDate: string | null;
  nextTime: string | null;
  note: string;
  supersedes: Guid | null;
  /** Of a correction: the visit as it was when the correction began. */
  corrects?: WireVisit;
}

export const ofHousehold = 'household';
export const stepKey = (who: string, serviceId: Guid): string => `${who}/${serviceId}`;
