import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handful, spanOf } from '../src/ui/window.ts';

const heights = fc.array(fc.integer({ min: 50, max: 900 }), { minLength: 1, maxLength: 80 });

describe('of a long list', () => {
  it('what is on the screen is drawn, and the rest has its height', () => {
    fc.assert(
      fc.property(heights, fc.integer({ min: -500, max: 80_000 }), fc.integer({ min: 1, max: 2_000 }), (each, top, high) => {
        const known = new Map(each.map((height, n) => [n, height]));
        const total = each.reduce((sum, height) => sum + height, 0);
        const { from, to, above, below } = spanOf(each.length, known, 1, top, top + high);
        const drawn = each.slice(from, to).reduce((sum, height) => sum + height, 0);
        expect(above + drawn + below).toBe(total);
        expect(to).toBeGreaterThan(from);
        // Whatever of the list the screen shows is within what is drawn.
        if (top < total && top + high > 0) {
          expect(above).toBeLessThanOrEqual(Math.max(0, top));
          expect(above + drawn).toBeGreaterThanOrEqual(Math.min(total, top + high));
        }
      }),
    );
  });

  it('as few rows are drawn as fill the screen, however long it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 1_000_000 }), (count, top) => {
        const { from, to } = spanOf(count, new Map(), 360, top, top + 1_540);
        expect((to - from) * handful).toBeLessThanOrEqual(42);
      }),
    );
  });
});
