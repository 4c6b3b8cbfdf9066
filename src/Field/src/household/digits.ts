/** Digits that stand together, as 0–9; what stands between them and the group before, or null when that is more than a separator. */
export interface Group {
  start: number;
  end: number;
  digits: string;
  separator: string | null;
}

const longestSeparator = 3;

/** All groups of a text in order. Invisible characters and stray marks between digits are looked through. */
export function digitGroups(text: string): Group[] {
  const groups: Group[] = [];
  let [at, separator, apart, open] = [0, '', true, false];
  for (const letter of text) {
    if (/\p{Nd}/u.test(letter)) {
      if (!open) groups.push({ start: at, end: at, digits: '', separator: apart ? null : separator });
      const group = groups[groups.length - 1]!;
      group.digits += digit(letter);
      group.end = at + letter.length;
      [open, separator, apart] = [true, '', false];
    } else if (!/[\p{Cf}\p{Cs}\p{Mn}\p{Me}]/u.test(letter) && (!/\p{Cc}/u.test(letter) || /\s|\u0085/.test(letter))) {
      open = false;
      apart ||= letter === ':' || /[\p{L}\p{No}\p{Nl}]/u.test(letter);
      const blank = /[\s\u0085]/.test(letter);
      if (!apart && !(blank && separator.endsWith(' '))) {
        separator += blank ? ' ' : /\p{Pd}/u.test(letter) ? '-' : letter;
        apart = [...separator].length > longestSeparator;
      }
    }
    at += letter.length;
  }
  return groups;
}

/** Decimal digits of every script stand in tens, from the zero on. */
export function digit(letter: string): number {
  const code = letter.codePointAt(0)!;
  let below = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(below - 1))) below--;
  return (code - below) % 10;
}
