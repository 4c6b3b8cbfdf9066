import type { Store } from './store.ts';

/** How many of each kind, and nothing of what they said: it stays on a phone that was wiped. A half-done visit is a `draft`. */
export type Lost = Readonly<Record<string, number>>;

/** What only this phone has: what waits, what was refused, what is half done. */
export function unsentOf(store: Pick<Store, 'unsent' | 'refused' | 'drafts'>): Lost {
  const counts: Record<string, number> = {};
  for (const { mutation } of [...store.unsent.value, ...store.refused.value]) counts[mutation.kind] = (counts[mutation.kind] ?? 0) + 1;
  return store.drafts.value.size === 0 ? counts : { ...counts, draft: store.drafts.value.size };
}

/** As it was put away; older phones put away nothing but that they were wiped. */
export function lostOf(kept: string | null): Lost {
  try {
    const counts = JSON.parse(kept ?? '{}') as unknown;
    return typeof counts === 'object' && counts !== null ? (counts as Lost) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
