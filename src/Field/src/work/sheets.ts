import type { OutboxItem } from '../store/outbox.ts';
import type { Day, Guid, WireWorkSheet } from '../wire.ts';

/** The sheets of a team for a month, the newest month first; the own ones stand first in it. */
export interface TeamMonth {
  teamId: Guid;
  team: string;
  month: Day;
  state: string;
  led: boolean;
  sheets: WireWorkSheet[];
}

export function teamMonths(sheets: readonly WireWorkSheet[], memberId: Guid): TeamMonth[] {
  const months = new Map<string, TeamMonth>();
  for (const sheet of sheets) {
    const { teamId, team, month, state, led } = sheet;
    const key = `${teamId}/${month}`;
    const known = months.get(key) ?? { teamId, team, month, state, led, sheets: [] };
    if (sheet.memberId === memberId) known.sheets.unshift(sheet);
    else known.sheets.push(sheet);
    months.set(key, known);
  }
  return [...months.values()].sort((a, b) => b.month.localeCompare(a.month) || a.team.localeCompare(b.team));
}

/** What was said on this phone about a team's month and has not come back with the sheets yet. */
export const saidOf = (items: readonly OutboxItem[], kind: string, of: TeamMonth, memberId?: Guid): boolean =>
  items.some(
    ({ mutation, state }) =>
      state !== 'refused' &&
      mutation.kind === kind &&
      mutation.work?.teamId === of.teamId &&
      mutation.work.month === of.month &&
      (memberId === undefined || mutation.memberId === memberId),
  );

/** Nobody signs for days that are to come. */
export const isOver = (month: Day, today: Day): boolean => month.slice(0, 7) < today.slice(0, 7);
