import { Problem, type Api } from './api.ts';
import type { Store } from '../store/store.ts';
import type { OutboxItem } from '../store/outbox.ts';

export const batchSize = 100;

/**
 * Sends everything that waits, oldest first, and returns how many items the server could not digest at all.
 * An item leaves the line only by the server's own word on it; a lost answer means the same items go again, which is harmless.
 */
export async function push(api: Api, store: Store): Promise<number> {
  const tried = new Set<string>();
  let stuck = 0;
  for (;;) {
    const batch = store
      .toSend()
      .filter(item => !tried.has(item.mutation.id))
      .slice(0, batchSize);
    if (batch.length === 0) return stuck;
    // An item the server leaves unanswered is not asked again in this round, or the round would never end.
    for (const item of batch) tried.add(item.mutation.id);
    stuck += await send(api, store, batch);
  }
}

/** One bad item must not hold up the others: a batch that is refused as a whole is halved until the bad one stands alone. */
async function send(api: Api, store: Store, batch: OutboxItem[]): Promise<number> {
  try {
    await store.answered(await api.push(batch.map(item => item.mutation)));
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || !blamesTheBody(error.status)) throw error;
    if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      return (await send(api, store, batch.slice(0, half))) + (await send(api, store, batch.slice(half)));
    }
    // 500: the server stumbled over it; a later version may not, so it keeps waiting. 4xx: it will never be taken as it is.
    if (error.status >= 500) return 1;
    const { id } = batch[0]!.mutation;
    await store.answered({ results: [{ id, result: 'refused', code: error.code, reason: error.message }], upTo: 0, serverTime: '' });
    return 0;
  }
}

const blamesTheBody = (status: number): boolean => status === 400 || status === 413 || status === 422 || status === 500;
