import { digit, digitGroups, type Group } from './digits.ts';

/**
 * Citizen numbers must not be collected, so no free text takes them. The server has the last word by the same rule (its `CitizenNumber`); both are held to
 * the cases in tests/Cases/free-text.json. Written without lookbehind, which older iPhones do not know.
 */
export function holdsCitizenNumber(text: string): boolean {
  const groups = digitGroups(text);
  const known = groups.map((_, first) => knownEnd(groups, first));
  for (let i = 0; i < groups.length; i++) {
    if (dateEnd(groups, i) < 0 && isNamed(text, groups, i)) return true;
    if (known[i]! >= 0) i = known[i]!;
    else if (isNumber(groups, known, i)) return true;
  }
  return false;
}

const length = 12;
const mostMixedPieces = 4;

function isNumber(groups: Group[], known: number[], first: number): boolean {
  const { digits } = groups[first]!;
  if (digits.length > 0 && digits.length % length === 0) return true;
  const last = digits.startsWith('0') ? endOf(groups, first, length) : null;
  if (last === null || known.some((end, i) => i > first && i <= last && end >= 0 && end <= last)) return false;
  const separators = new Set(groups.slice(first + 1, last + 1).map(group => group.separator!));
  const isList = last - first >= mostMixedPieces && separators.size > 1 && [...separators].some(separator => [...separator].length > 1);
  return !isList && !countsUp(groups.slice(first, last + 1));
}

/** "001, 002, 003, 004" are households, "01, 02, 03, 05, 07, 09" lanes. */
function countsUp(groups: Group[]): boolean {
  return groups.slice(1).every((group, i) => {
    const step = Number(group.digits) - Number(groups[i]!.digits);
    return group.digits.length === groups[i]!.digits.length && step > 0 && step <= (groups.length > mostMixedPieces ? 5 : 1);
  });
}

function endOf(groups: Group[], first: number, most: number): number | null {
  let digits = 0;
  for (let last = first; last < groups.length && (last === first || groups[last]!.separator !== null); last++) {
    digits += groups[last]!.digits.length;
    if (digits >= most) return digits === most ? last : null;
  }
  return null;
}

/** The last group of a phone number or a date that begins here; −1 when neither does. */
function knownEnd(groups: Group[], first: number): number {
  let { digits } = groups[first]!;
  for (let last = first; digits.length <= 15; digits += groups[last]!.digits) {
    if (isDialled(digits) && isGroupedAsPhone(groups.slice(first, last + 1))) return last;
    if (++last === groups.length || groups[last]!.separator === null) break;
  }
  return dateEnd(groups, first);
}

function isGroupedAsPhone([head, ...rest]: Group[]): boolean {
  if (rest.length === 0 || head!.digits.startsWith('84')) return true;
  // "008402 257782 052" begins as a call from abroad does, and as a citizen number.
  if (head!.digits.startsWith('0084') && endOf([head!, ...rest], 0, length) === null) return true;
  const shortest = head!.digits.startsWith('02') ? 1 : 2;
  return rest.length < 4 && head!.digits.length >= 3 && head!.digits.length <= 5 && rest.every(group => group.digits.length >= shortest);
}

/** "05/10/2024", and "10/2024" where no dot is between them. */
function dateEnd(groups: Group[], first: number): number {
  const [day, month, year] = groups.slice(first, first + 3);
  const separator = month?.separator;
  if (!day || !month || !separator || !'/-.'.includes(separator) || !isUpTo(day, 31)) return -1;
  if (year?.separator === separator && isUpTo(month, 12) && isYear(year)) return first + 2;
  return separator !== '.' && isUpTo(day, 12) && isYear(month) ? first + 1 : -1;
}

const isUpTo = ({ digits }: Group, most: number): boolean => digits.length <= 2 && Number(digits) > 0 && Number(digits) <= most;
const isYear = ({ digits }: Group): boolean => /^(19|20)\d\d$/.test(digits);

const latin =
  '(?:cccd|cmnd|cmt|cmtnd|chung minh(?: thu| nhan dan)?|can cuoc(?: cong dan)?|dinh danh(?: ca nhan)?|identity(?: card)?|id card|citizen id|id number)';
const khmer = 'អត្តសញ្ញាណ(?:ប័ណ្ណ)?';
const paperBefore = new RegExp(`(?:(?:^| )${latin}|${khmer})(?: (?:so|la|cu|moi|no|number|is)| ?(?:លេខ|គឺ))* ?$`);
const paperBehind = new RegExp(`^ ?(?:so )?(?:${latin}(?: |$)|${khmer})`);

/** Directly behind the name of an identity paper, or before it in brackets, the nine digits of the old papers count too, and eleven without the zero. */
function isNamed(text: string, groups: Group[], first: number): boolean {
  const before = words(text.slice(Math.max(groups[first - 1]?.end ?? 0, groups[first]!.start - 60), groups[first]!.start));
  if (paperBefore.test(before)) return [length, 11, 9].some(most => endOf(groups, first, most) !== null);
  const last = endOf(groups, first, 9);
  const behind = last === null ? '' : text.slice(groups[last]!.end, groups[last]!.end + 60);
  return behind.trimStart().startsWith('(') && paperBehind.test(words(behind));
}

/** Folded, with one blank between words. */
const words = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{M}]+/gu, ' ');

const mobile = /^0[35789]\d{8}$/;
const landline = /^02\d{9}$/;
const label = /^[\s'"]*(?:(?:s?[đd]t|tel|phone|zalo|điện thoại|di động|ទូរ?សព្ទ|លេខ)[\s:.]*)*/i;
/** Mobiles of eleven digits, which ended in 2018. */
const dead = /^01(2\d|6[2-9]|8[68]|99)\d{7}$/;

/**
 * Digits with the leading zero, as the register keeps them; null when the text is not one Vietnamese phone number and nothing else but its label. Held to
 * tests/Cases/phone-numbers.json, as the server's `PhoneNumber` is.
 */
export function cleanPhone(text: string): string | null {
  const plain = Array.from(text.normalize('NFKC'), letter => (/\p{Nd}/u.test(letter) ? String(digit(letter)) : letter)).join('');
  const bare = plain.replace(/\p{Cf}/gu, '').replace(label, '');
  if (!/^\(?\+?[\d\s.()\p{Pd}]+$/u.test(bare)) return null;
  const digits = bare.replace(/\D/g, '');
  const number = bare.includes('+') && !digits.startsWith('84') ? '' : national(digits);
  return mobile.test(number) || landline.test(number) ? number : null;
}

/** Whether these digits are one number as it is dialled: with the leading zero or the country's code, the dead mobiles too. */
export function isDialled(digits: string): boolean {
  const number = national(digits);
  return mobile.test(number) || landline.test(number) || dead.test(number);
}

/** As dialled within the country: "+84 (0)912…", "0084912…" and "84912…" begin with a zero there. */
function national(digits: string): string {
  return /^0084/.test(digits) || /^84\d{9,11}$/.test(digits) ? `0${digits.replace(/^(00)?84/, '').replace(/^0/, '')}` : digits;
}
