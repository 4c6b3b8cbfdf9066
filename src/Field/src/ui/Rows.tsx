import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { settings } from './settings.ts';
import { handful, spanOf, type Span } from './window.ts';

/** Beyond the screen's edges rows are ready; not at first: half a screen of rows is what a title, a search and the tabs leave, and comes sooner. */
const ready = 400;
/** Of a row, in rem, before any was drawn. */
const guessed = 4.2;

/**
 * A list of any length of which only the rows near the screen exist. What was drawn once keeps its height, so that nothing moves under the finger; a
 * screen reader is told how many there are. `of` names the list: another one begins anew.
 */
export function Rows<T>({ of, items, row }: { of: unknown; items: readonly T[]; row: (item: T, place: Place) => VNode }) {
  const list = useRef<HTMLUListElement>(null);
  const known = useRef<Known<T>>({ of, heights: new Map(), row, drawn: new Map() });
  if (known.current.of !== of) known.current = { ...known.current, of, heights: new Map() };
  const [seen, see] = useState({ top: 0, bottom: innerHeight / 2 });
  const span = (at: typeof seen): Span =>
    spanOf(Math.ceil(items.length / handful), known.current.heights, handful * guessed * remOf(), at.top, at.bottom);
  const now = span(seen);
  const latest = useRef({ span, now });
  latest.current = { span, now };

  useLayoutEffect(() => {
    const look = (): void => {
      // Heights are taken here, where the page is laid out already, and not as soon as rows are drawn: whatever scrolls away was looked at before.
      measure(list.current, latest.current.now, known.current.heights);
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const next = { top: -top - ready, bottom: innerHeight - top + ready };
      const { from, to } = latest.current.span(next);
      if (from !== latest.current.now.from || to !== latest.current.now.to) see(next);
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

  // A row that is there already is not drawn anew when others come and go.
  const from = now.from * handful;
  const before = known.current.row === row ? known.current.drawn : new Map<T, VNode>();
  const drawn = new Map(
    items
      .slice(from, now.to * handful)
      .map((item, i) => [item, before.get(item) ?? row(item, { 'aria-setsize': items.length, 'aria-posinset': from + i + 1 })]),
  );
  known.current = { ...known.current, row, drawn };
  return (
    <ul class="list" ref={list}>
      {now.above > 0 && <li key="above" class="gap" aria-hidden="true" style={{ height: `${now.above}px` }} />}
      {[...drawn.values()]}
      {now.below > 0 && <li key="below" class="gap" aria-hidden="true" style={{ height: `${now.below}px` }} />}
    </ul>
  );
}

interface Known<T> {
  of: unknown;
  heights: Map<number, number>;
  row: (item: T, place: Place) => VNode;
  drawn: Map<T, VNode>;
}

/** Each handful is as high as from its first row to its last one's end. */
function measure(list: HTMLUListElement | null, drawn: Span, heights: Map<number, number>): void {
  const rows = list?.querySelectorAll<HTMLElement>(':scope > li:not(.gap)') ?? [];
  for (let n = drawn.from; n < drawn.to; n++) {
    const [first, last] = [rows[(n - drawn.from) * handful], rows[(n - drawn.from + 1) * handful - 1]];
    if (first && last) heights.set(n, last.getBoundingClientRect().bottom - first.getBoundingClientRect().top);
  }
}

const rems = new Map<string, number>();

/** Asked once for each size of letters: the question makes the browser reckon all styles at once, in the midst of drawing. */
function remOf(): number {
  const { size } = settings.value;
  const rem = rems.get(size) ?? parseFloat(getComputedStyle(document.documentElement).fontSize);
  rems.set(size, rem);
  return rem;
}

/** Where a row stands among all, for whoever hears the list. */
export interface Place {
  'aria-setsize': number;
  'aria-posinset': number;
}
