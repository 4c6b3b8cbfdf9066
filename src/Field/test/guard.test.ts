import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPhone, holdsCitizenNumber } from '../src/household/guard.ts';

/** The cases that the server's tests read too. */
const cases = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../../tests/Cases/${name}.json`, import.meta.url), 'utf8')) as T;

const texts = cases<{ citizenNumbers: { text: string }[]; noCitizenNumbers: string[] }>('free-text');
const phones = cases<{ text: string; number: string | null; remark: string; alone: boolean }[]>('phone-numbers');

describe('free text', () => {
  it.each(texts.citizenNumbers.map(({ text }) => text))('refuses the citizen number in %j', text => {
    expect(holdsCitizenNumber(text)).toBe(true);
  });

  it.each(texts.noCitizenNumbers)('lets %j pass', text => {
    expect(holdsCitizenNumber(text)).toBe(false);
  });

  it('lets a phone number pass beside a year, a door or another phone number, and refuses a citizen number there', () => {
    const phone = fc
      .tuple(
        fc.constantFrom('3', '5', '7', '8', '9'),
        fc.stringMatching(/^\d{8}$/),
        fc.constantFrom([10], [4, 3, 3], [3, 3, 4], [4, 6], [4, 2, 2, 2]),
        fc.constantFrom(' ', '.', '-'),
      )
      .map(([prefix, rest, sizes, gap]) => pieces(`0${prefix}${rest}`, sizes).join(gap));
    const beside = fc.oneof(fc.integer({ min: 1930, max: 2025 }).map(String), fc.integer({ min: 1, max: 999 }).map(String), phone);
    const citizen = fc
      .tuple(
        fc.stringMatching(/^0\d{11}$/),
        fc.constantFrom([12], [3, 3, 3, 3], [4, 4, 4], [6, 6], [3, 9], [4, 8], [2, 2, 2, 2, 2, 2]),
        fc.constantFrom(' ', '.', '-', '\u00a0', '\n', '_'),
      )
      .map(([number, sizes, gap]) => pieces(number, sizes).join(gap));
    fc.assert(
      fc.property(phone, beside, citizen, fc.constantFrom(' ', ', ', ' - ', '\n', ' (con) '), (one, other, number, gap) => {
        expect(holdsCitizenNumber(one + gap + other)).toBe(false);
        expect(holdsCitizenNumber(other + gap + one)).toBe(false);
        expect(holdsCitizenNumber(`${one}${gap}${number}`)).toBe(true);
        expect(holdsCitizenNumber(`${number}${gap}${one}`)).toBe(true);
      }),
    );
  });

  it.each(phones)('reads the phone number $text', ({ text, number, remark, alone }) => {
    expect(cleanPhone(text)).toBe(alone && ['none', 'landline'].includes(remark) ? number : null);
  });
});

function pieces(digits: string, sizes: readonly number[]): string[] {
  let at = 0;
  return sizes.map(size => digits.slice(at, (at += size)));
}
