import { phoneClocks, type Clock } from '../store/clock.ts';
import { DoorClock } from '../store/doorClock.ts';

/** A demo server may show a day of 2024. Its shift comes as a cookie, which holds without a line too; a real server never sets one. */
let shift: number | undefined;
/** Not read before the time is asked for: a cookie comes from another process, and the first screen shows no time. */
const shifted = (): number => (shift ??= Number(/(?:^|; )tungngo-demo-shift=(-?\d+)/.exec(document.cookie)?.[1] ?? 0));

export const clock = new DoorClock({ ...phoneClocks, wall: () => phoneClocks.wall() + shifted() });

/** The time that is spoken of; for measuring there are `clock.ticks` and `phoneClocks`. */
export const now: Clock = clock.now;
