export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** The browser's locks, which all tabs share; where it has none the work of this tab takes turns. What two tabs then send twice, the server does once. */
export function locksOf({ locks }: { locks?: LockManager }): Locks {
  return locks ? { request: async (name, work) => await locks.request(name, work) } : new TurnsOfOneTab();
}

class TurnsOfOneTab implements Locks {
  readonly #last = new Map<string, Promise<unknown>>();

  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work);
    this.#last.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
