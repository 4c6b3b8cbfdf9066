import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Database, Writing } from './database.ts';
import { open, openBytes, seal, sealBytes, type Sealed } from './seal.ts';
import type { Guid } from '../wire.ts';

/** What is known of a picture or recording without opening it. */
export interface MediaHead {
  id: Guid;
  type: string;
  size: number;
  /** Bytes that are here. */
  have: number;
  pieces: number;
  /** A proof taken on this phone: bytes that the server has; null for what came from there. */
  sent: number | null;
}

export type Bytes = Uint8Array<ArrayBuffer>;

const pieceAt = (id: Guid, piece: number): string => `${id}/${piece}`;

/**
 * Pictures and recordings, sealed piece by piece as the line brings them: a cut download goes on from the last piece, also after
 * a kill. They are opened only when shown, so they cost no memory until then.
 */
export class Media {
  readonly #db: Database;
  readonly #key: CryptoKey;
  readonly #heads = signal<ReadonlyMap<Guid, MediaHead>>(new Map());
  readonly heads: ReadonlySignal<ReadonlyMap<Guid, MediaHead>> = this.#heads;

  constructor(db: Database, key: CryptoKey) {
    this.#db = db;
    this.#key = key;
  }

  async read(): Promise<void> {
    const addresses = (await this.#db.getAllKeys('media')).filter(address => !address.includes('/'));
    const heads = await Promise.all(
      addresses.map(async id => open<MediaHead>(this.#key, `media:${id}`, (await this.#db.get('media', id))!)),
    );
    this.#heads.value = new Map(heads.map(head => [head.id, head]));
  }

  /** The whole thing; null when it is not (all) here. */
  async get(id: Guid): Promise<{ type: string; bytes: Bytes } | null> {
    const head = this.#heads.value.get(id);
    if (!head || head.have < head.size) return null;
    const bytes = new Uint8Array(head.size);
    let at = 0;
    for (let piece = 0; piece < head.pieces; piece++) {
      const sealed = await this.#db.get('media', pieceAt(id, piece));
      if (!sealed) return null;
      const part = new Uint8Array(await openBytes(this.#key, pieceAt(id, piece), sealed));
      bytes.set(part, at);
      at += part.length;
    }
    return { type: head.type, bytes };
  }

  /** The next piece from the server. */
  async add(id: Guid, type: string, size: number, bytes: Bytes): Promise<void> {
    const before = this.#heads.value.get(id) ?? { id, type, size, have: 0, pieces: 0, sent: null };
    const head: MediaHead = { ...before, type, size, have: before.have + bytes.length, pieces: before.pieces + 1 };
    const sealed = await Promise.all([sealBytes(this.#key, pieceAt(id, before.pieces), bytes), seal(this.#key, `media:${id}`, head)]);
    const tx = this.#db.transaction('media', 'readwrite');
    await tx.store.put(sealed[0], pieceAt(id, before.pieces));
    await tx.store.put(sealed[1], id);
    await tx.done;
    this.#show(head);
  }

  /** A proof taken here; `keep` writes it in the transaction of the work that it proves, `show` after it. */
  async prepare(id: Guid, type: string, bytes: Bytes): Promise<{ keep: (tx: Writing) => Promise<void>; show: () => void }> {
    const head: MediaHead = { id, type, size: bytes.length, have: bytes.length, pieces: 1, sent: 0 };
    const [piece, top]: Sealed[] = await Promise.all([sealBytes(this.#key, pieceAt(id, 0), bytes), seal(this.#key, `media:${id}`, head)]);
    return {
      keep: async tx => {
        await tx.objectStore('media').put(piece!, pieceAt(id, 0));
        await tx.objectStore('media').put(top!, id);
      },
      show: () => this.#show(head),
    };
  }

  async sent(id: Guid, bytes: number): Promise<void> {
    const before = this.#heads.value.get(id);
    if (!before) return;
    const head = { ...before, sent: bytes };
    await this.#db.put('media', await seal(this.#key, `media:${id}`, head), id);
    this.#show(head);
  }

  /** Proofs go up again from the beginning; the server says how much it has. */
  async sendAgain(): Promise<void> {
    for (const head of this.#heads.value.values()) if (head.sent) await this.sent(head.id, 0);
  }

  async drop(id: Guid): Promise<void> {
    const tx = this.#db.transaction('media', 'readwrite');
    for (const address of await tx.store.getAllKeys(IDBKeyRange.bound(`${id}/`, `${id}0`))) await tx.store.delete(address);
    await tx.store.delete(id);
    await tx.done;
    const heads = new Map(this.#heads.value);
    heads.delete(id);
    this.#heads.value = heads;
  }

  #show(head: MediaHead): void {
    this.#heads.value = new Map(this.#heads.value).set(head.id, head);
  }
}
