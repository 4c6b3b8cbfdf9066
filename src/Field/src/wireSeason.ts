// The part of the wire about accounts of seasons: src/Server/Sync/WireSeason.cs as TypeScript. Import it through wire.ts.
import type { Guid } from './wire.ts';

/** What a household told of one crop in one season. `area` in square metres, costs in đồng, `harvest` in kilograms, `damage` in percent; null is not told, and never 0. */
export interface WireSeason {
  crop: string;
  year: number;
  season: string;
  area?: number | null;
  seed?: number | null;
  fertiliser?: number | null;
  pesticide?: number | null;
  water?: number | null;
  labour?: number | null;
  machines?: number | null;
  other?: number | null;
  harvest?: number | null;
  damage?: number | null;
  cause?: string | null;
}
export interface PushSeason extends WireSeason {
  householdId: Guid;
}
