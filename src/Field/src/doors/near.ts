const radius = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points [latitude, longitude]; flat-earth arithmetic is exact enough inside a hamlet. */
export function metres(a: readonly number[], b: readonly number[]): number {
  const north = radians(b[0]! - a[0]!);
  const east = radians(b[1]! - a[1]!) * Math.cos(radians((a[0]! + b[0]!) / 2));
  return radius * Math.hypot(north, east);
}
