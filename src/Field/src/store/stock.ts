import type { Guid, Mutation, WireHousehold, WireMember, WireStock, WireStockMove, WireTeam } from '../wire.ts';

export const emptyStock: WireStock = { has: [], loans: [], moves: [] };

/** The material after one thing done here; doing it twice changes nothing more. */
export function stockAfter(before: WireStock, { id, kind, at, stock: push }: Mutation): WireStock {
  const { has, loans, moves } = before;
  const deed = kind.slice(6);
  const of = push!.moveId;
  if (of) {
    const move = (deed === 'return' ? loans : moves).find(known => known.id === of);
    if (!move) return before;
    const { loanId, ...came } = move;
    return {
      has: shifted(has, move, move.deed === 'return' ? -move.count : move.count),
      // What had not come back after all is out again.
      loans: loanId ? [...without(loans, loanId), { ...came, id: loanId, deed: 'lend' }] : without(loans, of),
      moves: deed === 'return' ? [{ ...move, id, deed, at, loanId: of }, ...without(moves, of)] : without(moves, of),
    };
  }
  const { teamId, kindId, householdId, due } = push!;
  const move = { id, teamId: teamId!, kindId: kindId!, deed, count: push!.count ?? 1, at, householdId, due };
  if (moves.some(known => known.id === id)) return before;
  return { has: shifted(has, move, -move.count), loans: deed === 'lend' ? [...loans, move] : loans, moves: [move, ...moves] };
}

const without = (moves: readonly WireStockMove[], id: string): WireStockMove[] => moves.filter(known => known.id !== id);

const shifted = (has: WireStock['has'], { teamId, kindId }: WireStockMove, by: number): WireStock['has'] =>
  has.map(one => (one.teamId === teamId && one.kindId === kindId ? { ...one, balance: one.balance + by } : one));

/** What a member may give and take back: of their own teams, and what others lent to doors of theirs. */
export function stockFor(
  { has, loans, moves }: WireStock,
  member: WireMember | undefined,
  teams: readonly WireTeam[],
  households: ReadonlyMap<Guid, WireHousehold>,
): WireStock {
  const own = (id: Guid): boolean => member?.teamIds.includes(id) ?? false;
  const near = new Set(teams.filter(team => own(team.id)).flatMap(team => team.hamletIds));
  return {
    has: has.filter(one => own(one.teamId)),
    loans: loans.filter(({ teamId, householdId }) => own(teamId) || near.has(households.get(householdId ?? '')?.hamletId ?? '')),
    moves: moves.filter(move => own(move.teamId)),
  };
}

/** The most that one deed hands out; the server takes no more. */
export const mostAtOnce = 10_000;

/** A whole number as people write it, "1500" or "1.500", within what one deed may be; else undefined. */
export function whole(text: string): number | undefined {
  const digits = text.trim().replace(/\./g, '');
  const count = /^[0-9]+$/.test(digits) ? Number(digits) : 0;
  return count >= 1 && count <= mostAtOnce ? count : undefined;
}
