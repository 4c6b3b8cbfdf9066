import { dayOf, numberOfDay } from '../store/clock.ts';
import { now } from '../ui/now.ts';
import type { Day } from '../wire.ts';
import { language, t } from './text.ts';

const weekdays = {
  vi: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
  km: ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហ.', 'សុក្រ', 'សៅរ៍'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** 26.291 as Vietnamese and Khmer write it, 26,291 in English. */
export const number = (value: number): string => value.toLocaleString(language.value === 'en' ? 'en-GB' : 'vi-VN');

/** "T7 05/10". */
export const weekdayAndDay = (day: Day): string =>
  `${weekdays[language.value][(numberOfDay(day) + 4) % 7]} ${day.slice(8)}/${day.slice(5, 7)}`;

/** "hôm nay", "hôm qua", "mai", else "12/09" and with the year when it is another one. */
export function when(day: Day): string {
  const today = dayOf(now());
  const distance = numberOfDay(day) - numberOfDay(today);
  if (distance === 0) return t('day.today');
  if (distance === -1) return t('day.yesterday');
  if (distance === 1) return t('day.tomorrow');
  return `${day.slice(8)}/${day.slice(5, 7)}${day.slice(0, 4) === today.slice(0, 4) ? '' : `/${day.slice(0, 4)}`}`;
}

export const whenInstant = (at: string): string => when(dayOf(Date.parse(at)));

/** "hôm nay 14:05". */
export function whenExactly(milliseconds: number): string {
  const local = new Date(milliseconds + 7 * 3_600_000).toISOString();
  return `${when(dayOf(milliseconds))} ${local.slice(11, 16)}`;
}

/** "08:00" of "08:00:00". */
export const clockTime = (time: string): string => time.slice(0, 5);

export const distance = (metres: number): string =>
  metres < 1000
    ? `${Math.max(10, Math.round(metres / 10) * 10)} m`
    : `${(metres / 1000).toFixed(1).replace('.', language.value === 'en' ? '.' : ',')} km`;

/** "0912 345 678". */
export const phoneNumber = (phone: string): string => phone.replace(/^(\d{4})(\d{3})(\d{3,4})$/, '$1 $2 $3');
