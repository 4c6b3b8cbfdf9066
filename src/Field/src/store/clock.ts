import type { Day, Time } from '../wire.ts';

/** Milliseconds, from whoever owns the time: the phone, or a test. */
export type Clock = () => number;

/**
 * What the phone itself measures time by. The wall clock counts from 1970; it can be wrong and can be set while the app is open. The ticks count
 * from an unknown start and only forward, and stand still while some phones sleep. The time of what is done at a door is `DoorClock`'s.
 */
export interface PhoneClocks {
  wall: Clock;
  ticks: Clock;
}

export const phoneClocks: PhoneClocks = {
  // eslint-disable-next-line no-restricted-syntax -- the one place that reads the phone's clock
  wall: () => Date.now(),
  ticks: () => performance.now(),
};

const dayLength = 86_400_000;
/** The legal day is Việt Nam's, whatever zone the phone believes it is in; there is no summer time. */
const vietnam = 7 * 3_600_000;

/** Days since 1970-01-01 on the wall calendar of Việt Nam. */
export const dayNumber = (now: number): number => Math.floor((now + vietnam) / dayLength);

export const dayOf = (now: number): Day => dayFromNumber(dayNumber(now));

/** The clock in Việt Nam. */
export const timeOf = (now: number): Time => new Date(now + vietnam).toISOString().slice(11, 19);

export const dayFromNumber = (number: number): Day => new Date(number * dayLength).toISOString().slice(0, 10);

export const numberOfDay = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayLength);

export const addDays = (day: Day, days: number): Day => dayFromNumber(numberOfDay(day) + days);

export const instant = (now: number): string => new Date(now).toISOString();
