const first = 5_000;
const longest = 15 * 60_000;

/** How long to wait after so many failures in a row. Half of it is chance, so that a hall full of phones does not come back at once. */
export function pauseAfter(failures: number, chance: () => number): number {
  if (failures <= 0) return 0;
  const whole = Math.min(longest, first * 2 ** (failures - 1));
  return whole / 2 + (chance() * whole) / 2;
}
