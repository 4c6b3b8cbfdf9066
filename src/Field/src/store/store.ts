import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import { addresses as chunkAddresses, sealTouched } from './chunks.ts';
import { dayNumber } from './clock.ts';
import { write, type Database, type Writing } from './database.ts';
import { moveToDone, readDone } from './done.ts';
import type { DoorClock } from './doorClock.ts';
import type { Draft } from './draft.ts';
import { viewOf, type View } from './effect.ts';
import { Media, type Bytes } from './media.ts';
import { answered, isHard, outboxItem, pictureOf, threadOf, unsentAgain, type OutboxItem } from './outbox.ts';
import { emptyParts, partNames, partsOf, type Parts } from './parts.ts';
import { open, seal, type Sealed } from './seal.ts';
import { applyPull, beginsAnew, emptyTerritory, isLate, type Territory } from './territory.ts';
import { WorkSheets } from './work.ts';
import type { GuidesResponse, Guid, Mutation, PullResponse, PushResponse, WireGuide, WireHousehold } from '../wire.ts';

/** Who this phone is to the server. */
export interface Phone {
  deviceId: Guid;
  token: string;
  serverName: string;
}

const draftAt = (householdId: Guid): string => `draft:${householdId}`;

/**
 * The working set of one unlocked phone. It lies in memory as signals; each change is sealed, written and flushed first and
 * shown after, so that nothing on the screen is less safe than it looks.
 */
export class Store {
  readonly #db: Database;
  readonly #key: CryptoKey;
  readonly #territory = signal<Territory>(emptyTerritory);
  readonly #households = signal<ReadonlyMap<Guid, WireHousehold>>(new Map());
  readonly #items = signal<readonly OutboxItem[]>([]);
  readonly #drafts = signal<ReadonlyMap<Guid, Draft>>(new Map());
  readonly #guides = signal<readonly WireGuide[]>([]);
  readonly #phone = signal<Phone | null>(null);
  readonly #parts = signal<Parts>(emptyParts);
  /** When the holds end that this page has seen begin, in ticks. */
  readonly #holds = new Map<Guid, number>();
  #stamp = 0;
  #queue: Promise<unknown> = Promise.resolve();
  /** Told after each write, so that other tabs of the app read it. */
  onWritten: () => void = () => undefined;

