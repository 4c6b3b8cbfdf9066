import type { OutboxItem } from '../store/outbox.ts';
import type { Guid, WireClass, WireCourse, WireTraining } from '../wire.ts';
import { drawn } from './draw.ts';

/** How a member stands in a class: what the server said, with what was done here and is not there yet. */
export interface Standing {
  came: boolean;
  /** The best test; null before the first. */
  best: { right: number; asked: number; passed: boolean } | null;
  certificate: string | null;
  validTo: string | null;
  /** They have said what they think of the class. */
  rated: boolean;
  waits: boolean;
}

export function standingIn(held: WireClass, course: WireCourse | undefined, memberId: Guid, items: readonly OutboxItem[]): Standing {
  const seat = held.seats.find(known => known.memberId === memberId);
  const own = items.filter(({ state, mutation }) => state !== 'refused' && mutation.memberId === memberId);
  const tests = own.filter(({ mutation }) => mutation.test?.classId === held.id);
  const rating = own.find(({ mutation }) => mutation.rating?.classId === held.id);
  const coming = own.find(({ mutation }) => mutation.coming?.classId === held.id);
  let best = seat?.right != null && seat.asked != null ? { right: seat.right, asked: seat.asked, passed: seat.passed === true } : null;
  for (const { mutation } of tests) {
    if (!course) continue;
    const asked = drawn(course, mutation.id);
    const right = asked.filter(question =>
      mutation.test!.answers.some(answer => answer.question === question.code && answer.option === question.right),
    ).length;
    if (!best || right > best.right) best = { right, asked: asked.length, passed: right >= course.passRight };
  }
  return {
    came: seat?.cameAt != null || coming !== undefined,
    best,
    certificate: seat?.certificate ?? null,
    validTo: seat?.validTo ?? null,
    rated: seat?.rated === true || rating !== undefined,
    waits: [...tests, coming].some(item => item?.state === 'waiting'),
  };
}

export const courseOf = (training: WireTraining, held: WireClass): WireCourse | undefined =>
  training.courses.find(course => course.code === held.course);

/** Today or still to come, or with a test that may still be done: what the first screen tells of. */
export function nextClass(training: WireTraining, memberId: Guid, items: readonly OutboxItem[], now: number): WireClass | undefined {
  return training.classes
    .filter(held => {
      const seat = held.seats.some(known => known.memberId === memberId);
      const { came, best } = standingIn(held, courseOf(training, held), memberId, items);
      return seat && (Date.parse(held.cameUntil) > now ? !best?.passed : came && !best?.passed && Date.parse(held.testUntil) > now);
    })
    .sort((a, b) => Date.parse(a.begins) - Date.parse(b.begins))[0];
}

/** What the wall holds (`…#/training/ID?code=ABC234`), or the six signs as they are typed. */
export function wallCode(text: string): string | null {
  const code = (/[?&]code=([^&]+)/.exec(text)?.[1] ?? text).replace(/[\s-]/g, '').toUpperCase();
  return /^[A-HJ-NP-Z2-9]{6}$/.test(code) ? code : null;
}

/** Whether a member has gone through a lesson, or the guide of a service: on any phone, or here and not told yet. */
export const hasRead = (training: WireTraining, code: string, memberId: Guid, items: readonly OutboxItem[]): boolean =>
  (training.read ?? []).some(known => known.memberId === memberId && known.lesson === code) ||
  items.some(({ state, mutation }) => state !== 'refused' && mutation.memberId === memberId && mutation.lesson?.code === code);
