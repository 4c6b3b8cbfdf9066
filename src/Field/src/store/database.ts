import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Sealed } from './seal.ts';
import type { Lockbox } from './vault.ts';

interface Schema extends DBSchema {
  /** Keys wrapped by PINs, failed tries, the write stamp: nothing about residents. */
  vault: { key: string; value: unknown };
  /** The territory, the guides and half-finished visits, sealed by the data key. */
  sealed: { key: string; value: Sealed };
  /** What was done and is not yet acknowledged, in the order it was done, sealed. */
  outbox: { key: number; value: Sealed };
  /** What was acknowledged, under its key of the outbox, with the day's number; see store/done.ts. */
  done: { key: number; value: Sealed & { day: number } };
  /** Cards, recordings and proofs in sealed pieces, apart from what is read at every start; see store/media.ts. */
  media: { key: string; value: Sealed };
}

export type Database = IDBPDatabase<Schema>;
export type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

export const databaseName = 'tungngo';

export function openDatabase(onBlocking?: () => void): Promise<Database> {
  return openDB<Schema>(databaseName, 3, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('vault');
        db.createObjectStore('sealed');
        db.createObjectStore('outbox', { autoIncrement: true });
      }
      if (before < 2) db.createObjectStore('media');
      if (before < 3) db.createObjectStore('done');
    },
    // Another tab wants to wipe or upgrade: this one must let go, or the wipe of a lost phone would wait for ever.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onBlocking?.();
    },
  });
}

/**
 * One transaction over everything, flushed to the disk before it is called done: the default "relaxed" durability of
 * Chromium may lose the last seconds at a power cut, after the screen already said "saved".
 */
export async function write(db: Database, work: (tx: Writing) => Promise<void> | void): Promise<void> {
  const tx = db.transaction(['vault', 'sealed', 'outbox', 'done', 'media'], 'readwrite', { durability: 'strict' }) as unknown as Writing;
  try {
    await work(tx);
  } catch (error) {
    try {
      tx.abort();
    } catch {
      /* already aborted by the failed request */
    }
    await tx.done.catch(() => undefined);
    throw error;
  }
  await tx.done;
}

export const eraseDatabase = (): Promise<void> => deleteDB(databaseName);

export async function lockboxes(db: Database): Promise<Lockbox[]> {
  return (await db.getAll('vault', IDBKeyRange.bound('member:', 'member;'))) as Lockbox[];
}
