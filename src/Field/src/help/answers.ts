import { fold, matches } from '../doors/fold.ts';
import type { WireKnownAnswer } from '../wire.ts';

/** Entries in which every word stands, in whatever of its languages; all of them without a word. */
export function answersFor(all: readonly WireKnownAnswer[], query: string): readonly WireKnownAnswer[] {
  const words = fold(query);
  return words ? all.filter(({ question, answer, km }) => matches(fold([question, answer, ...(km ?? [])].join(' ')), words)) : all;
}
