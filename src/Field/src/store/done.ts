import { open } from './seal.ts';
import type { Database, Writing } from './database.ts';
import type { OutboxItem } from './outbox.ts';

/**
 * What the server has confirmed is kept for a while, because a server that was restored from a backup has lost the last of it. It lies apart from
 * the outbox, so that starting the app reads nothing of it, and is bounded: the oldest goes first.
 */
const keptDays = 30;
const most = 2_000;

/** Ends items in the caller's transaction: they move as they lie, sealed. `today` is the day's number. */
export async function moveToDone(tx: Writing, items: readonly OutboxItem[], today: number): Promise<void> {
  if (items.length === 0) return;
  const [outbox, done] = [tx.objectStore('outbox'), tx.objectStore('done')];
  for (const { seq } of items) {
    const sealed = await outbox.get(seq);
    if (sealed) await done.put({ ...sealed, day: today }, seq);
    await outbox.delete(seq);
  }
  let tooMany = (await done.count()) - most;
  for (let oldest = await done.openCursor(); oldest; oldest = await oldest.continue()) {
    if (tooMany-- <= 0 && oldest.value.day >= today - keptDays) break;
    await oldest.delete();
  }
}

/** What was confirmed within the days that it is kept for, to be sent again, in the order it was done. */
export async function readDone(db: Database, key: CryptoKey, today: number): Promise<OutboxItem[]> {
  const tx = db.transaction('done');
  const [seqs, records] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
  const items = records.map(async (record, i): Promise<OutboxItem | null> => {
    if (record.day < today - keptDays) return null;
    const { mutation, householdId } = await open<OutboxItem>(key, 'outbox', record);
    return { seq: seqs[i]!, mutation, householdId, state: 'waiting', again: true };
  });
  return (await Promise.all(items)).filter(item => item !== null);
}
