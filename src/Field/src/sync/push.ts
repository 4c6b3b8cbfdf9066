import { Problem, type Api } from './api.ts';
import { threadOf, type OutboxItem } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Guid } from '../wire.ts';

export const batchSize = 100;
/** After so many items that the server could not take in, the rest of the round waits. */
const mostStuck = 5;

/**
 * Sends everything that waits, oldest first, and returns how many items the server could not take in. An item leaves the line only by the
 * server's own word on it by its id; a lost answer means the same items go again, which is harmless.
 *
 * One bad item must not hold up the others: a batch that the server cannot take in is halved until the bad one stands alone. Two that fail alike
 * one after the other are no bad items, it is the server; then the round ends. Bad items keep waiting and go last from then on.
 */
export async function push(api: Api, store: Store): Promise<number> {
  const tried = new Set<Guid>();
  let stuck = 0;
  let last = '';
  let enough = false;

  const send = async (batch: OutboxItem[]): Promise<void> => {
    const ready = mayGo(store, batch);
    if (enough || ready.length === 0) return;
    try {
      await store.answered(await api.push(ready.map(item => item.mutation)));
      last = '';
    } catch (error) {
      if (!(error instanceof Problem) || !blamesTheBody(error.status)) throw error;
      if (ready.length > 1) {
        const half = Math.ceil(ready.length / 2);
        await send(ready.slice(0, half));
        await send(ready.slice(half));
        return;
      }
      // 500: the server stumbled over it, and its words are about itself. 4xx: it says what it cannot read.
      const reason = error.status < 500 ? [error.message, error.next].filter(Boolean).join(' ') : undefined;
      await store.notTaken(ready[0]!.mutation.id, error.code, reason);
      const how = `${error.status} ${error.code}`;
      stuck++;
      enough = how === last || stuck === mostStuck;
      last = how;
    }
  };

  // What waited behind a bad item may go once that has gone.
  for (const bad of [false, true, false]) {
    while (!enough) {
      // An item the server leaves unanswered is not asked again in this round, or the round would never end.
      const left = store.toSend().filter(item => !tried.has(item.mutation.id) && (item.code !== undefined) === bad);
      const batch = mayGo(store, left).slice(0, batchSize);
      if (batch.length === 0) break;
      for (const item of batch) tried.add(item.mutation.id);
      await send(batch);
    }
  }
  return stuck;
}

const blamesTheBody = (status: number): boolean => status === 400 || status === 413 || status === 422 || status === 500;

/** Without those that would arrive before a bad item which they build on. */
function mayGo(store: Store, batch: readonly OutboxItem[]): OutboxItem[] {
  const bad = store.unsent.value.filter(item => item.code !== undefined && !batch.includes(item));
  return bad.length === 0 ? [...batch] : batch.filter(item => !bad.some(before => before.seq < item.seq && buildsOn(item, before)));
}

/** Visits carry their instant and stand in any order, once there is who they are about. */
function buildsOn(item: OutboxItem, before: OutboxItem): boolean {
  const { mutation } = item;
  if (threadOf(item) !== threadOf(before)) return false;
  return mutation.kind !== 'visit' || before.mutation.kind.endsWith('.add') || mutation.visit?.supersedes === before.mutation.id;
}
