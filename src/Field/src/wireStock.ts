// The part of the wire about material: src/Server/Sync/WireStock.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, Instant, Texts } from './wire.ts';

export interface WireStock {
  has: WireStockHas[];
  loans: WireStockMove[];
  moves: WireStockMove[];
}
export interface WireStockHas {
  teamId: Guid;
  kindId: Guid;
  name: Texts;
  /** It is lent and comes back. */
  lent: boolean;
  balance: number;
  floor?: number | null;
}
/** `deed` out, lend or return. */
export interface WireStockMove {
  id: Guid;
  teamId: Guid;
  kindId: Guid;
  deed: string;
  count: number;
  at: Instant;
  householdId?: Guid | null;
  household?: string | null;
  due?: Day | null;
  /** Of a return: what came back. */
  loanId?: Guid | null;
  /** Of the kind, where the phone's teams have none of it. */
  name?: Texts | null;
}
export interface PushStock {
  teamId?: Guid | null;
  kindId?: Guid | null;
  count?: number | null;
  householdId?: Guid | null;
  due?: Day | null;
  moveId?: Guid | null;
}
