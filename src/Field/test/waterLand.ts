// Made-up stations of a made-up territory: one that is too salty, fresh, too old or never measured, and a second one beside it.
import { dayOf } from '../src/store/clock.ts';
import type { WireAdvice, WireHamlet, WireWater } from '../src/wire.ts';
import { guid } from './land.ts';

const hour = 3_600_000;
const at = (now: number, hours: number): string => new Date(now + hours * hour).toISOString();

const limits: [string | null, string | null, string, number][] = [
  ['fruit', null, 'above', 1],
  ['livestock', null, 'above', 2],
  ['rice', null, 'above', 4],
  ['rice', 'seedling', 'above', 1],
  ['rice', 'tillering', 'above', 2],
  ['rice', 'panicle', 'above', 2],
  ['rice', 'flowering', 'above', 2],
  ['rice', 'ripening', 'above', 3],
  ['shrimp', null, 'above', 25],
  ['shrimp', null, 'below', 7],
  ['vegetables', null, 'above', 1],
  [null, null, 'above', 1],
];

const adviceAt = (low: number, high: number): WireAdvice[] =>
  limits.map(([crop, stage, side, limit]) => {
    const [worst, best, edge] = side === 'above' ? [high, low, limit] : [-low, -high, -limit];
    return { crop, stage, side, limit, advice: best >= edge ? 'close' : worst >= edge ? 'measure' : 'take' };
  });

export function station(n: number, now: number, hamlets: readonly WireHamlet[], more: Partial<WireWater> = {}): WireWater {
  return {
    id: guid(20, n),
    name: ['Long Phú', 'Trà Quýt', 'Đại Ngãi'][n % 3]!,
    river: ['Sông Hậu', 'Kênh Trà Quýt', 'Sông Hậu'][n % 3]!,
    hamlets: hamlets.map(hamlet => ({ hamletId: hamlet.id, intake: n % 2 ? null : 'cống Cái Oanh' })),
    value: 0.4,
    at: at(now, -1),
    span: 'instant',
    staleAt: at(now, 53),
    day: dayOf(now),
    dayMax: 0.6,
    dayMin: 0.2,
    maxBefore: 0.6,
    event: null,
    windows: [{ from: at(now, -2), to: at(now, 30), certainty: 0.97 }],
    unknown: 'none',
    freshLimit: 1,
    advice: adviceAt(0.2, 0.6),
    ...more,
  };
}

/** `how`: salt (and a fresh one beside it), fresh, stale, never, none. */
export function water(now: number, hamlets: readonly WireHamlet[], how: string): WireWater[] {
  switch (how) {
    case 'none':
      return [];
    case 'never':
      return [
        station(0, now, hamlets, {
          value: null,
          at: null,
          staleAt: null,
          day: null,
          dayMax: null,
          dayMin: null,
          maxBefore: null,
          windows: [],
          unknown: 'tooOld',
          advice: limits.map(([crop, stage, side, limit]) => ({ crop, stage, side, limit, advice: 'unknown' })),
        }),
      ];
    case 'stale':
      return [
        station(0, now, hamlets, { value: 3.4, at: at(now, -120), span: 'dayMax', staleAt: at(now, -42), windows: [], unknown: 'tooOld' }),
      ];
    case 'fresh':
      return [station(0, now, hamlets)];
    default:
      return [
        station(1, now, hamlets.slice(0, 1)),
        station(0, now, hamlets, {
          value: 5.6,
          at: at(now, -3),
          staleAt: at(now, 51),
          dayMax: 5.6,
          dayMin: 0.8,
          maxBefore: 1.2,
          event: { side: 'above', level: 3, limit: 4, openedAt: at(now, -5), peak: 5.6 },
          windows: [
            { from: at(now, 4), to: at(now, 7), certainty: 0.88 },
            { from: at(now, 16.5), to: at(now, 19), certainty: 0.78 },
          ],
          advice: adviceAt(0.8, 5.6),
        }),
      ];
  }
}
