import type { Guid, WireCourse, WireQuestion } from '../wire.ts';

/**
 * Which questions of a bank one test has: those with the smallest hashes of the test's id and their code. The server draws the same again from the id of
 * the mutation (Training/Courses/DrawnTest.cs), so that the easy ones cannot be chosen.
 */
export function drawn(course: WireCourse, test: Guid): WireQuestion[] {
  return course.questions
    .map(question => ({ question, hash: hashOf(`${test}/${question.code}`) }))
    .sort((a, b) => a.hash - b.hash || (a.question.code < b.question.code ? -1 : 1))
    .slice(0, course.draw)
    .map(one => one.question);
}

/** FNV-1a of 32 bits, then mixed. */
export function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
