import type { Mutation, WireStock, WireStockMove } from '../wire.ts';

export const emptyStock: WireStock = { has: [], loans: [], moves: [] };

/** The material after one thing done here; doing it twice changes nothing more. */
export function stockAfter(before: WireStock, { id, kind, at, stock: push }: Mutation): WireStock {
  const { has, loans, moves } = before;
  const deed = kind.slice(6);
  const of = push!.moveId;
  if (of) {
    const move = (deed === 'return' ? loans : moves).find(known => known.id === of);
    if (!move) return before;
    return {
      has: shifted(has, move, move.deed === 'return' ? -move.count : move.count),
      loans: without(loans, of),
      moves: deed === 'return' ? [{ ...move, id, deed, at }, ...without(moves, of)] : without(moves, of),
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
