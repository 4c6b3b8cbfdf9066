import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { handful, spanOf } from './window.ts';

/** Beyond the screen's edges rows are ready; not at first, so that the screen itself comes sooner. */
const ready = 400;
/** Of a row, in rem, before any was drawn. */
const guessed = 4.2;

/**
 * A list of any length of which only the rows near the screen exist. What was drawn once keeps its height, so that nothing moves under the finger; a
 * screen reader is told how many there are. `of` names the list: another one begins anew.
 */
export function Rows<T>({ of, items, row }: { of: unknown; items: readonly T[]; row: (item: T, place: Place) => ComponentChildren }) {
  const list = useRef<HTMLUListElement>(null);
  const known = useRef<{ of: unknown; heights: Map<number, number> }>({ of, heights: new Map() });
  if (known.current.of !== of) known.current = { of, heights: new Map() };
  const { heights } = known.current;
  const [seen, see] = useState({ top: 0, bottom: innerHeight });
  const count = Math.ceil(items.length / handful);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const span = spanOf(count, heights, handful * guessed * rem, seen.top, seen.bottom);

  useLayoutEffect(() => {
    const look = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const next = { top: -top - ready, bottom: innerHeight - top + ready };
      see(before => (Math.abs(before.top - next.top) < ready / 4 && before.bottom - before.top === next.bottom - next.top ? before : next));
    };
    // The first rows are drawn before those that nobody sees yet.
    const timer = setTimeout(look, 60);
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, []);

  // Each handful is as high as from its first row to the next one's.
  useLayoutEffect(() => {
    const rows = list.current?.querySelectorAll<HTMLElement>(':scope > li:not(.gap)') ?? [];
    for (let n = span.from; n < span.to; n++) {
      const [first, last] = [rows[(n - span.from) * handful], rows[Math.min((n - span.from + 1) * handful, rows.length) - 1]];
      if (first && last && (n + 1) * handful <= items.length)
        heights.set(n, last.getBoundingClientRect().bottom - first.getBoundingClientRect().top);
    }
  });

  const from = span.from * handful;
  return (
    <ul class="list" ref={list}>
      {span.above > 0 && <li key="above" class="gap" aria-hidden="true" style={{ height: `${span.above}px` }} />}
      {items.slice(from, span.to * handful).map((item, i) => row(item, { 'aria-setsize': items.length, 'aria-posinset': from + i + 1 }))}
      {span.below > 0 && <li key="below" class="gap" aria-hidden="true" style={{ height: `${span.below}px` }} />}
    </ul>
  );
}

/** Where a row stands among all, for whoever hears the list. */
export interface Place {
  'aria-setsize': number;
  'aria-posinset': number;
}
