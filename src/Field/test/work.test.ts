import { expect, test } from 'vitest';
import { outboxItem } from '../src/store/outbox.ts';
import { isOver, saidOf, teamMonths } from '../src/work/sheets.ts';
import type { Mutation, WireWorkSheet } from '../src/wire.ts';

const sheet = (memberId: string, month: string, teamId = 't1'): WireWorkSheet => ({
  teamId,
  team: `Tổ ${teamId}`,
  month,
  state: 'open',
  memberId,
  member: memberId,
  days: 1,
  done: [],
  notes: [],
  led: true,
  objections: [],
});

test('the newest month stands first, and the own sheet first in it', () => {
  const months = teamMonths(
    [sheet('b', '2024-09-01'), sheet('me', '2024-09-01'), sheet('b', '2024-10-01'), sheet('me', '2024-10-01', 't2')],
    'me',
  );
  expect(months.map(of => [of.month, of.teamId, of.sheets.map(one => one.memberId)])).toEqual([
    ['2024-10-01', 't1', ['b']],
    ['2024-10-01', 't2', ['me']],
    ['2024-09-01', 't1', ['me', 'b']],
  ]);
});

test('what was said here is known before it is sent, and is of one month and one member', () => {
  const [of] = teamMonths([sheet('me', '2024-09-01')], 'me');
  const item = outboxItem({
    id: '1',
    kind: 'work.object',
    memberId: 'me',
    at: '2024-10-01T00:00:00Z',
    work: { teamId: 't1', month: '2024-09-01' },
  } satisfies Mutation);
  expect(saidOf([item], 'work.object', of!, 'me')).toBe(true);
  expect(saidOf([item], 'work.object', of!, 'b')).toBe(false);
  expect(saidOf([item], 'work.check', of!)).toBe(false);
  expect(saidOf([item], 'work.object', { ...of!, month: '2024-10-01' }, 'me')).toBe(false);
  expect(saidOf([{ ...item, state: 'refused' }], 'work.object', of!, 'me')).toBe(false);
});

test('a month is over with its last day', () => {
  expect(isOver('2024-09-01', '2024-09-30')).toBe(false);
  expect(isOver('2024-09-01', '2024-10-01')).toBe(true);
});
