import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outboxItem } from '../src/store/outbox.ts';
import { drawn, hashOf } from '../src/training/draw.ts';
import { hasRead, nextClass, standingIn, wallCode } from '../src/training/training.ts';
import type { Mutation, WireClass, WireCourse } from '../src/wire.ts';

const course = JSON.parse(readFileSync(new URL('../../Server/Training/Courses/Data/security.json', import.meta.url), 'utf8')) as WireCourse;
const me = '01920000-0000-7000-8000-00000000000a';
const first = '01920000-0000-7000-8000-000000000001';
const held: WireClass = {
  id: '01920000-0000-7000-8000-0000000000cc',
  course: 'security',
  place: 'Hội trường',
  trainer: 'Mai',
  day: '2024-10-02',
  starts: '08:00:00',
  minutes: 120,
  begins: '2024-10-02T00:00:00Z',
  cameUntil: '2024-10-02T04:00:00Z',
  testUntil: '2024-11-01T03:00:00Z',
  seats: [{ memberId: me }],
};
const at = '2024-10-02T01:05:00Z';
const coming: Mutation = { id: first, kind: 'class.come', memberId: me, at, coming: { classId: held.id, code: 'ABC234' } };
const tested = (wrong: number): Mutation => ({
  id: first,
  kind: 'class.test',
  memberId: me,
  at,
  test: {
    classId: held.id,
    answers: drawn(course, first).map((question, i) => ({
      question: question.code,
      option: i < wrong ? (question.right + 1) % question.options.length : question.right,
    })),
  },
});

test('the phone draws the questions that the server draws', () => {
  // The same numbers and names stand in DrawnTestTests of the server.
  expect([hashOf('a'), hashOf(`${first}/otp`)]).toEqual([444641715, 302579122]);
  expect(drawn(course, first).map(question => question.code)).toEqual(['otp', 'prize', 'data-min', 'consent', 'relative', 'lost-phone']);
});

test('what was done here stands at once, and what was refused does not', () => {
  const fresh = standingIn(held, course, me, []);
  expect(fresh).toMatchObject({ came: false, best: null, waits: false });
  const items = [outboxItem(coming), outboxItem(tested(1))];
  expect(standingIn(held, course, me, items)).toMatchObject({ came: true, best: { right: 5, asked: 6, passed: true }, waits: true });
  expect(standingIn(held, course, me, [outboxItem(tested(2))]).best).toEqual({ right: 4, asked: 6, passed: false });
  expect(standingIn(held, course, me, [{ ...outboxItem(coming), state: 'refused' }]).came).toBe(false);
  expect(standingIn(held, course, 'somebody', items).came).toBe(false);
});

test('the first screen tells of a class until its test is passed', () => {
  const training = { classes: [held], courses: [course] };
  const then = Date.parse(at);
  expect(nextClass(training, me, [], then)).toBe(held);
  expect(nextClass(training, me, [outboxItem(coming), outboxItem(tested(0))], then)).toBeUndefined();
  const later = then + 5 * 3_600_000;
  expect(nextClass(training, me, [], later)).toBeUndefined();
  expect(nextClass(training, me, [outboxItem(coming)], later)).toBe(held);
});

test('the wall is read from its address and as it is typed', () => {
  expect(wallCode('https://tungngo.example.vn/field/#/training/x?code=ABC234')).toBe('ABC234');
  expect(wallCode(' abc-234 ')).toBe('ABC234');
  expect(wallCode('ABC10O')).toBeNull();
  expect(wallCode('https://example.vn')).toBeNull();
});

test('who has rated a class is not asked again, on this phone or another', () => {
  const rated: Mutation = {
    id: first,
    kind: 'class.rate',
    memberId: me,
    at,
    rating: { classId: held.id, content: 5, clarity: 4, trainer: 5 },
  };
  expect(standingIn(held, course, me, [outboxItem(coming)]).rated).toBe(false);
  expect(standingIn(held, course, me, [outboxItem(coming), outboxItem(rated)]).rated).toBe(true);
  expect(standingIn(held, course, me, [{ ...outboxItem(rated), state: 'refused' }]).rated).toBe(false);
  expect(standingIn({ ...held, seats: [{ memberId: me, cameAt: at, rated: true }] }, course, me, []).rated).toBe(true);
});

test('a lesson is read once it was gone through here, or the server says so, by this member', () => {
  const read: Mutation = { id: first, kind: 'lesson.read', memberId: me, at, lesson: { code: 'otp' } };
  const training = { classes: [], courses: [] };
  expect(hasRead(training, 'otp', me, [])).toBe(false);
  expect(hasRead(training, 'otp', me, [outboxItem(read)])).toBe(true);
  expect(hasRead(training, 'scams', me, [outboxItem(read)])).toBe(false);
  expect(hasRead(training, 'otp', 'somebody', [outboxItem(read)])).toBe(false);
  expect(hasRead({ ...training, read: [{ memberId: me, lesson: 'otp' }] }, 'otp', me, [])).toBe(true);
});
