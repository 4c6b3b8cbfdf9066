import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/store/database.ts';
import { DoorClock } from '../src/store/doorClock.ts';
import { newId } from '../src/store/ids.ts';
import { Store } from '../src/store/store.ts';
import { pinIsFit, Unreadable, Vault, WrongPin, waitAfter, type Lockbox } from '../src/store/vault.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';

const start = Date.parse('2024-10-05T01:00:00Z');
let now = start;
const clock = () => now;
const few = () => Promise.resolve(1000);
const me = { id: guid(2, 1), name: 'Kim Thị Sa Ren' };
const add = IDBObjectStore.prototype.add;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  now = start;
});
afterEach(() => {
  IDBObjectStore.prototype.add = add;
});

const draft = (householdId: string) => ({
  householdId,
  memberId: me.id,
  startedAt: now,
  outcome: 'met' as const,
  language: 'km',
  home: ['household'],
  steps: {},
  nextDate: null,
  nextTime: null,
  note: 'đang dở',
  supersedes: null,
});

describe('the vault', () => {
  it("opens the same key with each member's own PIN", async () => {
    const vault = new Vault(await openDatabase(), clock, few);
    const key = await Vault.newDataKey();
    await vault.admit(me, '240891', key);
    await vault.admit({ id: guid(2, 2), name: 'Lâm Minh Đức' }, '730155', key);
    const raw = async (opened: CryptoKey) => Array.from(new Uint8Array(await crypto.subtle.exportKey('raw', opened)));
    expect(await raw(await vault.unlock(me.id, '240891'))).toEqual(await raw(key));
    expect(await raw(await vault.unlock(guid(2, 2), '730155'))).toEqual(await raw(key));
    await expect(vault.unlock(me.id, '730155')).rejects.toThrow(WrongPin);
    expect((await vault.members()).map(member => member.name)).toEqual(['Kim Thị Sa Ren', 'Lâm Minh Đức']);
  });

  it('is nothing to try PINs on without the key of the profile, which no export holds', async () => {
    const db = await openDatabase();
    await new Vault(db, clock, few).admit(me, '240891', await Vault.newDataKey());
    expect(((await db.get('vault', 'phone')) as CryptoKey).extractable).toBe(false);
    await db.delete('vault', 'phone');
    const copied = new Vault(db, clock, few);
    await expect(copied.unlock(me.id, '240891')).rejects.toThrow(Unreadable);
    await expect(copied.members()).rejects.toThrow(Unreadable);
    // Another profile's key is of no more use, and telling the PIN right from wrong is what a guesser needs.
    await copied.admit({ id: guid(2, 2), name: 'Lâm Minh Đức' }, '730155', await Vault.newDataKey());
    for (const pin of ['240891', '111112']) await expect(copied.unlock(me.id, pin)).rejects.toThrow(Unreadable);
  });

  it('says of an older version’s records that no PIN opens them', async () => {
    const db = await openDatabase();
    await new Vault(db, clock, few).admit(me, '240891', await Vault.newDataKey());
    const box = (await db.get('vault', `member:${me.id}`)) as Lockbox;
    await db.put('vault', { ...box, wrapped: box.wrapped.data }, `member:${me.id}`);
    await expect(new Vault(db, clock, few).members()).rejects.toThrow(Unreadable);
  });

  it('makes guessing slow, also after a reload', async () => {
    const vault = new Vault(await openDatabase(), clock, few);
    await vault.admit(me, '240891', await Vault.newDataKey());
    for (let i = 0; i < 4; i++) await expect(vault.unlock(me.id, '111112')).rejects.toThrow(WrongPin);
    const reloaded = new Vault(await openDatabase(), clock, few);
    expect(await reloaded.wait()).toBe(30_000);
    await expect(reloaded.unlock(me.id, '240891')).rejects.toThrow(WrongPin);
    now -= 365 * 86_400_000;
    expect(await reloaded.wait()).toBe(30_000);
    now += 365 * 86_400_000 + 30_001;
    await reloaded.unlock(me.id, '240891');
    expect(await reloaded.wait()).toBe(0);
    expect([3, 4, 5, 30].map(waitAfter)).toEqual([0, 30_000, 60_000, 3_600_000]);
  });

  it('refuses PINs anyone would try first', () => {
    expect(['000000', '123456', '987654', '12345', '12345a'].filter(pinIsFit)).toEqual([]);
    expect(['240891', '112233', '135791'].filter(pinIsFit)).toHaveLength(3);
  });
});

