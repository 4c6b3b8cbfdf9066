// Two edits of one field on the wire: src/Server/Sync/Wire.cs as TypeScript.

import type { Guid, Instant } from './wire.ts';

/** `kept` stands, by `keptBy`; `other` gave way. `personId` null: of the household itself. */
export interface WireClash {
  personId?: Guid | null;
  field: string;
  kept?: string | null;
  keptBy: string;
  other?: string | null;
  otherBy: string;
  at: Instant;
}
