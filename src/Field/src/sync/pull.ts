import type { Api } from './api.ts';
import type { Store } from '../store/store.ts';

/**
 * Brings the territory up to the server's newest change, then the guides when they are newer. A cut line goes on from the last page. True when the
 * server's history began anew: then the work it has lost waits to be pushed.
 */
export async function pull(api: Api, store: Store): Promise<boolean> {
  let anew = false;
  for (;;) {
    const before = store.view.value.territory;
    const asked = store.clock.ticks();
    const answer = await api.pull(before.upTo, before.have, before.epoch ?? null);
    anew = (await store.pulled(answer, asked)) || anew;
    const after = store.view.value.territory;
    if (!answer.more) {
      if (answer.guidesVersion > after.guidesVersion) await store.guided(await api.guides(after.guidesVersion));
      return anew;
    }
    if (!anew && after.upTo === before.upTo && after.have.length === before.have.length) throw new Error('the pull makes no headway');
  }
}
