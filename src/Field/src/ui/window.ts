/** Rows are drawn by the handful: few enough that a slow phone draws one in a blink, and many enough that a finger does not outrun them. */
export const handful = 6;

/** How high a handful of rows is that has not been drawn: as those that have been, or by a guess. */
export function guess(heights: ReadonlyMap<number, number>, otherwise: number): number {
  if (heights.size === 0) return otherwise;
  let sum = 0;
  for (const height of heights.values()) sum += height;
  return sum / heights.size;
}

export interface Span {
  /** The first handful that is drawn, and the one after the last. */
  from: number;
  to: number;
  /** Heights of what is not drawn above and below. */
  above: number;
  below: number;
}

/** Which of `count` handfuls lie between `top` and `bottom`, measured from the first row; always at least one. */
export function spanOf(count: number, heights: ReadonlyMap<number, number>, otherwise: number, top: number, bottom: number): Span {
  const unknown = guess(heights, otherwise);
  const span: Span = { from: 0, to: 0, above: 0, below: 0 };
  let at = 0;
  for (let n = 0; n < count; n++) {
    const height = heights.get(n) ?? unknown;
    const isLast = n === count - 1;
    if (at + height <= top && !isLast) {
      span.above += height;
      span.from = n + 1;
      span.to = n + 1;
    } else if (at < bottom || span.to === span.from) span.to = n + 1;
    else span.below += height;
    at += height;
  }
  return span;
}