describe('the store', () => {
  it('leaves nothing readable about people in IndexedDB', async () => {
    const { tab } = await Tab.enrolled(new StandIn(land(), clock));
    await new Vault(await openDatabase(), clock, few).admit(me, '240891', await Vault.newDataKey());
    await tab.store.do([tab.visit(guid(5, 2), { note: 'Đã gặp ở nhà' })]);
    await tab.store.saveDraft(draft(guid(5, 3)));
    const db = await openDatabase();
    const utf8 = new TextDecoder();
    let seen = '';
    for (const name of db.objectStoreNames) {
      for (const value of await db.getAll(name)) {
        JSON.stringify(value, (_, field: unknown) => {
          if (field instanceof ArrayBuffer || ArrayBuffer.isView(field)) seen += utf8.decode(field as ArrayBuffer);
          return field;
        });
        seen += JSON.stringify(value);
      }
    }
    expect(seen.length).toBeGreaterThan(10_000);
    for (const word of ['Thạch', 'Kim Thị', '0910', 'Đã gặp', 'dở', 'token-', 'Trường Thành']) expect(seen).not.toContain(word);
  });

  it('brings back everything after a kill, with the half-finished visit', async () => {
    const server = new StandIn(land(), clock);
    const { tab, key, locks } = await Tab.enrolled(server);
    await tab.store.do([tab.visit(guid(5, 2))]);
    await tab.store.saveDraft(draft(guid(5, 3)));
    const again = await Tab.open(key, server, locks, clock);
    expect(again.store.view.value).toEqual(tab.store.view.value);
    expect(again.store.drafts.value.get(guid(5, 3))!.note).toBe('đang dở');
    expect(again.store.phone.value).toEqual(tab.store.phone.value);
  });

  it('ends the draft and takes the visit on together, or neither', async () => {
    const server = new StandIn(land(), clock);
    const { tab, key, locks } = await Tab.enrolled(server);
    await tab.store.saveDraft(draft(guid(5, 3)));
    // The disk is full: the engine refuses the row.
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    await expect(tab.store.do([tab.visit(guid(5, 3))], { finishes: guid(5, 3) })).rejects.toThrow('full');
    expect(tab.store.items.value).toHaveLength(0);
    const reopened = await Tab.open(key, server, locks, clock);
    expect(reopened.store.drafts.value.size).toBe(1);
    expect(reopened.store.items.value).toHaveLength(0);
    IDBObjectStore.prototype.add = add;
    await tab.store.do([tab.visit(guid(5, 3))], { finishes: guid(5, 3) });
    const after = await Tab.open(key, server, locks, clock);
    expect(after.store.drafts.value.size).toBe(0);
    expect(after.store.items.value).toHaveLength(1);
  });

  it('flushes each write to the disk before it says saved', async () => {
    const { tab } = await Tab.enrolled(new StandIn(land(), clock));
    const asked: unknown[] = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...args: Parameters<typeof transaction>) {
      asked.push((args[2] as { durability?: string } | undefined)?.durability);
      return transaction.apply(this, args);
    };
    await tab.store.do([tab.visit(guid(5, 2))]);
    IDBDatabase.prototype.transaction = transaction;
    expect(asked).toEqual(['strict']);
  });

  it('rewrites only the chunks a change touches', async () => {
    const server = new StandIn(land(400), clock);
    const { tab } = await Tab.enrolled(server);
    const puts: unknown[] = [];
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args: Parameters<typeof put>) {
      puts.push(args[1]);
      return put.apply(this, args);
    };
    server.change(guid(5, 9), household => ({ ...household, landmark: 'bên sông' }));
    await tab.sync.now();
    IDBObjectStore.prototype.put = put;
    expect(puts.filter(at => String(at).startsWith('doors:'))).toHaveLength(1);
  });

  it('cannot be read with another key', async () => {
    await Tab.enrolled(new StandIn(land(), clock));
    await expect(
      Store.open(await openDatabase(), await Vault.newDataKey(), new DoorClock({ wall: clock, ticks: clock })),
    ).rejects.toThrow();
  });
});

describe('ids', () => {
  it('grow within a millisecond and when the clock steps back', () => {
    const minted = Array.from({ length: 9000 }, (_, i) => newId(() => (i < 8000 ? start : start - 5000)));
    expect([...minted].sort()).toEqual(minted);
    expect(new Set(minted).size).toBe(9000);
    expect(minted[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
