import { dayOf } from '../store/clock.ts';
import { number, when } from '../text/format.ts';
import { t } from '../text/text.ts';
import type { WireWater, WireWindow } from '../wire.ts';

const hour = 3_600_000;

/** "5,6": no meter at a sluice tells more. */
export const salt = (value: number | null | undefined): string => (value == null ? '—' : number(Math.round(value * 10) / 10));

const clock = (at: number): string => new Date(at + 7 * hour).toISOString().slice(11, 16);

/** "05:00 hôm nay". */
export const whenAt = (at: number): string => `${clock(at)} ${when(dayOf(at))}`;

/** "3 giờ trước". */
export function ago(at: number, now: number): string {
  const past = Math.max(0, now - at);
  const much =
    past < hour
      ? t('minutes', { n: Math.max(1, Math.round(past / 60_000)) })
      : past < 48 * hour
        ? t('hours', { n: Math.floor(past / hour) })
        : t('days', { n: Math.floor(past / (24 * hour)) });
  return t('water.ago', { much });
}

/** Of what time the value speaks, and how old it is. */
export function measured(water: WireWater, now: number): string {
  const at = Date.parse(water.at!);
  if (water.span === 'instant') return t('water.at', { when: whenAt(at), ago: ago(at, now) });
  const of = t(water.span === 'dayMax' ? 'water.atHighest' : 'water.atLowest', { day: when(dayOf(at)) });
  // "Today" and "yesterday" say themselves how old they are.
  return now - at < 48 * hour ? of : `${of}, ${ago(at, now)}`;
}

/** "02:00–05:00 ngày mai". */
export function hours(window: WireWindow): string {
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  return dayOf(from) === dayOf(to) ? `${clock(from)}–${whenAt(to)}` : `${whenAt(from)} – ${whenAt(to)}`;
}

export const certainty = (window: WireWindow): string =>
  t(window.certainty >= 0.95 ? 'water.sure.high' : window.certainty >= 0.85 ? 'water.sure.middle' : 'water.sure.low');
