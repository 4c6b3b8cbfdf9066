import { phoneClock, type Clock } from '../store/clock.ts';

export const now: Clock = phoneClock;
