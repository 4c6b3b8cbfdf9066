// The part of the wire about water: src/Server/Sync/WireWater.cs as TypeScript. Import it through wire.ts.
import type { Day, Guid, Instant } from './wire.ts';

/** A station that speaks for hamlets of this phone; salt in g/l. `span` instant, dayMax, dayMin: of what time the newest value speaks. */
export interface WireWater {
  id: Guid;
  name: string;
  river: string;
  hamlets: WireIntake[];
  value?: number | null;
  at?: Instant | null;
  span: string;
  /** From then on nobody knows how the water is. */
  staleAt?: Instant | null;
  day?: Day | null;
  dayMax?: number | null;
  dayMin?: number | null;
  maxBefore?: number | null;
  event?: WireWaterEvent | null;
  /** When water is below `freshLimit`; `unknown` says why there may be none: none, tooFewReadings, tooOld. */
  windows: WireWindow[];
  unknown: string;
  freshLimit: number;
  advice: WireAdvice[];
  /** What is expected to go beyond a limit, and was not measured. */
  foreseen?: WireForeseen | null;
  /** The highest of coming days, of those on which forecasts do well; none before a first pull of a newer server. */
  days?: WireDay[];
}
/** `by` forecast, springTide, rise; from `day` on it may go beyond `limit`, up to `value`. */
export interface WireForeseen {
  by: string;
  level: number;
  limit: number;
  day: Day;
  value: number;
}
/** Eight of ten such days lie between `low` and `high`. */
export interface WireDay {
  day: Day;
  max: number;
  low: number;
  high: number;
}
export interface WireIntake {
  hamletId: Guid;
  intake?: string | null;
}
/** `side` above (too salt) or below (too fresh); `level` 1 caution, 2 warning, 3 danger. */
export interface WireWaterEvent {
  side: string;
  level: number;
  limit: number;
  openedAt: Instant;
  peak: number;
}
export interface WireWindow {
  from: Instant;
  to: Instant;
  certainty: number;
}
/** `crop` null is the water of every household; `advice` take, measure, close, unknown. */
export interface WireAdvice {
  crop?: string | null;
  stage?: string | null;
  side: string;
  limit: number;
  advice: string;
}
/** `unit` g/l, ‰, mS/cm, µS/cm; `depth` in centimetres. */
export interface PushReading {
  stationId: Guid;
  value: number;
  unit: string;
  depth?: number | null;
  point?: number[] | null;
  note?: string | null;
  photoId?: Guid | null;
}