  readonly clock: DoorClock;
  readonly media: Media;
  readonly work: WorkSheets;
  readonly items: ReadonlySignal<readonly OutboxItem[]> = this.#items;
  readonly drafts: ReadonlySignal<ReadonlyMap<Guid, Draft>> = this.#drafts;
  readonly guides: ReadonlySignal<readonly WireGuide[]> = this.#guides;
  readonly phone: ReadonlySignal<Phone | null> = this.#phone;
  readonly water: ReadonlySignal<Parts['water']> = computed(() => this.#parts.value.water);
  readonly gatherings: ReadonlySignal<Parts['gatherings']> = computed(() => this.#parts.value.gatherings);
  readonly training: ReadonlySignal<Parts['training']> = computed(() => this.#parts.value.training);
  readonly lessons: ReadonlySignal<Parts['lessons']> = computed(() => this.#parts.value.lessons);
  readonly answers: ReadonlySignal<Parts['answers']> = computed(() => this.#parts.value.answers);
  readonly campaigns: ReadonlySignal<Parts['campaigns']> = computed(() => this.#parts.value.campaigns);
  readonly view: ReadonlySignal<View> = computed(() =>
    viewOf(this.#territory.value, this.#households.value, this.#items.value, this.#parts.value),
  );
  readonly unsent: ReadonlySignal<readonly OutboxItem[]> = computed(() => this.#items.value.filter(item => item.state === 'waiting'));
  readonly refused: ReadonlySignal<readonly OutboxItem[]> = computed(() => this.#items.value.filter(item => item.state === 'refused'));
  readonly noted: ReadonlySignal<readonly OutboxItem[]> = computed(() => this.#items.value.filter(item => item.state === 'noted'));

  private constructor(db: Database, key: CryptoKey, clock: DoorClock) {
    this.#db = db;
    this.#key = key;
    this.clock = clock;
    this.media = new Media(db, key);
    this.work = new WorkSheets(db, key);
  }

  static async open(db: Database, key: CryptoKey, clock: DoorClock): Promise<Store> {
    const store = new Store(db, key, clock);
    await store.#read();
    // Whoever held it has closed the app.
    store.#holds.clear();
    return store;
  }

  setPhone(phone: Phone): Promise<void> {
    return this.#inTurn(async () => {
      const sealed = await seal(this.#key, 'phone', phone);
      await this.#write(async tx => {
        await tx.objectStore('sealed').put(sealed, 'phone');
      });
      this.#phone.value = phone;
    });
  }

  /** Takes on what was done; the half-finished visit of `finishes` ends, and a proof is kept, in the same transaction. */
  do(
    mutations: readonly Mutation[],
    options: { finishes?: Guid; holdFor?: number; proof?: { id: Guid; type: string; bytes: Bytes } } = {},
  ): Promise<void> {
    return this.#inTurn(async () => {
      const items = mutations.map(mutation => outboxItem(mutation, options.holdFor));
      const sealed = await Promise.all(items.map(item => this.#sealItem(item)));
      const proof = options.proof && (await this.media.prepare(options.proof.id, options.proof.type, options.proof.bytes));
      await this.#write(async tx => {
        await proof?.keep(tx);
        for (const [i, item] of items.entries()) item.seq = await tx.objectStore('outbox').add(sealed[i]!);
        if (options.finishes) await tx.objectStore('sealed').delete(draftAt(options.finishes));
      });
      this.#hold(items);
      this.#items.value = [...this.#items.value, ...items];
      proof?.show();
      if (options.finishes) this.#drafts.value = without(this.#drafts.value, options.finishes);
    });
  }

  /** Takes back what is still held; false when it is too late, and then nothing has changed. */
  undo(id: Guid): Promise<boolean> {
    return this.#inTurn(async () => {
      const item = this.#items.value.find(known => known.mutation.id === id);
      // A second of margin: a push that begins right at the end of the hold reads the outbox after this delete.
      if (!item || item.state !== 'waiting' || this.#heldFor(item) < 1000) return false;
      await this.#forget([item]);
      return true;
    });
  }

  /** Refused work goes back in line, and so does what could not be taken in. Under the same id: should it have been done after all, it is done once. */
  retry(ids: readonly Guid[]): Promise<void> {
    return this.#inTurn(() => this.#change(ids, item => (isHard(item) ? unsentAgain(item) : item)));
  }

  /** Gives up work that the server does not take, of which the member has been asked. */
  discard(id: Guid): Promise<void> {
    return this.#inTurn(() => this.#forget(this.#items.value.filter(item => item.mutation.id === id && isHard(item))));
  }

  /** The member has read the server's word on work that it kept. */
  hasRead(id: Guid): Promise<void> {
    return this.#inTurn(async () => {
      const read = this.#items.value.filter(item => item.mutation.id === id && item.state === 'noted');
      await this.#write(tx => moveToDone(tx, read, this.#today()));
      this.#items.value = this.#items.value.filter(item => !read.includes(item));
    });
  }

  /** What the server said when it could not take in this item alone: no answer by its id, so it keeps waiting. */
  notTaken(id: Guid, code: string, reason: string | undefined): Promise<void> {
    return this.#inTurn(async () => {
      const known = this.#items.value.find(item => item.mutation.id === id);
      if (known?.code === code && known.reason === reason) return;
      await this.#change([id], item => (item.state === 'waiting' ? { ...item, code, reason } : item));
    });
  }

