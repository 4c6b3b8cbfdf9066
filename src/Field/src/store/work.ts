import { signal, type ReadonlySignal } from '@preact/signals-core';
import { write, type Database } from './database.ts';
import { open, seal } from './seal.ts';
import type { WireWorkSheet } from '../wire.ts';

/** Work sheets as they were at an instant; null before the first. */
export interface WorkCopy {
  at: number | null;
  sheets: readonly WireWorkSheet[];
}

/** The server reckons work sheets; the last that it said is kept here, sealed, to be read without a line. */
export class WorkSheets {
  readonly #db: Database;
  readonly #key: CryptoKey;
  readonly #copy = signal<WorkCopy>({ at: null, sheets: [] });
  readonly copy: ReadonlySignal<WorkCopy> = this.#copy;

  constructor(db: Database, key: CryptoKey) {
    this.#db = db;
    this.#key = key;
  }

  async read(): Promise<void> {
    const sealed = await this.#db.get('sealed', 'work');
    if (sealed) this.#copy.value = await open<WorkCopy>(this.#key, 'work', sealed);
  }

  async keep(copy: WorkCopy): Promise<void> {
    const sealed = await seal(this.#key, 'work', copy);
    await write(this.#db, async tx => {
      await tx.objectStore('sealed').put(sealed, 'work');
    });
    this.#copy.value = copy;
  }
}
