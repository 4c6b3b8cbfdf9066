import { signal, type ReadonlySignal } from '@preact/signals-core';
import { Problem, Unreachable, type Api } from './api.ts';
import type { Locks } from './locks.ts';
import { media } from './media.ts';
import { pauseAfter } from './pause.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import type { Store } from '../store/store.ts';

export interface SyncState {
  running: boolean;
  /** Why the last round ended without success; null after a good one. `offline`: no answer of the server's, at most one of something in between. */
  trouble:
    | null
    | { kind: 'offline'; status: number | null }
    | { kind: 'problem'; status: number; code: string; text: string; next: string }
    | { kind: 'fault'; text: string };
  /** Items the server stumbled over in the last round; they keep waiting. */
  stuck: number;
  /** The server said that this phone was revoked. */
  revoked: boolean;
}

/** What the engine needs from its surroundings; the browser's in the app, a test's in tests. */
export interface Surroundings {
  /** Only one tab talks to the server at a time. */
  locks: Locks;
  chance: () => number;
  later: (work: () => void, milliseconds: number) => unknown;
  never: (timer: unknown) => void;
}

/** Push, then pull, then sleep: longer after each failure, at once when there is new work or the line comes back. */
export class Sync {
  readonly #api: Api;
  readonly #store: Store;
  readonly #around: Surroundings;
  readonly #state = signal<SyncState>({ running: false, trouble: null, stuck: 0, revoked: false });
  readonly state: ReadonlySignal<SyncState> = this.#state;
  #failures = 0;
  #timer: unknown = null;
  #round: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  /** Pictures that the server said no to. */
  readonly #withoutMedia = new Set<string>();

  constructor(api: Api, store: Store, around: Surroundings) {
    this.#api = api;
    this.#store = store;
    this.#around = around;
  }

  /** Ask for a round in a moment; many calls make one round. */
  soon(milliseconds = 0): void {
    if (this.#stopped) return;
    if (this.#timer !== null) this.#around.never(this.#timer);
    this.#timer = this.#around.later(() => {
      this.#timer = null;
      void this.now();
    }, milliseconds);
  }

  /** The line is back, or the member asked: earlier failures no longer count. */
  fresh(): Promise<void> {
    this.#failures = 0;
    return this.now();
  }

  /** One round; a call during a round asks for one more after it. Never throws: the state says how it went. */
  now(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#round) {
      this.#again = true;
      return this.#round;
    }
    this.#round = this.#run().finally(() => {
      this.#round = null;
      if (this.#again) {
        this.#again = false;
        this.soon();
      }
    });
    return this.#round;
  }

  /** After a lock or a wipe: the round under way ends, none begins. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) this.#around.never(this.#timer);
    this.#timer = null;
  }

  async #run(): Promise<void> {
    this.#state.value = { ...this.#state.value, running: true };
    try {
      const stuck = await this.#around.locks.request('tungngo-sync', async () => {
        await this.#store.refresh();
        let left = await push(this.#api, this.#store);
        if (await pull(this.#api, this.#store)) {
          left = await push(this.#api, this.#store);
          await pull(this.#api, this.#store);
        }
        await media(this.#api, this.#store, () => this.#again || this.#stopped, this.#withoutMedia);
        return left;
      });
      this.#failures = stuck > 0 ? this.#failures + 1 : 0;
      this.#state.value = { running: false, trouble: null, stuck, revoked: false };
      if (stuck > 0) this.soon(pauseAfter(this.#failures, this.#around.chance));
      else this.#whenHoldEnds();
    } catch (error) {
      this.#failures++;
      const revoked = error instanceof Problem && error.revoked;
      this.#state.value = { running: false, trouble: troubleOf(error), stuck: this.#state.value.stuck, revoked };
      if (revoked) this.stop();
      else this.soon(pauseAfter(this.#failures, this.#around.chance));
    }
  }

  /** Work held for "Hoàn tác" goes when its hold ends, without another tap. */
  #whenHoldEnds(): void {
    const next = this.#store.heldUntil();
    if (next !== null) this.soon(next);
  }
}

function troubleOf(error: unknown): SyncState['trouble'] {
  if (error instanceof Unreachable) return { kind: 'offline', status: error.status };
  if (error instanceof Problem) return { kind: 'problem', status: error.status, code: error.code, text: error.message, next: error.next };
  return { kind: 'fault', text: error instanceof Error ? error.message : String(error) };
}
