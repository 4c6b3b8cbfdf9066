import type { Guid, Mutation, PushResult } from '../wire.ts';

/** One thing done on this phone, kept until the server has answered for it and its effect has come back with a pull. */
export interface OutboxItem {
  /** Its place in the order of work; 0 until it is written. */
  seq: number;
  mutation: Mutation;
  /** The household it belongs to, null for lanes. */
  householdId: Guid | null;
  /** `noted`: the server kept it, and has something to say about it that the member has not read yet. */
  state: 'waiting' | 'sent' | 'refused' | 'noted';
  /** While "Hoàn tác" is on the screen the item is not sent: for how many milliseconds after it was done. A restart ends every hold. */
  holdFor?: number;
  /** It was confirmed once, by a server that was then restored from a backup; nobody waits for a word about it. */
  again?: boolean;
  /** For sent and noted items: the change number with which the effect is in a pull. */
  upTo?: number;
  /** The server's word: why it refused, what it noted; of a waiting item, how it failed when it was sent alone. */
  code?: string;
  reason?: string;
}

/** What the member is told of, with the reason, and may send again or give up: refused, or not taken in when it was sent alone. */
export const isHard = (item: OutboxItem): boolean => item.state === 'refused' || (item.state === 'waiting' && item.reason !== undefined);

export function householdOf(mutation: Mutation): Guid | null {
  return (
    mutation.visit?.householdId ??
    mutation.household?.id ??
    mutation.person?.householdId ??
    mutation.consent?.householdId ??
    mutation.crop?.householdId ??
    mutation.telling?.householdId ??
    mutation.contact?.householdId ??
    mutation.help?.householdId ??
    mutation.answer?.householdId ??
    mutation.season?.householdId ??
    mutation.booking?.householdId ??
    mutation.stock?.householdId ??
    null
  );
}

/** Id of the picture that follows the work: proof of a post, or the meter of a reading. */
export const pictureOf = ({ relay, reading }: Mutation): Guid | null => relay?.proofId ?? reading?.photoId ?? null;

const done: ReadonlySet<string> = new Set<PushResult['result']>(['applied', 'alreadyApplied', 'superseded']);

/** The item after the server's word on it. A word that is not one of the wire's leaves it waiting. */
export function answered(item: OutboxItem, { result, code, reason }: PushResult, upTo: number): OutboxItem {
  if (item.state !== 'waiting') return item;
  const word = { code: code ?? undefined, reason: reason ?? undefined };
  if (result === 'refused') return { ...item, ...word, state: 'refused' };
  if (result === 'superseded' && reason && !item.again) return { ...item, ...word, state: 'noted', upTo };
  return done.has(result) ? { ...item, code: undefined, reason: undefined, state: 'sent', upTo } : item;
}

/** The item as it was before anything was sent. */
export const unsentAgain = (item: OutboxItem): OutboxItem => ({
  ...item,
  state: 'waiting',
  code: undefined,
  reason: undefined,
  upTo: undefined,
});

/** What must keep its order: the work on one household, one relay, one walk, one request or question, one class, one gathering. */
export const threadOf = (item: OutboxItem): Guid =>
  item.householdId ??
  item.mutation.relay?.relayId ??
  item.mutation.walk?.walkId ??
  item.mutation.help?.id ??
  item.mutation.question?.id ??
  item.mutation.coming?.classId ??
  item.mutation.test?.classId ??
  item.mutation.stock?.moveId ??
  item.mutation.gathering?.id ??
  item.mutation.id;

export const outboxItem = (mutation: Mutation, holdFor?: number): OutboxItem => ({
  seq: 0,
  mutation,
  householdId: householdOf(mutation),
  state: 'waiting',
  ...(holdFor === undefined ? {} : { holdFor }),
});
