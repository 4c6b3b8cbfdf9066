import { openDatabase } from '../src/store/database.ts';
import type { Clock, PhoneClocks } from '../src/store/clock.ts';
import { DoorClock } from '../src/store/doorClock.ts';
import { newId } from '../src/store/ids.ts';
import { Store } from '../src/store/store.ts';
import { Vault } from '../src/store/vault.ts';
import { Api } from '../src/sync/api.ts';
import { Sync, type Surroundings } from '../src/sync/sync.ts';
import type { Mutation, PushVisit } from '../src/wire.ts';
import type { StandIn } from './standIn.ts';

/** Locks that several tabs of a test share. */
export class Locks {
  #queue: Promise<unknown> = Promise.resolve();
  held = 0;
  most = 0;
  readonly request = <T>(_name: string, work: () => Promise<T>): Promise<T> => {
    const turn = this.#queue.then(async () => {
      this.most = Math.max(this.most, ++this.held);
      try {
        return await work();
      } finally {
        this.held--;
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  };
}

/** One tab of the app on the database the test shares; its clocks stand still until the test moves them. */
export class Tab {
  readonly later: { work: () => void; in: number }[] = [];
  readonly api: Api;
  readonly sync: Sync;
  readonly store: Store;

  constructor(store: Store, server: StandIn, locks: Locks) {
    this.store = store;
    this.api = new Api({
      fetch: server.fetch as typeof fetch,
      origin: '',
      language: () => 'vi',
      version: '1.2.3',
      token: () => store.phone.value?.token ?? null,
    });
    const around: Surroundings = {
      locks,
      chance: () => 0.5,
      later: (work, milliseconds) => {
        const entry = { work, in: milliseconds };
        this.later.push(entry);
        return entry;
      },
      never: timer => {
        const at = this.later.indexOf(timer as { work: () => void; in: number });
        if (at >= 0) this.later.splice(at, 1);
      },
    };
    this.sync = new Sync(this.api, store, around);
  }

  static async open(key: CryptoKey, server: StandIn, locks: Locks, clock: Clock | PhoneClocks): Promise<Tab> {
    const clocks = typeof clock === 'function' ? { wall: clock, ticks: clock } : clock;
    return new Tab(await Store.open(await openDatabase(), key, new DoorClock(clocks)), server, locks);
  }

  /** An enrolled phone with the whole territory on it. */
  static async enrolled(
    server: StandIn,
    locks = new Locks(),
    clock: Clock | PhoneClocks = server.now,
  ): Promise<{ tab: Tab; key: CryptoKey; locks: Locks }> {
    const key = await Vault.newDataKey();
    const tab = await Tab.open(key, server, locks, clock);
    const { deviceId, token, serverName } = await tab.api.enrol({ code: 'abcd-2345', deviceName: 'Máy thử' });
    await tab.store.setPhone({ deviceId, token, serverName });
    await tab.sync.now();
    return { tab, key, locks };
  }

  visit(householdId: string, more: Partial<PushVisit> = {}): Mutation {
    return {
      id: newId(this.store.clock.now),
      kind: 'visit',
      memberId: this.store.view.value.territory.members[0]!.id,
      ...this.store.clock.stamp(),
      visit: { householdId, outcome: 'met', language: 'vi', activities: [], ...more },
    };
  }
}