  saveDraft(draft: Draft): Promise<void> {
    return this.#inTurn(async () => {
      const sealed = await seal(this.#key, draftAt(draft.householdId), draft);
      await this.#write(async tx => {
        await tx.objectStore('sealed').put(sealed, draftAt(draft.householdId));
      });
      this.#drafts.value = new Map(this.#drafts.value).set(draft.householdId, draft);
    });
  }

  dropDraft(householdId: Guid): Promise<void> {
    return this.#inTurn(async () => {
      await this.#write(async tx => {
        await tx.objectStore('sealed').delete(draftAt(householdId));
      });
      this.#drafts.value = without(this.#drafts.value, householdId);
    });
  }

  now(): number {
    return this.clock.now();
  }

  /** Work the server may have now, oldest first. */
  toSend(): OutboxItem[] {
    const waiting = this.#items.value.filter(item => item.state === 'waiting');
    // What follows a held item on the same thing waits with it, or it would arrive before its cause.
    const held = new Set(waiting.filter(item => this.#heldFor(item) > 0).map(threadOf));
    const free = waiting.filter(item => !held.has(threadOf(item)));
    for (const item of free) this.#holds.delete(item.mutation.id);
    return free;
  }

  /** Milliseconds until the first held item may go, also one whose hold ended while others were sent; null when nothing is held. */
  heldUntil(): number | null {
    const held = this.#items.value.filter(item => item.state === 'waiting' && this.#holds.has(item.mutation.id));
    return held.length === 0 ? null : Math.max(0, Math.min(...held.map(item => this.#heldFor(item)))) + 50;
  }

  /** The server's word on each item of a batch. An item it did not name keeps waiting. */
  answered(answer: PushResponse): Promise<void> {
    const results = new Map(answer.results.map(result => [result.id, result]));
    return this.#inTurn(() => this.#change([...results.keys()], item => answered(item, results.get(item.mutation.id)!, answer.upTo)));
  }

  /** `asked` is when the answer was asked for, in the clock's ticks. True when the server's history began anew, so that there is work to send again. */
  pulled(answer: PullResponse, asked = this.clock.ticks()): Promise<boolean> {
    return this.#inTurn(async () => {
      const late = isLate(this.#territory.value, answer);
      if (!late) this.clock.learn(Date.parse(answer.serverTime), asked);
      const anew = beginsAnew(this.#territory.value, answer);
      if (anew) await this.#recall();
      const busy = new Set(this.#drafts.value.keys());
      const ended: OutboxItem[] = [];
      for (const item of this.#items.value) {
        // Only a pull that reached the push's change number carries its effect; until then our own copy stands in for it.
        if (item.state === 'sent' && !answer.more && answer.upTo >= (item.upTo ?? 0) && !this.#owesPicture(item)) ended.push(item);
        else if (item.householdId && item.state !== 'noted') busy.add(item.householdId);
      }
      const { territory, put, drop } = applyPull(this.#territory.value, this.#households.value, answer, busy, this.clock);
      const households = new Map(this.#households.value);
      for (const household of put) households.set(household.id, household);
      for (const id of drop) households.delete(id);
      const records = await sealTouched(this.#key, households, [...put.map(household => household.id), ...drop]);
      records.set('territory', await seal(this.#key, 'territory', territory));
      const parts = late ? {} : partsOf(answer);
      for (const [name, part] of Object.entries(parts)) records.set(name, await seal(this.#key, name, part));
      await this.#write(async tx => {
        for (const [at, sealed] of records) await tx.objectStore('sealed').put(sealed, at);
        await moveToDone(tx, ended, this.#today());
      });
      this.#territory.value = territory;
      this.#households.value = households;
      this.#parts.value = { ...this.#parts.value, ...parts };
      this.#items.value = this.#items.value.filter(item => !ended.includes(item));
      // Another phone may have brought back the door that ours were about.
      const came = new Set(put.map(household => household.id));
      const again = this.#items.value.filter(item => item.again && item.state === 'refused' && came.has(item.householdId ?? ''));
      if (again.length > 0) {
        const ids = again.map(item => item.mutation.id);
        await this.#change(ids, unsentAgain);
      }
      return anew;
    });
  }

  /** A reading stays here until its picture has gone, since nothing in a pull names it. */
  #owesPicture({ mutation }: OutboxItem): boolean {
    const head = mutation.reading && this.media.heads.value.get(pictureOf(mutation) ?? '');
    return head !== undefined && head !== null && head.sent !== null && head.sent < head.size;
  }

  /** Everything that the server had confirmed goes in line again, before what was done since. What it has not lost, it does not do twice. */
  async #recall(): Promise<void> {
    const again = [
      ...(await readDone(this.#db, this.#key, this.#today())),
      ...this.#items.value.filter(item => item.state === 'sent' || item.state === 'noted').map(unsentAgain),
    ];
    const sealed = await Promise.all(again.map(item => this.#sealItem(item)));
    await this.#write(async tx => {
      for (const [i, item] of again.entries()) await tx.objectStore('outbox').put(sealed[i]!, item.seq);
      await tx.objectStore('done').clear();
    });
    const bySeq = new Map([...this.#items.value, ...again].map(item => [item.seq, item]));
    this.#items.value = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
    await this.media.sendAgain();
  }

  #today(): number {
    return dayNumber(this.clock.now());
  }

  guided(answer: GuidesResponse): Promise<void> {
    return this.#inTurn(async () => {
      const fresh = new Set(answer.guides.map(guide => `${guide.serviceId}/${guide.language}`));
      const guides = [...this.#guides.value.filter(guide => !fresh.has(`${guide.serviceId}/${guide.language}`)), ...answer.guides];
      const territory = { ...this.#territory.value, guidesVersion: answer.version };
      const [sealedGuides, sealedTerritory] = await Promise.all([
        seal(this.#key, 'guides', guides),
        seal(this.#key, 'territory', territory),
      ]);
      await this.#write(async tx => {
        await tx.objectStore('sealed').put(sealedGuides, 'guides');
        await tx.objectStore('sealed').put(sealedTerritory, 'territory');
      });
      this.#guides.value = guides;
      this.#territory.value = territory;
    });
  }

  /** Reads again what another tab may have written; nothing happens when no one wrote. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      const stamp = ((await this.#db.get('vault', 'stamp')) as number | undefined) ?? 0;
      if (stamp !== this.#stamp) await this.#read();
    });
  }

  async #read(): Promise<void> {
    const tx = this.#db.transaction(['vault', 'sealed', 'outbox']);
    const [stamp, addresses, sealed, seqs, outbox] = await Promise.all([
      tx.objectStore('vault').get('stamp'),
      tx.objectStore('sealed').getAllKeys(),
      tx.objectStore('sealed').getAll(),
      tx.objectStore('outbox').getAllKeys(),
      tx.objectStore('outbox').getAll(),
    ]);
    const at = new Map(addresses.map((address, i) => [address, sealed[i]!]));
    const opened = async <T>(address: string, otherwise: T): Promise<T> => {
      const record = at.get(address);
      return record ? open<T>(this.#key, address, record) : otherwise;
    };
    const doors = await Promise.all(chunkAddresses.map(address => opened<WireHousehold[]>(address, [])));
    const drafts = await Promise.all(
      addresses.filter(address => address.startsWith('draft:')).map(address => opened<Draft>(address, null!)),
    );
    const items = await Promise.all(
      outbox.map(async (item, i) => ({ ...(await open<OutboxItem>(this.#key, 'outbox', item)), seq: seqs[i]! })),
    );
    const territory = await opened('territory', emptyTerritory);
    this.#guides.value = await opened<WireGuide[]>('guides', []);
    const parts = await Promise.all(partNames.map(async name => [name, await opened(name, emptyParts[name])] as const));
    this.#parts.value = Object.fromEntries(parts) as unknown as Parts;
    await Promise.all([this.media.read(), this.work.read()]);
    this.#territory.value = territory;
    this.#phone.value = await opened<Phone | null>('phone', null);
    this.#households.value = new Map(doors.flat().map(household => [household.id, household]));
    this.#drafts.value = new Map(drafts.map(draft => [draft.householdId, draft]));
    this.#hold(items.filter(item => !this.#items.value.some(known => known.seq === item.seq)));
    this.#items.value = items;
    this.#resumeClock();
    this.#stamp = (stamp as number | undefined) ?? 0;
  }

  /** The newest work may have been done after the clock was seen to be set. */
  #resumeClock(): void {
    const { pulledAt, skew } = this.#territory.value;
    const [last] = this.#items.value
      .map(item => item.mutation)
      .filter(mutation => mutation.skew != null)
      .slice(-1);
    const [pulled, done] = [pulledAt ?? 0, last ? Date.parse(last.at) : 0];
    this.clock.resume(done > pulled ? last!.skew! * 1000 : skew, Math.max(pulled, done));
  }

  #hold(items: readonly OutboxItem[]): void {
    for (const { mutation, state, holdFor } of items)
      if (state === 'waiting' && holdFor !== undefined) this.#holds.set(mutation.id, this.clock.ticks() + holdFor);
  }

  #heldFor(item: OutboxItem): number {
    const end = this.#holds.get(item.mutation.id);
    return end === undefined ? 0 : end - this.clock.ticks();
  }

  #sealItem(item: OutboxItem): Promise<Sealed> {
    return seal(this.#key, 'outbox', item);
  }

  async #change(ids: readonly Guid[], how: (item: OutboxItem) => OutboxItem): Promise<void> {
    const wanted = new Set(ids);
    const changed = new Map<number, OutboxItem>();
    for (const item of this.#items.value) if (wanted.has(item.mutation.id)) changed.set(item.seq, how(item));
    const sealed = await Promise.all([...changed.values()].map(item => this.#sealItem(item)));
    await this.#write(async tx => {
      for (const [i, seq] of [...changed.keys()].entries()) await tx.objectStore('outbox').put(sealed[i]!, seq);
    });
    this.#items.value = this.#items.value.map(item => changed.get(item.seq) ?? item);
  }

  async #forget(items: readonly OutboxItem[]): Promise<void> {
    await this.#write(async tx => {
      for (const item of items) await tx.objectStore('outbox').delete(item.seq);
    });
    this.#items.value = this.#items.value.filter(item => !items.includes(item));
  }

  /** One write, stamped. Two tabs take turns by the stamp: who finds it moved by another reads everything again. */
  async #write(work: (tx: Writing) => Promise<void>): Promise<void> {
    let found = 0;
    await write(this.#db, async tx => {
      found = ((await tx.objectStore('vault').get('stamp')) as number | undefined) ?? 0;
      await tx.objectStore('vault').put(found + 1, 'stamp');
      await work(tx);
    });
    if (found === this.#stamp) this.#stamp = found + 1;
    // A read that fails leaves the stamp behind, so the next refresh tries again.
    else this.#queue = this.#queue.then(() => this.#read()).catch(() => undefined);
    this.onWritten();
  }

  /** Changes happen one after the other: each is computed from the state the one before it left. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
